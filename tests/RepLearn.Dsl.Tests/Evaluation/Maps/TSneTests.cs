using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Maps;

public class TSneTests
{
    [Fact]
    public void Affinities_HaveThePerplexityAskedFor()
    {
        // Points of a circle are all alike, so that every row has the same probabilities and the mean of p(j | i) and p(i | j) is either.
        const int Count = 40;
        TSneAffinities near = TSneAffinities.Of(Circle(Count), 2, perplexity: 8);
        double sum = 0;
        for (int row = 0; row < Count; row++)
        {
            double[] values = near.Values(row).ToArray();
            Assert.Equal(8, Math.Exp(-values.Sum(value => Count * value * Math.Log(Count * value))), 1e-4);
            Assert.Equal(near.Places(row).ToArray().Distinct().Order(), near.Places(row).ToArray());
            Assert.DoesNotContain(row, near.Places(row).ToArray());
            sum += values.Sum();
        }

        Assert.Equal(1, sum, 1e-12);
    }

    [Fact]
    public void Affinities_AreSymmetric_AndThoseOfTheFormula()
    {
        // With a third as many perplexities as other rows, every row is a neighbour.
        const int Count = 31;
        var random = new Random(4);
        float[] rows = [.. Enumerable.Range(0, Count * 3).Select(_ => random.NextSingle())];
        TSneAffinities near = TSneAffinities.Of(rows, 3, perplexity: 10);
        double[][] given = [.. Enumerable.Range(0, Count).Select(row => Given(rows, row, 10))];
        for (int row = 0; row < Count; row++)
        {
            Assert.Equal(Enumerable.Range(0, Count).Where(other => other != row), near.Places(row).ToArray());
            Assert.All(near.Places(row).ToArray().Zip(near.Values(row).ToArray()),
                pair => Assert.Equal((given[row][pair.First] + given[pair.First][row]) / (2 * Count), pair.Second, 1e-10));
        }
    }

