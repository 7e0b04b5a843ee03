using RepLearn.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// What is divergence and what is only the data, and what a user is told to do.
public sealed class DivergenceTests
{
    private const int Width = 6;

    [Fact]
    public void ABlankFirstBatch_SaysNothingOfTheNext()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[] data = [.. new double[8 * Width], .. TestData.Plane<double>(40, Width).Select(value => value * 3000)];
        FitReport report = model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 8, Shuffle = false, Optimizer = new Adam(1e-3) });
        Assert.Equal(FitStop.Completed, report.Stopped);
        Assert.True(report.Epochs[0].Training.Total > 1e6);
    }

    [Fact]
    public void AfterABlankFirstBatch_AnExplosionIsStillSeen()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[] data = [.. new double[8 * Width], .. TestData.Plane<double>(40, Width).Select(value => value * 3000)];
        var diverged = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 8, Shuffle = false, Optimizer = new Sgd(1) }));
        Assert.Contains("a tenth of the learning rate", diverged.Message, StringComparison.Ordinal);
        Assert.All(model.Parameters.ToArray(), value => Assert.True(Math.Abs(value) < 10));
    }

    /// <summary>Epochs of one step, each with a larger loss than the one before: none of them is a good one to go back to.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void AnExplosionFromEpochToEpoch_IsSeen_AndTheModelGoesBackBeforeIt(double rate)
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[] data = [.. TestData.Plane<double>(40, Width).Select(value => value * 3)];
        double first = model.Test(data, default).Total;
        Exception? told = Record.Exception(() => model.Fit(data, new FitOptions { Epochs = 200, BatchSize = 40, Optimizer = new Sgd(rate) }));
        Assert.True(told is null or TrainingDivergedException, told?.ToString());
        Assert.InRange(model.Test(data, default).Total, 0, 10 * first);
    }

    [Fact]
    public void ABatchOfMuchLargerValues_IsNoDivergence()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[] data = TestData.Plane<double>(40, Width);
        data.AsSpan(20 * Width, Width).Fill(1e5);
        FitReport report = model.Fit(data, new FitOptions { Epochs = 3, BatchSize = 4, Optimizer = new Adam(1e-3) });
        Assert.Equal(FitStop.Completed, report.Stopped);
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e9)]
    public void ALossThatFallsWithoutBound_IsDivergence(double slope)
    {
        using var model = new ScriptedModel(step => -slope * Math.Pow(2, step));
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(new double[4 * 100], new FitOptions { Epochs = 20, BatchSize = 4 }));
        Assert.True(diverged.Losses.Total < 0);
        Assert.Contains("falls without a lower bound", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("fell below", diverged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANegativeLogLikelihoodBelowZero_IsNoDivergence()
    {
        using var model = new ScriptedModel(step => 100 - (5.0 * step));
        Assert.Equal(FitStop.Completed, model.Fit(new double[4 * 100], new FitOptions { Epochs = 20, BatchSize = 4 }).Stopped);
    }

    [Fact]
    public void AFiniteFactor_CanBeLifted()
    {
        using var model = new ScriptedModel(step => -1e12 * step);
        var options = new FitOptions { Epochs = 2, BatchSize = 4, DivergenceFactor = double.PositiveInfinity };
        Assert.Equal(FitStop.Completed, model.Fit(new double[4 * 100], options).Stopped);
    }

    [Fact]
    public void AGradientThatIsNotFinite_NamesLayerAndFunction()
    {
        using var model = new ScriptedModel(_ => 1) { PoisonedFrom = 0, PoisonedTo = 5 };
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(new double[40], new FitOptions { Epochs = 1 }));
        Assert.Equal("latent Code 2 root(x) = sqrt(abs(x))", diverged.Layer);
        Assert.Equal("encoder1Weight", diverged.Parameter);
        Assert.Contains("'codeBias' is the first parameter", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("root(x)", diverged.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tenth", diverged.Message, StringComparison.Ordinal);
        model.PoisonedTo = 2;
        diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(new double[40], new FitOptions { Epochs = 1 }));
        Assert.Equal("encoder dense 2 swish(x) = x / (1 + exp(-x))", diverged.Layer);
    }

    [Fact]
    public void ALossThatIsNotFiniteBeforeAnyStep_IsNotTheRates()
    {
        using var model = new ScriptedModel(_ => double.NaN);
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(new double[40], new FitOptions { Epochs = 1 }));
        Assert.Contains("No step was taken before it", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("'encoder dense 2 swish(x) = x / (1 + exp(-x))', 'latent Code 2 root(x) = sqrt(abs(x))'", diverged.Message, StringComparison.Ordinal);
    }

    // Gradients of about 1e20 are numbers of single precision, their squares are not.
    [Fact]
    public void AKeptValueThatOverflowsAtOnce_IsNamed_AndNotTheRates()
    {
        using var model = new LinearModel<float>(Width, 2, masks: false);
        float[] data = [.. TestData.Plane<float>(40, Width).Select(value => value * 1e10f)];
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(data, new FitOptions { BatchSize = 8, Optimizer = new Adam(1e-30) }));
        Assert.Contains("kept value 'v' of 'codeWeight'", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("Scale the data to about 1", diverged.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tenth", diverged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1.0)]
    [InlineData(double.PositiveInfinity)]
    public void AScheduleOfOnesOwn_IsChecked(double factor)
    {
        using var model = new ScriptedModel(_ => 1);
        var refused = Assert.Throws<InvalidOperationException>(() => model.Fit(new double[40], new FitOptions { Epochs = 1, Schedule = new Fixed(factor) }));
        Assert.Contains("step 0", refused.Message, StringComparison.Ordinal);
    }

    private sealed record Fixed(double Value) : Schedule
    {
        public override double Factor(long step, long totalSteps) => Value;
    }

    /// <summary>A loss that follows a script, whatever the parameters, and gradients of 0.</summary>
    private sealed class ScriptedModel(Func<long, double> loss) : HandWrittenModel<double>(MakeInfo(), 0)
    {
        public int PoisonedFrom { get; init; }

        public int PoisonedTo { get; set; }

        protected override void RunBackward(Worker<double> worker)
        {
            RunEvaluate(worker);
            Gradients.Clear();
            Gradients[PoisonedFrom..PoisonedTo].Fill(double.NaN);
        }

        protected override void RunEvaluate(Worker<double> worker) => worker.Terms[0] = loss(Step);

        protected override void RunEncode(Worker<double> worker) => worker.Saved(0) = double.NaN;

        private static ModelInfo MakeInfo()
        {
            ParameterInfo[] layout =
            [
                new("encoder1Weight", 1, 2, 0, InitialValues.Ones, 0), new("codeWeight", 1, 2, 2, InitialValues.Ones, 0),
                new("codeBias", 1, 1, 4, InitialValues.Ones, 0), new("decoder1Weight", 1, 3, 5, InitialValues.Ones, 0),
            ];
            const string Text = "autoencoder 4 Double; encoder dense 2 swish(x) = x / (1 + exp(-x)); latent Code 2 root(x) = sqrt(abs(x)); decoder dense 4; likelihood SquaredError";
            return new ModelInfo(ModelInfo.CurrentContract, "Scripted", 4, 1, 8, layout, ["loss"], [], Text, "0", Programs(new ProgramInfo(string.Empty, ProgramMode.Infer, [], 16, 0, 0, 1, 0, 0, 1), inputs: 4, codes: 1));
        }
    }
}
