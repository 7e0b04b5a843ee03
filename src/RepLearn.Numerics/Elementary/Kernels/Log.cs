using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    // The bits of sqrt(1/2): exponents are counted from there, so that the significand lies around 1.
    private const int SingleRootHalf = 0x3F3504F3;
    private const long DoubleRootHalf = 0x3FE6A09E667F3BCD;

    [MethodImpl(Inlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> subnormal = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        Vector512<int> bits = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(8388608f), x).AsInt32();
        bits -= Vector512.Create(SingleRootHalf);
        Vector512<float> exponent = Vector512.ConvertToSingle(bits >> 23) - (subnormal & Vector512.Create(23f));
        Vector512<float> f = ((bits & Vector512.Create(0x007FFFFF)) + Vector512.Create(SingleRootHalf)).AsSingle() - Vector512<float>.One;

        Vector512<float> square = f * f;
        Vector512<float> pOdd = Vector512.Create(-0.116756104f);
        pOdd = Next(pOdd, square, -0.12405596f);
        pOdd = Next(pOdd, square, -0.16667995f);
        pOdd = Next(pOdd, square, -0.2500001f);
        Vector512<float> p = Vector512.Create(0.06746596f);
        p = Next(p, square, 0.118881606f);
        p = Next(p, square, 0.14219554f);
        p = Next(p, square, 0.20002119f);
        p = Next(p, square, 0.33333313f);
        p = MultiplyAdd(pOdd, f, p);
        Vector512<float> rest = MultiplyAdd(exponent, Vector512.Create(SingleLn2Lower), p * f * square);
        rest = MultiplyAdd(square, Vector512.Create(-0.5f), rest);
        Vector512<float> result = MultiplyAdd(exponent, Vector512.Create(SingleLn2Upper), f + rest);

        // Infinity and NaN are their own logarithms.
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), result, x);
        Vector512<float> atMostZero = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<float>.Zero), atMostZero, result);
    }

    [MethodImpl(Inlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> f = SplitExponent(x, out Vector512<double> exponent);
        Vector512<double> s = f / (Vector512.Create(2.0) + f);
        Vector512<double> z = s * s;
        Vector512<double> square = z * z;
        Vector512<double> pOdd = Vector512.Create(0.15314053983823533);
        pOdd = Next(pOdd, square, 0.22222198581331754);
        pOdd = Next(pOdd, square, 0.3999999999941529);
        Vector512<double> p = Vector512.Create(0.1479595052835176);
        p = Next(p, square, 0.18183564049695294);
        p = Next(p, square, 0.28571428742279964);
        p = Next(p, square, 0.6666666666666734);
        p = MultiplyAdd(pOdd, z, p);
        Vector512<double> halfSquare = Vector512.Create(0.5) * f * f;
        Vector512<double> rest = MultiplyAdd(
            s, MultiplyAdd(p, z, halfSquare), exponent * Vector512.Create(DoubleLn2Lower));
        Vector512<double> result = MultiplyAdd(exponent, Vector512.Create(DoubleLn2Upper), f - (halfSquare - rest));
        return LogOutside(x, result);
    }

    /// <summary><c>f</c> and <c>exponent</c> with <c>x = 2^exponent (1 + f)</c>, for x above 0 and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SplitExponent(Vector512<double> x, out Vector512<double> exponent)
    {
        Vector512<double> subnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        Vector512<long> bits = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(4503599627370496.0), x).AsInt64();
        bits += Vector512.Create((1023L << 52) - DoubleRootHalf);

        // Set beside the exponent of 2^52, the integer reads as 2^52 more than itself.
        Vector512<double> biased = ((bits >>> 52) | Vector512.Create(4503599627370496.0).AsInt64()).AsDouble();
        exponent = biased - Vector512.Create(4503599627370496.0 + 1023) - (subnormal & Vector512.Create(52.0));
        return ((bits & Vector512.Create(0x000FFFFFFFFFFFFF)) + Vector512.Create(DoubleRootHalf)).AsDouble() - Vector512<double>.One;
    }

    // The logarithm where x is not a positive number: infinity and NaN are their own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOutside(Vector512<double> x, Vector512<double> result)
    {
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), result, x);
        Vector512<double> atMostZero = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), Vector512.Create(double.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<double>.Zero), atMostZero, result);
    }
}
