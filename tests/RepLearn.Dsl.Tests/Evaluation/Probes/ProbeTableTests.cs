using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Probes;

public sealed class ProbeTableTests
{
    private static readonly LabelledRows s_train = Measures.DistinctDigits.Select([.. Enumerable.Range(0, 600)]);
    private static readonly LabelledRows s_test = Measures.DistinctDigits.Select([.. Enumerable.Range(600, 300)]);

    [Fact]
    public void Codes_StandBesideRawValues_AndComponentsOfTheirSize()
    {
        var half = new Representation("half", Half(s_train), Half(s_test));
        var options = new LinearProbeOptions { Draws = 3, Strengths = [3] };
        ProbeTable table = ProbeTable.Measure(s_train, s_test, [half], [20, 100], options);

        Assert.Equal([("half", 32, 20), ("raw", 64, 20), ("PCA", 32, 20), ("half", 32, 100), ("raw", 64, 100), ("PCA", 32, 100)],
            table.Rows.Select(row => (row.Representation, row.Width, row.Labels)));
        Assert.Equal(LinearProbe.Measure(s_train, s_test, options with { Labels = 100 }).Accuracies, table.Rows[4].Result.Accuracies);
        Assert.All(table.Rows.Take(3).Zip(table.Rows.Skip(3)), pair => Assert.True(pair.First.Result.Mean < pair.Second.Result.Mean));
        Assert.Equal(7, table.ToString().Split('\n').Length);

        ProbeTable neighbours = ProbeTable.Measure(s_train, s_test, [half], [50], options, (train, test, how) => NeighbourProbe.Measure(train, test, how, neighbours: 1));
        Assert.InRange(neighbours.Rows[1].Result.Mean, 0.7, 1);
        Assert.Equal(NeighbourProbe.Measure(s_train, s_test, options with { Labels = 50 }, 1).Accuracies, neighbours.Rows[1].Result.Accuracies);
    }

    [Fact]
    public void WithAllLabels_NeighboursAreThoseOfTheWholeSet() =>
        Assert.All(
            NeighbourProbe.Measure(s_train, s_test, new LinearProbeOptions { Labels = 600, Draws = 2 }).Accuracies,
            accuracy => Assert.Equal(new NeighbourClassifier(s_train).Accuracy(s_test), accuracy, 1e-12));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(19)]
    [InlineData(50)]
    [InlineData(1000)]
    public void TheMargin_HasStudentsQuantileOfSciPy(int freedom)
    {
        var result = new ProbeResult([.. Enumerable.Range(0, freedom + 1).Select(draw => 0.01 * (draw % 2))]);
        double expected = Measures.Number("student", $"{freedom}") * result.StandardDeviation / Math.Sqrt(freedom + 1);
        Assert.Equal(1, result.Margin / expected, 1e-8);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Equal(double.PositiveInfinity, new ProbeResult([0.5]).Margin);
        var reversed = new Representation("reversed", s_train.Select([.. Enumerable.Range(0, 600).Reverse()]), s_test);
        Assert.Contains("reversed", Assert.Throws<ArgumentException>(() => ProbeTable.Measure(s_train, s_test, [reversed], [20])).Message);
        Assert.Contains("Expected 5 to 600 labels, but got 4", Assert.Throws<ArgumentException>(
            () => NeighbourProbe.Measure(s_train, s_test, new LinearProbeOptions { Labels = 4 })).Message);
        Assert.Throws<ArgumentException>(() => ProbeTable.Measure(s_train, s_test, [], [601]));
    }

    private static LabelledRows Half(LabelledRows rows) =>
        new(rows.Values.ToArray().Where((_, place) => place % 2 == 0).ToArray(), 32, rows.Labels);
}
