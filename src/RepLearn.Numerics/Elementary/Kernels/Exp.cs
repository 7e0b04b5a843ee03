using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    private const float SingleLog2E = 1.44269504f;
    private const double DoubleLog2E = 1.4426950408889634;

    // Adding 1.5 * 2^23 (2^52) rounds to an integer, which then stands in the lowest bits.
    private const float SingleRounder = 12582912f;
    private const double DoubleRounder = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // x86 gives the second operand where one is NaN, other hardware NaN: either way NaN stays.
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-104f), x));
        return ExpBounded(bounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) => ExpSum(x, Vector512<double>.Zero);

    /// <summary><c>e^x</c> for x known to be at most 89.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpBelow(Vector512<float> x) =>
        ExpBounded(Vector512.MaxNative(Vector512.Create(-104f), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpBounded(Vector512<float> x)
    {
        Vector512<float> rounded = MultiplyAdd(x, Vector512.Create(SingleLog2E), Vector512.Create(SingleRounder));
        Vector512<float> exponent = rounded - Vector512.Create(SingleRounder);
        Vector512<float> r = MultiplyAdd(exponent, Vector512.Create(-SingleLn2Upper), x);
        r = MultiplyAdd(exponent, Vector512.Create(-SingleLn2Lower), r);
        Vector512<float> p = Vector512.Create(0.0013814317f);
        p = Next(p, r, 0.008368851f);
        p = Next(p, r, 0.0416684f);
        p = Next(p, r, 0.1666652f);
        p = Next(p, r, 0.49999994f);
        Vector512<float> significand = Vector512<float>.One + MultiplyAdd(p, r * r, r);
        if (ElementaryScaling.IsSupported)
        {
            return ElementaryScaling.Scale(significand, exponent);
        }

        // Two factors, since 2^n itself may be subnormal or too large; the first product is exact.
        Vector512<int> n = rounded.AsInt32() - Vector512.Create(SingleRounder).AsInt32();
        Vector512<int> half = n >> 1;
        return significand * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary><c>e^(x + rest)</c>, rest being a correction far below x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpSum(Vector512<double> x, Vector512<double> rest)
    {
        x = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        Vector512<double> rounded = MultiplyAdd(x, Vector512.Create(DoubleLog2E), Vector512.Create(DoubleRounder));
        Vector512<double> exponent = rounded - Vector512.Create(DoubleRounder);
        Vector512<double> r = MultiplyAdd(exponent, Vector512.Create(-DoubleLn2Upper), x);
        r = MultiplyAdd(exponent, Vector512.Create(-DoubleLn2Lower), r) + rest;
        Vector512<double> square = r * r;
        Vector512<double> pOdd = Vector512.Create(2.4999862038823548e-08);
        pOdd = Next(pOdd, square, 2.75575884083721e-06);
        pOdd = Next(pOdd, square, 0.00019841269502756192);
        pOdd = Next(pOdd, square, 0.008333333333496916);
        pOdd = Next(pOdd, square, 0.16666666666666408);
        Vector512<double> p = Vector512.Create(2.7630523318933826e-07);
        p = Next(p, square, 2.4801492388616437e-05);
        p = Next(p, square, 0.0013888888944248974);
        p = Next(p, square, 0.0416666666665281);
        p = Next(p, square, 0.5000000000000011);
        p = MultiplyAdd(pOdd, r, p);
        Vector512<double> significand = Vector512<double>.One + MultiplyAdd(p, square, r);
        if (ElementaryScaling.IsSupported)
        {
            return ElementaryScaling.Scale(significand, exponent);
        }

        // A logical shift of a biased number: few machines shift 64-bit lanes arithmetically.
        Vector512<long> n = rounded.AsInt64() - Vector512.Create(DoubleRounder).AsInt64();
        Vector512<long> half = ((n + Vector512.Create(2048L)) >>> 1) - Vector512.Create(1024L);
        return significand * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) =>
        ((exponent + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<long> exponent) =>
        ((exponent + Vector512.Create(1023L)) << 52).AsDouble();
}
