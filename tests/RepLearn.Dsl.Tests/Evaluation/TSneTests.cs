using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public class TSneTests
{
    [Fact]
    public void Affinities_HaveThePerplexityAskedFor()
    {
        // Points of a circle are all alike, so that every row has the same probabilities and the mean of p(j | i) and p(i | j) is either.
        const int Count = 40;
        double[] near = TSne.Affinities(Circle(Count), 2, perplexity: 7);
        for (int row = 0; row < Count; row++)
        {
            double entropy = 0;
            for (int other = 0; other < Count; other++)
            {
                double given = Count * near[(row * Count) + other];
                entropy -= given > 0 ? given * Math.Log(given) : 0;
            }

            Assert.Equal(7, Math.Exp(entropy), 1e-4);
            Assert.Equal(0, near[(row * Count) + row]);
        }

        Assert.Equal(1, near.Sum(), 1e-12);
    }

    [Fact]
    public void Gradient_MatchesCentralDifferences()
    {
        const int Count = 6;
        const double Step = 1e-5;
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, Count * 3).Select(_ => (float)random.NextDouble())];
        double[] plane = [.. Enumerable.Range(0, Count * 2).Select(_ => random.NextDouble())];
        double[] near = TSne.Affinities(rows, 3, perplexity: 2);
        var gradient = new double[plane.Length];
        TSne.Differentiate(near, 1, plane, new double[Count * Count], gradient);
        for (int place = 0; place < plane.Length; place++)
        {
            double value = plane[place];
            plane[place] = value + Step;
            double above = Divergence(near, plane);
            plane[place] = value - Step;
            double below = Divergence(near, plane);
            plane[place] = value;
            Assert.Equal((above - below) / (2 * Step), gradient[place], 1e-8);
        }
    }

    [Fact]
    public void Clusters_StayTogetherOnThePlane()
    {
        // Five clusters in ten dimensions, whose members are nearer to each other than to any of another.
        var random = new Random(8);
        float[] rows = [.. Enumerable.Range(0, 100).SelectMany(row => Enumerable.Range(0, 10).Select(column => (float)((column == row % 5 ? 3 : 0) + (0.5 * random.NextDouble()))))];
        float[] plane = TSne.Fit(rows, 10);
        for (int row = 0; row < 100; row++)
        {
            int nearest = Enumerable.Range(0, 100).Where(other => other != row).MinBy(other => SquaredDistance(plane, row, other));
            Assert.Equal(row % 5, nearest % 5);
        }

        Assert.Equal(plane, TSne.Fit(rows, 10));
    }

    [Fact]
    public void EqualRows_GiveFinitePlaces() => Assert.All(TSne.Fit(new float[5 * 4], 4), value => Assert.True(float.IsFinite(value)));

    [Theory]
    [InlineData(4, 2)]
    [InlineData(7, 2)]
    [InlineData(6, 1)]
    public void TooFewRowsOrValues_AreRefused(int length, int dimensions) =>
        Assert.ThrowsAny<ArgumentException>(() => TSne.Fit(new float[length], dimensions));

    private static double Divergence(double[] near, double[] plane)
    {
        int count = plane.Length / 2;
        var weights = new double[count * count];
        for (int row = 0; row < count; row++)
        {
            for (int other = 0; other < count; other++)
            {
                double x = plane[2 * row] - plane[2 * other];
                double y = plane[(2 * row) + 1] - plane[(2 * other) + 1];
                weights[(row * count) + other] = row == other ? 0 : 1 / (1 + (x * x) + (y * y));
            }
        }

        double sum = weights.Sum();
        return near.Select((value, pair) => value > 0 ? value * Math.Log(value * sum / weights[pair]) : 0).Sum();
    }

    private static double SquaredDistance(float[] plane, int first, int second) =>
        Math.Pow(plane[2 * first] - plane[2 * second], 2) + Math.Pow(plane[(2 * first) + 1] - plane[(2 * second) + 1], 2);

    private static float[] Circle(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(place => (float[])[MathF.Cos(2 * MathF.PI * place / count), MathF.Sin(2 * MathF.PI * place / count)])];
}
