using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Neighbours;

public sealed class NearestRowsTests
{
    private static readonly LabelledRows s_digits = Measures.DistinctDigits;
    private static readonly LabelledRows s_train = s_digits.Select([.. Enumerable.Range(0, 1200)]);
    private static readonly LabelledRows s_test = s_digits.Select([.. Enumerable.Range(1200, s_digits.Count - 1200)]);

    [Theory]
    [InlineData(CodeDistance.Euclidean, "euclidean")]
    [InlineData(CodeDistance.Cosine, "cosine")]
    [InlineData(CodeDistance.Manhattan, "manhattan")]
    public void Neighbours_AreThoseOfScikitLearn(CodeDistance distance, string metric)
    {
        NearestRows found = NearestRows.Find(s_test.Values.Span[..(20 * 64)], s_train.Values.Span, 64, 4, distance);
        Assert.Equal(20, found.Count);
        Assert.Equal(Measures.Integers("nearest", metric, "places"), Enumerable.Range(0, 20).SelectMany(query => found.Places(query).ToArray()));
        Measures.AssertNear(Measures.Numbers("nearest", metric, "distances"), [.. Enumerable.Range(0, 20).SelectMany(query => found.Distances(query).ToArray())]);
    }

    [Fact]
    public void Classes_AreThoseOfScikitLearn()
    {
        var classifier = new NeighbourClassifier(s_train);
        Assert.Equal(Measures.Integers("nearest", "predictions"), classifier.Predict(s_test.Values.Span));
        Assert.Equal(Measures.Number("nearest", "accuracy"), classifier.Accuracy(s_test), 1e-12);
    }

    [Fact]
    public void EqualDistances_GiveTheFirstRows_AndEqualVotesTheLowestClass()
    {
        NearestRows found = NearestRows.Find([0], [1, -1, 1, 0.5f, 9], 1, 3);
        Assert.Equal([3, 0, 1], found.Places(0).ToArray());
        Assert.Equal([0.5, 1, 1], found.Distances(0).ToArray());
        Assert.Equal([2], new NeighbourClassifier(new LabelledRows(new float[] { 1, 2, 3, 4 }, 1, new[] { 7, 2, 7, 2 }), 4).Predict([1]));
    }

    // Every size around the four rows that are measured at once.
    [Fact]
    public void SmallTables_AreSearchedWhole()
    {
        for (int rows = 1; rows < 10; rows++)
        {
            float[] table = [.. Enumerable.Range(0, rows).Select(row => (float)(row * row))];
            Assert.Equal(Enumerable.Range(0, rows), NearestRows.Find([0], table, 1, rows).Places(0).ToArray());
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestRows.Find([1], [1, 2], 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestRows.Find([1], [1, 2], 1, 0));
        Assert.Throws<ArgumentException>(() => NearestRows.Find([], [1, 2], 1, 1));
        Assert.Throws<ArgumentException>(() => NearestRows.Find([1, 2, 3], [1, 2], 2, 1));
        Assert.Throws<ArgumentException>(() => NearestRows.Find([float.NaN], [1, 2], 1, 1));
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => NearestRows.Find([1], [1, 0], 1, 1, CodeDistance.Cosine)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NeighbourClassifier(s_train, 1201));
        Assert.Throws<ArgumentException>(() => new NeighbourClassifier(new LabelledRows(new float[] { 1, 2 }, 1, new[] { 0 }), 1));
    }
}