    [Fact]
    public void Gradient_MatchesCentralDifferences()
    {
        const int Count = 23;
        const double Step = 1e-5;
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, Count * 3).Select(_ => (float)random.NextDouble())];
        double[] plane = [.. Enumerable.Range(0, Count * 2).Select(_ => random.NextDouble())];
        TSneAffinities near = TSneAffinities.Of(rows, 3, perplexity: 5);
        var gradient = new double[plane.Length];
        new TSneForces(near, angle: 0, threads: 2).Differentiate(plane, 1, gradient);
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
    public void GroupsOfFarPoints_ChangeTheGradientByLittle()
    {
        const int Count = 2000;
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, Count * 2).Select(_ => (float)random.NextDouble())];
        double[] plane = [.. Enumerable.Range(0, Count * 2).Select(_ => 40 * (random.NextDouble() + random.NextDouble()))];
        TSneAffinities near = TSneAffinities.Of(rows, 2, perplexity: 5);
        double half = Error(0.5);
        double quarter = Error(0.25);
        Assert.InRange(half, 1e-9, 0.02);
        Assert.InRange(quarter, 1e-9, half / 3);

        double Error(double angle)
        {
            var exact = new double[plane.Length];
            var grouped = new double[plane.Length];
            new TSneForces(near, angle: 0, threads: 1).Differentiate(plane, 1, exact);
            new TSneForces(near, angle, threads: 1).Differentiate(plane, 1, grouped);
            return Math.Sqrt(exact.Zip(grouped).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / exact.Sum(value => value * value));
        }
    }

    [Fact]
    public void TheMapOfDigits_IsAsTrustworthyAsThatOfScikitLearn()
    {
        ImageSet digits = Digits.Load();
        float[] map = TSne.Fit(digits.Pixels.Span, digits.Size);
        double expected = Measures.Number("maps", "tsneTrustworthiness");
        double found = MapQuality.Trustworthiness(digits.Pixels.Span, digits.Size, map);
        Assert.InRange(found, 0.99 * expected, 1);
        Assert.InRange(MapQuality.Continuity(digits.Pixels.Span, digits.Size, map), 0.95, 1);
    }

    [Fact]
    public void AnyNumberOfThreads_GivesTheSameBits()
    {
        float[] rows = Digits.Load().Pixels.Span[..(500 * 64)].ToArray();
        float[] one = TSne.Fit(rows, 64, new TSneOptions { Rounds = 60, Threads = 1 });
        Assert.Equal(one, TSne.Fit(rows, 64, new TSneOptions { Rounds = 60, Threads = 2 }));
        Assert.Equal(one, TSne.Fit(rows, 64, new TSneOptions { Rounds = 60, Threads = 7 }));
    }

    [Fact]
    public void Progress_IsTold_AndTheWorkCanBeStopped()
    {
        var told = new List<TSneProgress>();
        float[] rows = Circle(50);
        TSne.Fit(rows, 2, new TSneOptions { Rounds = 25 }, new Told(told.Add));
        Assert.Equal([new(50, 50, 0, 25), new(50, 50, 10, 25), new(50, 50, 20, 25), new TSneProgress(50, 50, 25, 25)], told);

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => TSne.Fit(rows, 2, progress: new Told(_ => stop.Cancel()), cancellationToken: stop.Token));
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

    [Fact]
    public void BadOptions_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => TSne.Fit(Circle(9), 2, new TSneOptions { Perplexity = double.NaN }));
        Assert.Throws<ArgumentException>(() => TSne.Fit(Circle(9), 2, new TSneOptions { Angle = 0.8 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => TSne.Fit(Circle(9), 2, new TSneOptions { Threads = 0 }));
        Assert.Throws<ArgumentException>(() => TSne.Fit([1, 2, 3, 4, 5, float.NaN], 2));
    }

    // p(j | row) by bisection over plain sums.
    private static double[] Given(float[] rows, int row, double perplexity)
    {
        int count = rows.Length / 3;
        double[] squares = [.. Enumerable.Range(0, count).Select(other => Enumerable.Range(0, 3).Sum(column => Math.Pow((double)rows[(3 * row) + column] - rows[(3 * other) + column], 2)))];
        (double low, double high) = (0, 1e6);
        double[] given = [];
        for (int step = 0; step < 200; step++)
        {
            double beta = (low + high) / 2;
            given = [.. squares.Select((square, other) => other == row ? 0 : Math.Exp(-beta * square))];
            double sum = given.Sum();
            given = [.. given.Select(value => value / sum)];
            double entropy = -given.Where(value => value > 0).Sum(value => value * Math.Log(value));
            (low, high) = entropy > Math.Log(perplexity) ? (beta, high) : (low, beta);
        }

        return given;
    }

    private static double Divergence(TSneAffinities near, double[] plane)
    {
        int count = near.Count;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            sum += Enumerable.Range(0, count).Where(other => other != row).Sum(other => Weight(plane, row, other));
        }

        return Enumerable.Range(0, count).Sum(row =>
            near.Places(row).ToArray().Zip(near.Values(row).ToArray()).Sum(pair => pair.Second * Math.Log(pair.Second * sum / Weight(plane, row, pair.First))));
    }

    private static double Weight(double[] plane, int row, int other)
    {
        double x = plane[2 * row] - plane[2 * other];
        double y = plane[(2 * row) + 1] - plane[(2 * other) + 1];
        return 1 / (1 + (x * x) + (y * y));
    }

    private static double SquaredDistance(float[] plane, int first, int second) =>
        Math.Pow(plane[2 * first] - plane[2 * second], 2) + Math.Pow(plane[(2 * first) + 1] - plane[(2 * second) + 1], 2);

    private static float[] Circle(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(place => (float[])[MathF.Cos(2 * MathF.PI * place / count), MathF.Sin(2 * MathF.PI * place / count)])];

    private sealed class Told(Action<TSneProgress> tell) : IProgress<TSneProgress>
    {
        public void Report(TSneProgress value) => tell(value);
    }
}
