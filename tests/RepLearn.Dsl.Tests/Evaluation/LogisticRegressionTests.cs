using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class LogisticRegressionTests
{
    private static readonly ImageSet Images = Digits.Load();
    private static readonly LabelledRows Train = Rows(Images.Take(1000));
    private static readonly LabelledRows Test = Rows(Images.Slice(1000, 797));

    [Fact]
    public void WeightsAndAccuracy_AreThoseOfScikitLearn()
    {
        LogisticRegression fitted = LogisticRegression.Fit(Train, 10, new LogisticRegressionOptions { Tolerance = 1e-9 });
        Assert.True(fitted.Converged);
        double[] weights = ScikitLearn.Numbers("logisticRegression", "weights");
        Assert.All(Enumerable.Range(0, 640), index => Assert.Equal(weights[index], fitted.Weights[index], 1e-4));

        // Only differences of biases matter; scikit-learn's sum to nearly zero, as the start at zero makes ours.
        double[] biases = ScikitLearn.Numbers("logisticRegression", "biases");
        Assert.All(Enumerable.Range(0, 10), index => Assert.Equal(biases[index] - biases[0], fitted.Biases[index] - fitted.Biases[0], 1e-3));
        Assert.Equal(ScikitLearn.Number("logisticRegression", "testAccuracy"), fitted.Accuracy(Test));
        Assert.Equal(ScikitLearn.Number("logisticRegression", "trainAccuracy"), fitted.Accuracy(Train));
    }

    [Fact]
    public void GradientOfTheLoss_MatchesCentralDifferences()
    {
        LabelledRows few = Train.Select(Enumerable.Range(0, 7).ToArray());
        double[] features = Array.ConvertAll(few.Values.ToArray(), value => (double)value);
        var loss = new SoftmaxLoss(features, 64, few.Labels.ToArray(), 10, l2: 0.7);
        var random = new Random(1);
        double[] point = [.. Enumerable.Range(0, 650).Select(_ => random.NextDouble() - 0.5)];
        var gradient = new double[650];
        var unused = new double[650];
        loss.Evaluate(point, gradient);
        for (int index = 0; index < 650; index += 13)
        {
            double old = point[index];
            point[index] = old + 1e-5;
            double above = loss.Evaluate(point, unused);
            point[index] = old - 1e-5;
            double below = loss.Evaluate(point, unused);
            point[index] = old;
            Assert.Equal((above - below) / 2e-5, gradient[index], 1e-9);
        }
    }

    [Fact]
    public void TwoBalancedPoints_HaveTheClosedFormMinimum()
    {
        // x = ±1 with classes 1 and 0: by symmetry w = (−v, v), b = 0, and λ v = 2 / (1 + exp(2v)) for Σ CE + λ/2 ‖w‖².
        var rows = new LabelledRows(new[] { -1f, 1f }, 1, new[] { 0, 1 });
        LogisticRegression fitted = LogisticRegression.Fit(rows, 2, new LogisticRegressionOptions { L2 = 0.5, Tolerance = 1e-12 });
        double v = fitted.Weights[1];
        Assert.Equal(-v, fitted.Weights[0], 1e-9);
        Assert.Equal(2 / (1 + Math.Exp(2 * v)), 0.5 * v, 1e-9);
    }

    [Fact]
    public void Standardizing_MakesUnitsIrrelevant()
    {
        LabelledRows inOtherUnits = Train with { Values = Array.ConvertAll(Train.Values.ToArray(), value => (value * 1000) + 7) };
        var options = new LogisticRegressionOptions { Standardize = true, Tolerance = 1e-8 };
        LogisticRegression plain = LogisticRegression.Fit(Train, 10, options);
        LogisticRegression scaled = LogisticRegression.Fit(inOtherUnits, 10, options);
        Assert.Equal(plain.Accuracy(Train), scaled.Accuracy(inOtherUnits));
        Assert.All(Enumerable.Range(0, 640), index => Assert.Equal(plain.Weights[index], scaled.Weights[index] * 1000, 1e-2));
    }

    [Fact]
    public void FewerRowsThanFeatures_GiveTheMinimumOfTheFullProblem()
    {
        // With 40 rows of 64 the fit works in the rows' span; its result must be stationary among all 650 values.
        LabelledRows few = Train.Select(Enumerable.Range(0, 40).ToArray());
        LogisticRegression fitted = LogisticRegression.Fit(few, 10, new LogisticRegressionOptions { L2 = 0.1, Tolerance = 1e-9 });
        var loss = new SoftmaxLoss(Array.ConvertAll(few.Values.ToArray(), value => (double)value), 64, few.Labels.ToArray(), 10, l2: 0.1);
        var gradient = new double[650];
        loss.Evaluate([.. fitted.Weights, .. fitted.Biases], gradient);
        Assert.All(gradient, value => Assert.InRange(value, -1e-8, 1e-8));
    }

    [Fact]
    public void TheSameRows_GiveTheSameBits() =>
        Assert.Equal(LogisticRegression.Fit(Train, 10).Weights.ToArray(), LogisticRegression.Fit(Train, 10).Weights.ToArray());

    [Fact]
    public void LabelOutOfRange_IsAnError() =>
        Assert.Contains("labels below 9, but got 9", Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(Train, 9)).Message);

    [Fact]
    public void MissingLabels_AreAnError() =>
        Assert.Contains("one label for each of 1000 rows, but got 3", Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(Train with { Labels = new int[3] }, 10)).Message);

    private static LabelledRows Rows(ImageSet set) => new(set.Pixels, set.Size, set.Labels);
}
