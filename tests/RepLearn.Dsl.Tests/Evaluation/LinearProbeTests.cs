using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class LinearProbeTests
{
    [Fact]
    public void HundredLabelsOnRawDigits_GiveTheAccuracyThatScikitLearnGets()
    {
        // make_fixtures.py's probe: the same protocol with scikit-learn's own classifier and its own draws.
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        ProbeResult result = LinearProbe.Measure(Rows(train), Rows(test), new LinearProbeOptions { Draws = 20 });
        double mean = ScikitLearn.Number("probe", "mean");
        double error = ScikitLearn.Number("probe", "standardDeviation") / Math.Sqrt(20);
        Assert.Equal(20, result.Accuracies.Count);
        Assert.InRange(result.Mean, mean - (5 * error), mean + (5 * error));
    }

    [Fact]
    public void SeparableClasses_AreToldApartFully()
    {
        LabelledRows rows = Blobs(count: 300, distance: 50);
        Assert.Equal(1, LinearProbe.Measure(rows, rows, new LinearProbeOptions { Labels = 20, Draws = 3 }).Mean);
    }

    [Fact]
    public void NoiseWithoutClasses_IsGuessed()
    {
        LabelledRows train = Blobs(count: 3000, distance: 0);
        LabelledRows test = Blobs(count: 3000, distance: 0, seed: 2);
        ProbeResult result = LinearProbe.Measure(train, test, new LinearProbeOptions { Draws = 5 });
        Assert.InRange(result.Mean, 1 / 3.0 - 0.04, 1 / 3.0 + 0.04);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameAccuracies()
    {
        LabelledRows rows = Blobs(count: 300, distance: 0.4f);
        var options = new LinearProbeOptions { Labels = 30, Draws = 4, Seed = 6 };
        Assert.Equal(LinearProbe.Measure(rows, rows, options).Accuracies, LinearProbe.Measure(rows, rows, options).Accuracies);
        Assert.NotEqual(LinearProbe.Measure(rows, rows, options).Accuracies, LinearProbe.Measure(rows, rows, options with { Seed = 100 }).Accuracies);
    }

    [Fact]
    public void MoreLabelsThanExamples_AreAnError()
    {
        LabelledRows rows = Blobs(count: 30, distance: 1);
        Assert.Contains("Expected 5 to 30 labels, but got 100", Assert.Throws<ArgumentException>(() => LinearProbe.Measure(rows, rows)).Message);
    }

    [Fact]
    public void StandardDeviation_DividesByDrawsLessOne() =>
        Assert.Equal(Math.Sqrt(0.02), new ProbeResult([0.4, 0.6]).StandardDeviation, 1e-15);

    // Three classes around three corners in five dimensions.
    private static LabelledRows Blobs(int count, float distance, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[count * 5];
        var labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = row % 3;
            for (int column = 0; column < 5; column++)
            {
                values[(row * 5) + column] = random.NextSingle() + (column == labels[row] ? distance : 0);
            }
        }

        return new LabelledRows(values, 5, labels);
    }

    private static LabelledRows Rows(ImageSet set) => new(set.Pixels, set.Size, set.Labels);
}
