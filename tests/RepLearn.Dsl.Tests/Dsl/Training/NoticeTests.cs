using RepLearn.Tests.Dsl.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// A report says what was probably not meant.
public sealed class NoticeTests
{
    private const int Width = 6;
    private static readonly double[] s_data = TestData.Plane<double>(40, Width);

    public static TheoryData<string, Schedule> TooLong => new()
    {
        { "501 steps", LearningRate.Cosine(warmupSteps: 500) },
        { "10 steps", LearningRate.Cosine(warmupSteps: 9) },
        { "1000 steps", LearningRate.Cosine(totalSteps: 1000) },
        { "9 steps", LearningRate.Step(every: 8) },
    };

    // 40 examples in batches of 10, two epochs: 8 steps.
    [Theory]
    [MemberData(nameof(TooLong))]
    public void AScheduleLongerThanTheFit_IsTold(string needs, Schedule schedule)
    {
        using var model = new LinearModel<double>(Width, 2);
        FitReport report = model.Fit(s_data, new FitOptions { Epochs = 2, BatchSize = 10, Schedule = schedule });
        string notice = Assert.Single(report.Notices);
        Assert.Contains(needs, notice, StringComparison.Ordinal);
        Assert.Contains("the whole fit has 8", notice, StringComparison.Ordinal);
        Assert.Contains("Notice: " + notice, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AScheduleThatFits_IsNot()
    {
        Schedule[] schedules = [LearningRate.Constant, LearningRate.Cosine(), LearningRate.Cosine(warmupSteps: 7), LearningRate.Cosine(totalSteps: 8), LearningRate.Step(every: 7)];
        foreach (Schedule schedule in schedules)
        {
            using var model = new LinearModel<double>(Width, 2);
            Assert.Empty(model.Fit(s_data, new FitOptions { Epochs = 2, BatchSize = 10, Schedule = schedule }).Notices);
        }
    }

    // Step(1) at 1e-3 is below the smallest number of single precision, 1.4e-45, from the 43rd step on; 40 examples in batches of 4.
    [Theory]
    [InlineData("In 90 steps", false)]
    [InlineData("In 57 steps", true)]
    public void StepsAtARateOfZero_AreTold(string told, bool falls)
    {
        using var model = new LinearModel<float>(Width, 2);
        Schedule schedule = falls ? LearningRate.Step(1) : LearningRate.Cosine(totalSteps: 10);
        FitReport report = model.Fit(TestData.Plane<float>(40, Width), new FitOptions { Epochs = 10, BatchSize = 4, Schedule = schedule, Optimizer = new Sgd(1e-3) });
        string notice = Assert.Single(report.Notices);
        Assert.StartsWith(told, notice, StringComparison.Ordinal);
        Assert.Contains("learning rate was 0", notice, StringComparison.Ordinal);
    }

    // 4 steps an epoch, those of the last two at a rate that only the callback makes 0; or at 1e-60, which single precision does not have.
    [Theory]
    [InlineData(0)]
    [InlineData(1e-57)]
    public void AFactorOfZero_IsTheCallbacks(double factor)
    {
        using var model = new LinearModel<float>(Width, 2);
        var options = new FitOptions { Epochs = 3, BatchSize = 10, Optimizer = new Sgd(1e-3), AfterEpoch = end => end.LearningRateFactor = factor };
        string notice = Assert.Single(model.Fit(TestData.Plane<float>(40, Width), options).Notices);
        Assert.StartsWith("In 8 steps", notice, StringComparison.Ordinal);
        Assert.Contains("the LearningRateFactor that AfterEpoch set", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void PatienceWithoutACriterion_IsTold()
    {
        using var model = new LinearModel<double>(Width, 2);
        var options = new FitOptions { Epochs = 2, BatchSize = 10, Patience = 1, AfterEpoch = _ => { } };
        Assert.StartsWith("Patience had nothing to watch", Assert.Single(model.Fit(s_data, options).Notices), StringComparison.Ordinal);
        Assert.Single(model.Fit(s_data, s_data, options with { AfterEpoch = end => end.Criterion = null }).Notices);
        Assert.Empty(model.Fit(s_data, s_data, options).Notices);
        Assert.StartsWith("The Criterion that AfterEpoch set was not finite", Assert.Single(model.Fit(s_data, options with { AfterEpoch = end => end.Criterion = double.NaN }).Notices), StringComparison.Ordinal);
        Assert.Empty(model.Fit(s_data, options with { AfterEpoch = end => end.Criterion = 1 }).Notices);
    }

    // The source does not tell its number: the fit's own steps count.
    [Fact]
    public void OfASourceWithoutCount_TheStepsTakenCount()
    {
        using var model = new LinearModel<double>(Width, 2);
        IExampleSource<double> source = Examples.Stream<double>(() => [s_data], Width);
        FitReport report = model.Fit(source, new FitOptions { Epochs = 2, BatchSize = 10, Schedule = LearningRate.Cosine(1000, 500) });
        Assert.Contains("the whole fit has 8", Assert.Single(report.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public void ALatentsWarmupLongerThanTheFit_IsTold(int warmupSteps, bool told)
    {
        using var model = new LinearModel<double>(Width, 2, warmupSteps: warmupSteps);
        FitReport report = model.Fit(s_data, new FitOptions { Epochs = 2, BatchSize = 10 });
        Assert.Equal(told, report.Notices.Any(notice => notice.Contains("warm-up takes 9 steps", StringComparison.Ordinal)));

        // A second call of Fit goes on with the warm-up.
        Assert.Empty(model.Fit(s_data, new FitOptions { Epochs = 2, BatchSize = 10 }).Notices);
    }

    [Fact]
    public void AGeneratedModel_KnowsItsWarmup()
    {
        using var model = new GaussianModel(1);
        Assert.Equal(50, model.Info.WarmupSteps);
        Assert.Single(model.Fit(new float[40 * 20], new FitOptions { Epochs = 1 }).Notices);
    }

    // Steps of 1e-20 beside parameters of about 1.
    [Fact]
    public void StepsThatChangeNoParameter_AreTold()
    {
        using var model = new LinearModel<float>(Width, 2);
        float[] data = TestData.Plane<float>(40, Width);
        Assert.Empty(model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 10 }).Notices);
        float[] before = model.Parameters.ToArray();
        FitReport report = model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 10, Optimizer = new Sgd(1e-20) });
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.StartsWith("No parameter changed in the 8 steps of this call", Assert.Single(report.Notices), StringComparison.Ordinal);
    }

    // Gradients of 1e-30 times the errors, whose squares are 0 in single precision.
    [Fact]
    public void ALikelihoodThatLearnsNothing_IsTold()
    {
        using var model = new VagueModel(1);
        float[] before = model.Parameters.ToArray();
        FitReport report = model.Fit(TestData.Plane<float>(40, VagueModel.InputSize), new FitOptions { Epochs = 2, BatchSize = 10 });
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Contains("likelihood", Assert.Single(report.Notices), StringComparison.Ordinal);
    }

    // Of one example batch normalisation gives its bias, whatever the example is, and neither a discrepancy nor a total correlation has a pair of codes.
    [Fact]
    public void StepsOfOneExample_AreTold_WhereABatchsExamplesDependOnEachOther()
    {
        float[] data = TestData.Plane<float>(21, LonelyNorm.InputSize);
        using var norm = new LonelyNorm(1);
        using var discrepancy = new LonelyDiscrepancy(1);
        using var correlation = new LonelyCorrelation(1);
        using var plain = new LinearModel<float>(Width, 2);
        var options = new FitOptions { Epochs = 2, BatchSize = 10, LastBatch = LastBatch.Keep };
        foreach (Autoencoder<float> model in new Autoencoder<float>[] { norm, discrepancy, correlation })
        {
            Assert.Contains("In 2 steps of this call the batch had one example", Assert.Single(model.Fit(data, options).Notices), StringComparison.Ordinal);
            Assert.Contains("In 42 steps", Assert.Single(model.Fit(data, options with { BatchSize = 1 }).Notices), StringComparison.Ordinal);
            Assert.Empty(model.Fit(data, options with { LastBatch = LastBatch.Share }).Notices);
        }

        Assert.Empty(plain.Fit(data, options with { BatchSize = 1 }).Notices);
    }

    // Running variances fall to 0, and validation divides by √1e-5 eight times.
    [Fact]
    public void AValidationThatBatchesOfOneExampleMadeInfinite_IsToldWithItsCause()
    {
        float[] data = TestData.Plane<float>(60, DeepNorm.InputSize);
        using var model = new DeepNorm(1);
        FitReport report = model.Fit(data, data, new FitOptions { Epochs = 3, BatchSize = 1 });
        Assert.Contains(report.Notices, notice => notice.Contains("not finite after epoch", StringComparison.Ordinal)
            && notice.EndsWith("Batch normalisation divides by a running variance, to which each batch of one example adds 0.", StringComparison.Ordinal));

        // By a criterion of one's own such an epoch may be the best.
        using var judged = new DeepNorm(1);
        FitReport own = judged.Fit(data, data, new FitOptions { Epochs = 3, BatchSize = 1, AfterEpoch = end => end.Criterion = -end.Epoch.Epoch });
        Assert.Equal(3, own.Best?.Epoch);
        Assert.Contains(own.Notices, notice => notice.Contains("not finite after epoch", StringComparison.Ordinal) && !notice.Contains("never the best", StringComparison.Ordinal));
    }

    [Fact]
    public void AHeadWithoutLabels_IsTold()
    {
        float[] data = TestData.Plane<float>(40, LonelyHead.InputSize);
        int[] labels = Enumerable.Repeat(-1, 40).ToArray();
        using var model = new LonelyHead(1);
        FitReport report = model.Fit(Examples.InMemory(data, LonelyHead.InputSize, labels), new FitOptions { Epochs = 2 });
        Assert.Contains("No example had a label", Assert.Single(report.Notices), StringComparison.Ordinal);
        labels[17] = 1;
        Assert.Empty(model.Fit(Examples.InMemory(data, LonelyHead.InputSize, labels), new FitOptions { Epochs = 2 }).Notices);
    }

    [Fact]
    public void AFitWithoutSteps_ChangesNothingAndIsNotTold()
    {
        using var folder = new TemporaryFolder();
        var options = new FitOptions { Epochs = 2, BatchSize = 10, Checkpoint = folder["fit.safetensors"], Resume = true };
        using var model = new LinearModel<double>(Width, 2);
        model.Fit(s_data, options);
        Assert.Empty(model.Fit(s_data, options).Notices);
    }
}

[Autoencoder(6)]
[Encoder.Dense(3)]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.Gaussian(Sigma = 1e15)]
internal sealed partial class VagueModel;

[Autoencoder(6)]
[Encoder.Dense(3)]
[Encoder.BatchNorm]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class LonelyNorm;

[Autoencoder(6)]
[Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm]
[Encoder.Dense(6), Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm, Encoder.Dense(6), Encoder.BatchNorm]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class DeepNorm;

[Autoencoder(6)]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Regularizer.Mmd(1)]
internal sealed partial class LonelyDiscrepancy;

[Autoencoder(6)]
[Latent.Gaussian(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Regularizer.TotalCorrelation(1)]
internal sealed partial class LonelyCorrelation;

[Autoencoder(6)]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Softmax(2)]
internal sealed partial class LonelyHead;
