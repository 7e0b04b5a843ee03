using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Clusters;

public sealed class KMeansTests
{
    [Fact]
    public void SeparateGroups_AreFoundWithTheirMeans()
    {
        // Groups of four around three points, each row one step away along an axis.
        float[] rows = [.. new[] { (0f, 0f), (20f, 0f), (0f, 20f) }.SelectMany(centre => (float[])
        [
            centre.Item1 - 1, centre.Item2, centre.Item1 + 1, centre.Item2, centre.Item1, centre.Item2 - 1, centre.Item1, centre.Item2 + 1,
        ])];
        KMeans found = KMeans.Fit(rows, 2, 3, seed: 4);
        int[] labels = found.Labels.ToArray();
        Assert.Equal(12, found.SquaredError, 1e-9);
        for (int group = 0; group < 3; group++)
        {
            int label = Assert.Single(labels[(4 * group)..(4 * (group + 1))].Distinct());
            Assert.Equal(group == 1 ? 20 : 0, found.Centres[2 * label], 1e-9);
            Assert.Equal(group == 2 ? 20 : 0, found.Centres[(2 * label) + 1], 1e-9);
        }

        Assert.Equal(3, labels.Distinct().Count());
    }

    // On a line the best two groups are known by trying all cuts.
    [Fact]
    public void TwoGroupsOnALine_HaveTheLeastSquaredError()
    {
        var random = new Random(2);
        float[] rows = [.. Enumerable.Range(0, 60).Select(_ => (float)(random.NextDouble() * random.NextDouble() * 10)).Order()];
        double least = Enumerable.Range(1, rows.Length - 1).Min(cut => Spread(rows[..cut]) + Spread(rows[cut..]));
        Assert.Equal(least, KMeans.Fit(rows, 1, 2).SquaredError, 1e-6);
    }

    [Fact]
    public void OneSeed_GivesOneResult_AndEqualRowsAreNoError()
    {
        float[] rows = [.. Enumerable.Range(0, 50).Select(index => (float)((index * 7) % 13))];
        Assert.Equal(KMeans.Fit(rows, 2, 4, seed: 3).Labels.ToArray(), KMeans.Fit(rows, 2, 4, seed: 3).Labels.ToArray());
        Assert.Equal(0, KMeans.Fit(new float[10], 2, 3).SquaredError);
    }

    [Fact]
    public void BadRows_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[4], 2, 3));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[5], 2, 2));
        Assert.Throws<ArgumentException>(() => KMeans.Fit([1, float.NaN], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[4], 2, 0));
    }

    private static double Spread(float[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2));
}
