namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>Functions in double precision that System.Math lacks, to a few units in its last place: far below a float's.</summary>
internal static class ScalarReference
{
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>Maclaurin's series; from 2.5 on the continued fraction of erfc.</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (size < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; n < 80; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return 2 / Math.Sqrt(Math.PI) * sum;
        }

        double fraction = size;
        for (int n = 60; n > 0; n--)
        {
            fraction = size + (n / 2.0 / fraction);
        }

        double rest = Math.Exp(-size * size) / (Math.Sqrt(Math.PI) * fraction);
        return double.IsNaN(x) ? x : Math.CopySign(1 - rest, x);
    }

    // Kahan's: the rounding of 1 + x cancels.
    private static double LogOnePlus(double x)
    {
        double y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }
}
