using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Numerics.Random;

/// <summary>Angles of von Mises–Fisher draws: quantiles of the distribution by other sums, in closed form in three dimensions, and their slopes.</summary>
public sealed class SphereAngleTests
{
    private static readonly double[] s_shares = [1e-6, 0.003, 0.1, 0.45, 0.5, 0.55, 0.9, 0.999, 1 - 1e-6];

    // F = (1 − exp(−κ t)) / (1 − exp(−2κ)) with t = 1 − cos θ
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(7.0)]
    [InlineData(300.0)]
    [InlineData(1e5)]
    public void InThreeDimensions_TheyAreTheClosedForm(double kappa)
    {
        foreach (double share in s_shares.Select(share => (double)(float)share))
        {
            double all = 1 - Math.Exp(-2 * kappa);
            double distance = -Math.Log(1 - (share * all)) / kappa;
            double angle = 2 * Math.Asin(Math.Sqrt(distance / 2));
            double slope = ((share * 2 * Math.Exp(-2 * kappa) / (1 - (share * all))) - distance) / kappa / Math.Sin(angle);
            Assert.Equal(angle, Angle(kappa, 3, share), 1e-9 * angle);
            Assert.Equal(slope, Slope(kappa, 3, angle), 1e-7 * Math.Abs(slope));
            Assert.Equal(angle, Angle((float)kappa, 3, (float)share), 2e-7 * angle);
        }
    }

    [Theory]
    [InlineData(2, 0.001)]
    [InlineData(2, 2.0)]
    [InlineData(2, 400.0)]
    [InlineData(5, 1.0)]
    [InlineData(17, 30.0)]
    [InlineData(64, 3.0)]
    [InlineData(512, 1e5)]
    public void Quantiles_InvertTheDistribution(int size, double kappa)
    {
        foreach (double share in s_shares)
        {
            double angle = Angle(kappa, size, share);
            Sums sums = Sums.Of(kappa, size, angle);
            Assert.Equal(share, sums.Share, 1e-7 * Math.Min(share, 1 - share));
            Assert.Equal(sums.Slope, Slope(kappa, size, angle), 1e-6 * Math.Abs(sums.Slope));
        }
    }

    // What a gradient is by differences of the loss: the quantiles are smooth in κ.
    [Theory]
    [InlineData(2, 1.2)]
    [InlineData(4, 30.0)]
    [InlineData(40, 500.0)]
    public void Slopes_AreThoseOfTheQuantiles(int size, double kappa)
    {
        foreach (double share in s_shares)
        {
            double step = 1e-4 * kappa;
            double difference = (Angle(kappa + step, size, share) - Angle(kappa - step, size, share)) / (2 * step);
            Assert.Equal(difference, Slope(kappa, size, Angle(kappa, size, share)), 1e-6 * Math.Abs(difference));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(512)]
    [InlineData(100_000)]
    public void Ends_AreFinite(int size)
    {
        foreach (double kappa in new[] { 0, 1e-20, 1, 100, 1e5, 1e9 })
        {
            foreach (double share in new[] { 0, 1e-30, 1 - (1.0 / (1 << 24)) })
            {
                double angle = Angle(kappa, size, share);
                Assert.InRange(angle, 0, Math.PI);
                Assert.True(angle > 0 && double.IsFinite(Slope(kappa, size, angle)), $"d = {size}, κ = {kappa}, u = {share}: {angle}, slope {Slope(kappa, size, angle)}.");
                float single = Angle((float)kappa, size, (float)share);
                Assert.True(single > 0 && float.IsFinite(Slope((float)kappa, size, single)), $"d = {size}, κ = {kappa}, u = {share} in float: {single}.");
            }
        }
    }

    private static T Angle<T>(T kappa, int size, T share)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T angle = default;
        SphereAngle.Quantiles(1, size, ref kappa, 1, ref share, 1, ref angle, 1);
        return angle;
    }

    private static T Slope<T>(T kappa, int size, T angle)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T slope = default;
        SphereAngle.Slopes(1, size, ref kappa, 1, ref angle, 1, ref slope, 1);
        return slope;
    }

    /// <summary>Of the density, by Simpson's rule on both sides of an angle, to where it is e⁻⁵⁰ of its largest value.</summary>
    private sealed record Sums(double Share, double Slope)
    {
        private const int Steps = 20_000;

        public static Sums Of(double kappa, int size, double angle)
        {
            double log(double x) => (-2 * kappa * Math.Pow(Math.Sin(x / 2), 2)) + (size > 2 ? (size - 2) * Math.Log(Math.Sin(x)) : 0);
            double[] grid = [.. Enumerable.Range(1, 100_000).Select(step => step * Math.PI / 100_001)];
            double largest = grid.Max(log);
            double[] inside = [.. grid.Where(x => log(x) > largest - 50)];
            (double first, double last) = (inside[0] < 1e-4 ? 0 : inside[0], inside[^1] > Math.PI - 1e-4 ? Math.PI : inside[^1]);
            double density(double x) => x is 0 or Math.PI && size > 2 ? 0 : Math.Exp(log(x) - largest);
            double distance(double x) => 2 * Math.Pow(Math.Sin(x / 2), 2);
            double below = Simpson(density, first, angle);
            double above = Simpson(density, angle, last);
            double momentBelow = Simpson(x => distance(x) * density(x), first, angle);
            double momentAbove = Simpson(x => distance(x) * density(x), angle, last);
            double mean = (momentBelow + momentAbove) / (below + above);
            double slope = below < above ? momentBelow - (mean * below) : (mean * above) - momentAbove;
            return new Sums(below / (below + above), slope / density(angle));
        }

        private static double Simpson(Func<double, double> f, double from, double to)
        {
            double width = (to - from) / Steps;
            double sum = f(from) + f(to);
            for (int step = 1; step < Steps; step++)
            {
                sum += (step % 2 == 1 ? 4 : 2) * f(from + (step * width));
            }

            return sum * width / 3;
        }
    }
}
