using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Heads that predict numbers, and weights of classes: their losses by hand, targets that are missing, what rows they take.</summary>
public class RegressionTests
{
    private const int Rows = 6;
    private const int Width = 5;
    private static readonly double[] s_targets = [1, 2, double.NaN, -1, 0.5, 0.25, double.NaN, double.NaN, 3, -2, 0, double.NaN];

    [Fact]
    public void TheTerm_IsTheSquaredErrorOfKnownTargetsOverAllExamples()
    {
        using var model = new SmallRegression(1);
        double[] values = Values();
        Losses losses = model.Backward(Examples(s_targets), default);
        double[] predictions = model.Predict(values);
        double[] expected = [.. model.Encode(values).Chunk(3).SelectMany(code => Predicted(model, code))];
        Assert.All(expected.Zip(predictions), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

        double error = expected.Zip(s_targets, (prediction, target) => double.IsNaN(target) ? 0 : (prediction - target) * (prediction - target)).Sum();
        Assert.Equal(error / Rows, losses.Metrics["targetError"], 1e-12);
        Assert.Equal(0.5 * error / Rows, losses["regression"], 1e-12);
        Assert.Equal(8.0 / 12, losses.Metrics["targetShare"], 1e-12);
        Assert.Equal((0, 2), (model.Info.ClassCount, model.Info.PredictionSize));
    }

    [Fact]
    public void ExamplesWithoutTargets_TeachTheReconstructionAlone()
    {
        using var model = new SmallRegression(1);
        double[] none = [.. Enumerable.Repeat(double.NaN, Rows * 2)];
        Losses losses = model.Backward(Examples(none), default);

        Assert.Equal((0, 0, 0), (losses["regression"], losses.Metrics["targetError"], losses.Metrics["targetShare"]));
        ParameterInfo weight = Place(model, "headWeight");
        Assert.All(model.Gradients.Slice(weight.Offset, weight.Length).ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(double.IsFinite(gradient)));
        Assert.Contains(model.Gradients.ToArray(), gradient => gradient != 0);
        FitReport report = model.Fit(Examples(none), new FitOptions { Epochs = 1 });
        Assert.Contains(report.Notices, notice => notice.Contains("No example had a target", StringComparison.Ordinal));
    }

    // NaN stands for a target that is not known, and for nothing else.
    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(5, double.PositiveInfinity)]
    [InlineData(6, double.NegativeInfinity)]
    public void ValuesThatAreNoNumbers_AreRefusedWithTheirPlace(int column, double value)
    {
        using var model = new SmallRegression(1);
        double[] examples = Examples(s_targets);
        examples[(2 * (Width + 2)) + column] = value;
        foreach (Action call in new Action[] { () => model.Backward(examples, default), () => model.Test(examples, default), () => model.Fit(examples) })
        {
            string message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains($"row 3, column {column + 1}", message, StringComparison.Ordinal);
            Assert.Contains(column < Width ? "finite values" : "Head.Linear expects finite targets, or NaN", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SourcesGiveTargets()
    {
        using var model = new SmallRegression(1);
        IExampleSource<double> source = RepLearn.Examples.InMemory(Values(), Width, s_targets);
        Assert.Equal(model.Test(Examples(s_targets), default).Total, model.Test(source, default).Total);
        Assert.Contains("then 2 of the head's target", Assert.Throws<ArgumentException>(() => model.Fit(RepLearn.Examples.InMemory(Values(), Width))).Message, StringComparison.Ordinal);
    }

    // y = a x + b, whatever the code is: 200 examples teach it.
    [Fact]
    public void ALinearTarget_IsLearned()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 400 * Width).Select(_ => random.NextDouble())];
        double[] targets = [.. values.Chunk(Width).SelectMany(row => (double[])[row[0] - (2 * row[3]), random.Next(2) == 0 ? double.NaN : row[1]])];
        using var model = new SmallRegression(2);
        model.Fit(RepLearn.Examples.InMemory(values, Width, targets), new FitOptions { Epochs = 150, BatchSize = 20, Optimizer = new Adam(1e-2) });
        Losses losses = model.Test(RepLearn.Examples.InMemory(values, Width, targets), default);
        double variance = targets.Where((_, index) => index % 2 == 0).Select(target => (target + 0.5) * (target + 0.5)).Average();
        Assert.InRange(losses.Metrics["targetError"], 0, 0.15 * variance);
    }

    [Fact]
    public void ClassWeights_AreFactorsOfTheLossOfEachLabel()
    {
        using var model = new WeighedClasses(1);
        int[] labels = [0, 3, -1, 2, 1, 1];
        double[] weights = [2, 0.5, 2, 0];
        double[] examples = [.. labels.SelectMany((label, row) => (double[])[.. Values().AsSpan(row * Width, Width), label])];
        Losses losses = model.Backward(examples, default);
        double[] probabilities = model.Predict(Values());
        double plain = -labels.Select((label, row) => label < 0 ? 0 : Math.Log(probabilities[(row * 4) + label])).Sum() / Rows;
        double weighted = -labels.Select((label, row) => label < 0 ? 0 : weights[label] * Math.Log(probabilities[(row * 4) + label])).Sum() / Rows;
        Assert.Equal(plain, losses.Metrics["crossEntropy"], 1e-12);
        Assert.Equal(0.5 * weighted, losses["classification"], 1e-12);
    }

    private static double[] Values() => [.. Enumerable.Range(0, Rows * Width).Select(index => 0.5 + (0.5 * Math.Sin(index)))];

    private static double[] Examples(double[] targets) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => (double[])[.. Values().AsSpan(row * Width, Width), .. targets.AsSpan(row * 2, 2)])];

    private static double[] Predicted(SmallRegression model, double[] code)
    {
        (ParameterInfo weight, ParameterInfo bias) = (Place(model, "headWeight"), Place(model, "headBias"));
        return [.. Enumerable.Range(0, 2).Select(column =>
            model.Parameters[bias.Offset + column] + code.Select((value, index) => value * model.Parameters[weight.Offset + (index * 2) + column]).Sum())];
    }

    private static ParameterInfo Place(Autoencoder<double> model, string name) => model.Info.Layout.Single(parameter => parameter.Name == name);
}
