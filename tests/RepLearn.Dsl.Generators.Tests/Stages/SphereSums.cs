namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>
/// Integrals over the angle θ from a pole of a sphere, whose density is <c>exp(κ (cos θ − 1)) sin^(d−2) θ</c>, by Gauss's rule with three nodes on many pieces.
/// </summary>
internal static class SphereSums
{
    private const int Pieces = 600;
    private static readonly double s_node = Math.Sqrt(0.6);

    /// <summary>The logarithm of the mean of <c>exp(−κ t)</c> with <c>t = 1 − cos θ</c>, minus the mean of t under the density, or its variance.</summary>
    public static double Cumulant(double kappa, int size, int derivative)
    {
        double mass = Integral(kappa, size, Math.PI, _ => 1);
        double mean = Integral(kappa, size, Math.PI, t => t) / mass;
        return derivative switch
        {
            0 => Math.Log(mass / Integral(0, size, Math.PI, _ => 1)),
            1 => -mean,
            _ => Integral(kappa, size, Math.PI, t => (t - mean) * (t - mean)) / mass,
        };
    }

    /// <summary>The angle below which lies a share of the mass: halving, then Newton's method.</summary>
    public static double Quantile(double kappa, int size, double share)
    {
        double target = share * Integral(kappa, size, Math.PI, _ => 1);
        (double low, double high) = (0, Math.PI);
        for (int halving = 0; halving < 20; halving++)
        {
            double middle = (low + high) / 2;
            (low, high) = Integral(kappa, size, middle, _ => 1) < target ? (middle, high) : (low, middle);
        }

        double angle = (low + high) / 2;
        for (int step = 0; step < 3; step++)
        {
            angle -= (Integral(kappa, size, angle, _ => 1) - target) / Density(kappa, size, angle);
        }

        return angle;
    }

    /// <summary>The derivative of a quantile by κ.</summary>
    public static double QuantileSlope(double kappa, int size, double angle)
    {
        double mean = -Cumulant(kappa, size, 1);
        return Integral(kappa, size, angle, t => t - mean) / Density(kappa, size, angle);
    }

    private static double Density(double kappa, int size, double angle) => Math.Exp(kappa * (Math.Cos(angle) - 1)) * Math.Pow(Math.Sin(angle), size - 2);

    private static double Integral(double kappa, int size, double end, Func<double, double> value)
    {
        double half = end / (2 * Pieces);
        double sum = 0;
        for (int piece = 0; piece < Pieces; piece++)
        {
            double middle = ((2 * piece) + 1) * half;
            sum += (8 * At(middle)) + (5 * (At(middle - (s_node * half)) + At(middle + (s_node * half))));
        }

        return sum * half / 9;

        double At(double angle) => Density(kappa, size, angle) * value(1 - Math.Cos(angle));
    }
}
