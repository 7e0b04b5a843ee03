using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

// Sine and cosine of reduced angles: |r| up to pi/4, and a number of quarter turns of which the two lowest bits count.
internal static partial class Elementary512
{
    [MethodImpl(Inlining)]
    public static void SinCosQuarters(Vector512<float> quarters, out Vector512<float> sin, out Vector512<float> cos)
    {
        Vector512<float> rounded = quarters + Vector512.Create(SingleRounder);
        Vector512<float> r = (quarters - (rounded - Vector512.Create(SingleRounder))) * Vector512.Create(MathF.PI / 2);
        SinCos(r, out Vector512<float> s, out Vector512<float> c);
        sin = Turn(s, c, rounded.AsInt32());
        cos = Turn(s, c, rounded.AsInt32() + Vector512<int>.One);
    }

    [MethodImpl(Inlining)]
    public static void SinCosQuarters(Vector512<double> quarters, out Vector512<double> sin, out Vector512<double> cos)
    {
        Vector512<double> rounded = quarters + Vector512.Create(DoubleRounder);
        Vector512<double> r = (quarters - (rounded - Vector512.Create(DoubleRounder))) * Vector512.Create(Math.PI / 2);
        SinCos(r, Vector512<double>.Zero, out Vector512<double> s, out Vector512<double> c);
        sin = Turn(s, c, rounded.AsInt64());
        cos = Turn(s, c, rounded.AsInt64() + Vector512<long>.One);
    }

    // Polynomials of degree 7 for the sine and 8 for the cosine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCos(Vector512<float> r, out Vector512<float> sin, out Vector512<float> cos)
    {
        Vector512<float> z = r * r;
        Vector512<float> s = Vector512.Create(-0.0001951464f);
        s = Next(s, z, 0.008332156f);
        s = Next(s, z, -0.16666655f);
        sin = MultiplyAdd(s * z, r, r);
        Vector512<float> c = Vector512.Create(2.4432415e-05f);
        c = Next(c, z, -0.001388731f);
        c = Next(c, z, 0.041666646f);
        cos = Vector512<float>.One + MultiplyAdd(c, z * z, Vector512.Create(-0.5f) * z);
    }

    // Polynomials of degree 13 for the sine and 14 for the cosine; r has a lower part, below half a unit in its last place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCos(
        Vector512<double> r, Vector512<double> lower, out Vector512<double> sin, out Vector512<double> cos)
    {
        Vector512<double> z = r * r;
        Vector512<double> s = Vector512.Create(1.5895905681028727e-10);
        s = Next(s, z, -2.505074232644617e-08);
        s = Next(s, z, 2.7557313587758375e-06);
        s = Next(s, z, -0.0001984126982949598);
        s = Next(s, z, 0.008333333333322005);
        s = Next(s, z, -0.1666666666666663);

        // sin(r + l) = sin r + l cos r, with cos r near 1 - r^2/2; cos(r + l) = cos r - l r to working precision.
        Vector512<double> halfSquare = Vector512.Create(0.5) * z;
        sin = MultiplyAdd(s * z, r, MultiplyAdd(-lower, halfSquare, lower)) + r;
        Vector512<double> c = Vector512.Create(-1.1358311272258171e-11);
        c = Next(c, z, 2.0875696589564804e-09);
        c = Next(c, z, -2.7557314148767703e-07);
        c = Next(c, z, 2.4801587288748783e-05);
        c = Next(c, z, -0.0013888888888872895);
        c = Next(c, z, 0.041666666666666595);
        c = MultiplyAdd(c, z * z, -(lower * r));

        // 1 - z/2 loses bits that the next two lines find again: FDLIBM's k_cos.c.
        Vector512<double> whole = Vector512<double>.One - halfSquare;
        cos = whole + (Vector512<double>.One - whole - halfSquare + c);
    }

    // sin(r + quadrant pi/2) from sin r and cos r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Turn(Vector512<float> sin, Vector512<float> cos, Vector512<int> quadrant)
    {
        Vector512<int> isEven = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.Zero);
        return Vector512.ConditionalSelect(isEven.AsSingle(), sin, cos) ^ ((quadrant & Vector512.Create(2)) << 30).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Turn(Vector512<double> sin, Vector512<double> cos, Vector512<long> quadrant)
    {
        Vector512<long> isEven = Vector512.Equals(quadrant & Vector512<long>.One, Vector512<long>.Zero);
        return Vector512.ConditionalSelect(isEven.AsDouble(), sin, cos) ^ ((quadrant & Vector512.Create(2L)) << 62).AsDouble();
    }
}
