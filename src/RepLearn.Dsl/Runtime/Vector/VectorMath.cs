using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>Elementary functions of whole vectors.</summary>
public static partial class VectorMath
{
    /// <summary>e^x in each lane.</summary>
    public static Vector512<float> Exp(Vector512<float> x) => Map(x, static x => Math.Exp(x));

    /// <summary>e^x in each lane.</summary>
    public static Vector512<double> Exp(Vector512<double> x) => Map(x, static x => Math.Exp(x));

    /// <summary>ln x in each lane.</summary>
    public static Vector512<float> Log(Vector512<float> x) => Map(x, static x => Math.Log(x));

    /// <summary>ln x in each lane.</summary>
    public static Vector512<double> Log(Vector512<double> x) => Map(x, static x => Math.Log(x));

    /// <summary>tanh x in each lane.</summary>
    public static Vector512<float> Tanh(Vector512<float> x) => Map(x, static x => Math.Tanh(x));

    /// <summary>tanh x in each lane.</summary>
    public static Vector512<double> Tanh(Vector512<double> x) => Map(x, static x => Math.Tanh(x));

    /// <summary>1 / (1 + e^-x) in each lane.</summary>
    public static Vector512<float> Sigmoid(Vector512<float> x) => Map(x, static x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)));

    /// <summary>1 / (1 + e^-x) in each lane.</summary>
    public static Vector512<double> Sigmoid(Vector512<double> x) => Map(x, static x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)));

    /// <summary>ln(1 + e^x) in each lane.</summary>
    public static Vector512<float> Softplus(Vector512<float> x) => Map(x, static x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))));

    /// <summary>ln(1 + e^x) in each lane.</summary>
    public static Vector512<double> Softplus(Vector512<double> x) => Map(x, static x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))));

    /// <summary>erf x in each lane.</summary>
    public static Vector512<float> Erf(Vector512<float> x) => Map(x, static x => Erf(x));

    /// <summary>erf x in each lane.</summary>
    public static Vector512<double> Erf(Vector512<double> x) => Map(x, static x => Erf(x));

    /// <summary>sin x in each lane.</summary>
    public static Vector512<float> Sin(Vector512<float> x) => Map(x, static x => Math.Sin(x));

    /// <summary>sin x in each lane.</summary>
    public static Vector512<double> Sin(Vector512<double> x) => Map(x, static x => Math.Sin(x));

    /// <summary>cos x in each lane.</summary>
    public static Vector512<float> Cos(Vector512<float> x) => Map(x, static x => Math.Cos(x));

    /// <summary>cos x in each lane.</summary>
    public static Vector512<double> Cos(Vector512<double> x) => Map(x, static x => Math.Cos(x));

    /// <summary>x to a constant power in each lane, as Math.Pow.</summary>
    public static Vector512<float> Power(Vector512<float> x, double exponent) => Map(x, x => Math.Pow(x, exponent));

    internal static void SinCosQuarters(Vector512<float> quarters, out Vector512<float> sin, out Vector512<float> cos)
    {
        sin = Map(quarters, static x => Math.Sin(x * (Math.PI / 2)));
        cos = Map(quarters, static x => Math.Cos(x * (Math.PI / 2)));
    }

    private static Vector512<float> Map(Vector512<float> x, Func<double, double> function)
    {
        Vector512<float> result = default;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            result = result.WithElement(lane, (float)function(x[lane]));
        }

        return result;
    }

    /// <summary>x to a constant power in each lane, as Math.Pow.</summary>
    public static Vector512<double> Power(Vector512<double> x, double exponent) => Map(x, x => Math.Pow(x, exponent));

    internal static void SinCosQuarters(Vector512<double> quarters, out Vector512<double> sin, out Vector512<double> cos)
    {
        sin = Map(quarters, static x => Math.Sin(x * (Math.PI / 2)));
        cos = Map(quarters, static x => Math.Cos(x * (Math.PI / 2)));
    }

    private static Vector512<double> Map(Vector512<double> x, Func<double, double> function)
    {
        Vector512<double> result = default;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            result = result.WithElement(lane, (double)function(x[lane]));
        }

        return result;
    }

    private static double LogOnePlus(double x)
    {
        double y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }

    // Maclaurin's series, or Lentz's continued fraction of erfc.
    private static double Erf(double x)
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
}
