namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>Errors in units in the last place of the exact value.</summary>
internal static class Ulps
{
    private const double SmallestSingle = 1.401298464324817e-45;

    /// <summary>The error of a float against the value in double precision; infinite where one is NaN alone, or the other sign's zero or infinity.</summary>
    public static double Between(float value, double exact)
    {
        float nearest = (float)exact;
        if (float.IsNaN(nearest) || float.IsNaN(value))
        {
            return float.IsNaN(nearest) && float.IsNaN(value) ? 0 : double.PositiveInfinity;
        }

        if (exact == 0 || double.IsInfinity(exact))
        {
            return BitConverter.SingleToInt32Bits(value) == BitConverter.SingleToInt32Bits(nearest) ? 0 : double.PositiveInfinity;
        }

        // Everything out of range counts as the first value out of range.
        double limit = Math.ScaleB(1, 128);
        exact = Math.Clamp(exact, -limit, limit);
        double got = Math.Clamp(value, -limit, limit);
        double size = Math.Min(Math.Abs(exact), float.MaxValue);
        double unit = Math.Max(Math.ScaleB(1, Math.ILogB(size) - 23), SmallestSingle);
        return float.IsNegative(value) != double.IsNegative(exact) ? double.PositiveInfinity : Math.Abs(got - exact) / unit;
    }

    /// <summary>The error of a double against the exact value given as a sum of two.</summary>
    public static double Between(double value, double upper, double lower)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || double.IsNegative(value) != double.IsNegative(upper))
        {
            return value.Equals(upper) ? 0 : double.PositiveInfinity;
        }

        double unit = Math.BitIncrement(Math.Abs(upper)) - Math.Abs(upper);
        return Math.Abs(value - upper - lower) / unit;
    }
}
