using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Power(Vector512<float> x, double exponent) => exponent switch
    {
        0 => Vector512<float>.One,
        1 => x,
        2 => x * x,
        3 => Cube(x),
        -1 => Vector512<float>.One / x,
        0.5 => Root(x),
        _ => PowerThroughDouble(x, exponent),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Power(Vector512<double> x, double exponent) => exponent switch
    {
        0 => Vector512<double>.One,
        1 => x,
        2 => x * x,
        3 => Cube(x),
        -1 => Vector512<double>.One / x,
        0.5 => Root(x),
        _ => PowerOfAny(x, exponent),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Cube(Vector512<float> x) => x * x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Cube(Vector512<double> x) => x * x * x;

    // The power 1/2 differs from the root in -infinity and -0, which become infinity and 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Root(Vector512<float> x)
    {
        Vector512<float> lowest = Vector512.Equals(x, Vector512.Create(float.NegativeInfinity));
        return Vector512.ConditionalSelect(lowest, Vector512.Create(float.PositiveInfinity), Vector512.Sqrt(x) + Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Root(Vector512<double> x)
    {
        Vector512<double> lowest = Vector512.Equals(x, Vector512.Create(double.NegativeInfinity));
        return Vector512.ConditionalSelect(lowest, Vector512.Create(double.PositiveInfinity), Vector512.Sqrt(x) + Vector512<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> PowerThroughDouble(Vector512<float> x, double exponent) =>
        Vector512.Narrow(PowerOfAny(Vector512.WidenLower(x), exponent), PowerOfAny(Vector512.WidenUpper(x), exponent));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> PowerOfAny(Vector512<double> x, double exponent)
    {
        // An infinite factor would leave NaN; 1e300 takes every logarithm but 0 as far out of range.
        Vector512<double> y = Vector512.Create(Math.Clamp(exponent, -1e300, 1e300));
        Vector512<double> size = Vector512.Abs(x);
        Vector512<double> upper = LogInTwo(size, out Vector512<double> lower);
        Vector512<double> product = y * upper;
        Vector512<double> lost = Vector512.FusedMultiplyAdd(y, upper, -product) + (y * lower);

        // Where the product is out of the exponential's range, its lost part may be anything, even NaN.
        Vector512<double> inRange = Vector512.LessThan(Vector512.Abs(product), Vector512.Create(800.0));
        Vector512<double> result = ExpSum(product, lost & inRange);

        result = Vector512.ConditionalSelect(Vector512.Equals(size, Vector512<double>.Zero), Vector512.Create(exponent < 0 ? double.PositiveInfinity : 0), result);
        result = Vector512.ConditionalSelect(Vector512.Equals(size, Vector512.Create(double.PositiveInfinity)), Vector512.Create(exponent < 0 ? 0 : double.PositiveInfinity), result);
        result = Vector512.ConditionalSelect(Vector512.Equals(size, Vector512<double>.One), Vector512<double>.One, result);
        result = Vector512.ConditionalSelect(Vector512.Equals(x, x), result, x);
        return double.IsNaN(exponent)
            ? Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.One), x, Vector512.Create(exponent))
            : WithParity(result, x, exponent);
    }

    // Negative bases: odd powers are negative, fractional powers of finite ones do not exist.
    private static Vector512<double> WithParity(Vector512<double> result, Vector512<double> x, double exponent)
    {
        if (double.IsOddInteger(exponent))
        {
            return WithSign(result, x);
        }

        if (double.IsEvenInteger(exponent) || double.IsInfinity(exponent))
        {
            return result;
        }

        Vector512<double> undefined = Vector512.LessThan(x, Vector512<double>.Zero) & Vector512.GreaterThan(x, Vector512.Create(double.NegativeInfinity));
        return Vector512.ConditionalSelect(undefined, Vector512.Create(double.NaN), result);
    }

    // ln x to about 100 bits as the sum of two numbers, for x above 0 and finite.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> LogInTwo(Vector512<double> x, out Vector512<double> lower)
    {
        Vector512<double> f = SplitExponent(x, out Vector512<double> exponent);
        Vector512<double> two = Vector512.Create(2.0);

        // s = f / (2 + f): the quotient, and what its product with the divisor leaves of f.
        Vector512<double> divisor = two + f;
        Vector512<double> divisorLost = two - divisor + f;
        Vector512<double> s = f / divisor;
        Vector512<double> left = Vector512.FusedMultiplyAdd(-s, divisor, f);
        Vector512<double> sLost = Vector512.FusedMultiplyAdd(-s, divisorLost, left) / divisor;

        Vector512<double> z = s * s;
        Vector512<double> zLost = Vector512.FusedMultiplyAdd(s, s, -z) + (two * s * sLost);
        Vector512<double> p = Vector512.Create(0.1319628845025582);
        p = Next(p, z, 0.132568245365936);
        p = Next(p, z, 0.15386756927671827);
        p = Next(p, z, 0.18181784378472188);
        p = Next(p, z, 0.22222222519761567);
        p = Next(p, z, 0.2857142857010067);
        p = Next(p, z, 0.40000000000002256);

        // 2/3 + z P in two parts, then times z, then 2 + that, times s.
        Vector512<double> twoThirds = Vector512.Create(2.0 / 3);
        Vector512<double> tail = p * z;
        Vector512<double> inner = twoThirds + tail;
        Vector512<double> innerLost = twoThirds - inner + tail + Vector512.Create(3.700743415417188e-17);
        Vector512<double> next = inner * z;
        Vector512<double> nextLost = Vector512.FusedMultiplyAdd(inner, z, -next) + (inner * zLost) + (innerLost * z);
        Vector512<double> outer = two + next;
        Vector512<double> outerLost = two - outer + next + nextLost;
        Vector512<double> product = outer * s;
        Vector512<double> productLost = Vector512.FusedMultiplyAdd(outer, s, -product) + (outer * sLost) + (outerLost * s);

        // Plus exponent times ln 2, in three parts, the first of which gives an exact product.
        Vector512<double> whole = exponent * Vector512.Create(DoubleLn2Upper);
        Vector512<double> wholeLost = exponent * Vector512.Create(DoubleLn2Lower);
        Vector512<double> wholeLostLost = Vector512.FusedMultiplyAdd(exponent, Vector512.Create(DoubleLn2Lower), -wholeLost)
            + (exponent * Vector512.Create(1.1612227229362532e-26));
        Vector512<double> first = SumInTwo(whole, wholeLost, out Vector512<double> firstLost);
        Vector512<double> sum = SumInTwo(first, product, out Vector512<double> sumLost);
        sumLost += firstLost + wholeLostLost + productLost;
        Vector512<double> upper = sum + sumLost;
        lower = sum - upper + sumLost;
        return upper;
    }

    // Knuth's exact sum of two numbers of any size.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SumInTwo(Vector512<double> left, Vector512<double> right, out Vector512<double> lost)
    {
        Vector512<double> sum = left + right;
        Vector512<double> part = sum - left;
        lost = left - (sum - part) + (right - part);
        return sum;
    }
}
