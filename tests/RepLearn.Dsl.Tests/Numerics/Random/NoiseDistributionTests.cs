using RepLearn.Numerics.Random;
using RepLearn.Tests.Numerics.Elementary;
using Xunit;

namespace RepLearn.Tests.Numerics.Random;

/// <summary>A million draws each, of one key, so that a test that passes once always passes.</summary>
public sealed class NoiseDistributionTests
{
    private const int Rows = 1000;
    private const int Columns = 1000;
    private const int Count = Rows * Columns;

    // Chance of a wrong alarm for a random key: about 1e-6 a test.
    private const double Sigmas = 4.9;

    private static readonly NoiseKey s_key = new(2024, 17);

    [Fact]
    public void Uniforms_FollowTheirDistribution()
    {
        CheckUniform(Draw((int row, float[] target) => Noise.Uniform(s_key, 0, row, target.AsSpan())));
        CheckUniform(Draw((int row, double[] target) => Noise.Uniform(s_key, 0, row, target.AsSpan())));
    }

    [Fact]
    public void Normals_FollowTheirDistribution()
    {
        CheckNormal(Draw((int row, float[] target) => Noise.Normal(s_key, 0, row, target.AsSpan())));
        CheckNormal(Draw((int row, double[] target) => Noise.Normal(s_key, 0, row, target.AsSpan())));
    }

    [Fact]
    public void Normals_OfNeighbouringRowsAndColumns_AreUncorrelated()
    {
        double[] draws = Draw((int row, float[] target) => Noise.Normal(s_key, 3, row, target.AsSpan()));
        foreach (int distance in new[] { 1, 2, 8, 16, Columns, 2 * Columns, 3 * Columns, 4 * Columns })
        {
            double correlation = 0, ofSquares = 0;
            for (int index = distance; index < Count; index++)
            {
                double left = draws[index - distance], right = draws[index];
                correlation += left * right;
                ofSquares += ((left * left) - 1) * ((right * right) - 1) / 2;
            }

            Assert.InRange(correlation / Math.Sqrt(Count), -Sigmas, Sigmas);
            Assert.InRange(ofSquares / Math.Sqrt(Count), -Sigmas, Sigmas);
        }
    }

    private static void CheckUniform(double[] draws)
    {
        Assert.All(draws, value => Assert.InRange(value, 0, Math.BitDecrement(1)));

        // Mean 1/2, variance 1/12; the squared deviation has variance 1/180.
        Assert.InRange((draws.Average() - 0.5) / Math.Sqrt(1.0 / 12 / Count), -Sigmas, Sigmas);
        double variance = draws.Average(value => (value - 0.5) * (value - 0.5));
        Assert.InRange((variance - (1.0 / 12)) / Math.Sqrt(1.0 / 180 / Count), -Sigmas, Sigmas);

        // Chi-square over 1000 cells has mean 999 and variance 1998.
        var cells = new int[1000];
        foreach (double value in draws)
        {
            cells[(int)(value * cells.Length)]++;
        }

        double expected = (double)Count / cells.Length;
        double square = cells.Sum(cell => (cell - expected) * (cell - expected) / expected);
        Assert.InRange((square - 999) / Math.Sqrt(1998), -Sigmas, Sigmas);
        CheckDistance(draws, value => value);
    }

    private static void CheckNormal(double[] draws)
    {
        // Moments 0, 1, 0, 3, of variances 1, 2, 15, 96.
        Assert.InRange(draws.Average() * Math.Sqrt(Count), -Sigmas, Sigmas);
        Assert.InRange((draws.Average(value => value * value) - 1) * Math.Sqrt(Count / 2.0), -Sigmas, Sigmas);
        Assert.InRange(draws.Average(value => value * value * value) * Math.Sqrt(Count / 15.0), -Sigmas, Sigmas);
        Assert.InRange((draws.Average(value => value * value * value * value) - 3) * Math.Sqrt(Count / 96.0), -Sigmas, Sigmas);

        // A million draws reach about 4.9, hardly ever 6.5.
        Assert.InRange(draws.Max(Math.Abs), 4, 6.5);
        CheckDistance(draws, value => 0.5 * (1 + ScalarReference.Erf(value / Math.Sqrt(2))));
    }

    // Kolmogorov and Smirnov's distance: above 2.75 / sqrt(count) in about one case of two million.
    private static void CheckDistance(double[] draws, Func<double, double> distribution)
    {
        double[] sorted = [.. draws];
        Array.Sort(sorted);
        double distance = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            double expected = distribution(sorted[index]);
            distance = Math.Max(distance, Math.Max(expected - ((double)index / Count), ((index + 1.0) / Count) - expected));
        }

        Assert.InRange(distance * Math.Sqrt(Count), 0, 2.75);
    }

    private static double[] Draw<T>(Action<int, T[]> fill)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var draws = new double[Count];
        var target = new T[Columns];
        for (int row = 0; row < Rows; row++)
        {
            fill(row, target);
            for (int column = 0; column < Columns; column++)
            {
                draws[(row * Columns) + column] = double.CreateChecked(target[column]);
            }
        }

        return draws;
    }
}
