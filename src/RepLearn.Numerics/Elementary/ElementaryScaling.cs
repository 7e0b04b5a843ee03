using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Elementary;

/// <summary>
/// The instruction that multiplies by a power of two given as a whole number, rounding once, for all widths that have it. It
/// gives the same bits as the two multiplications that stand in for it elsewhere.
/// </summary>
internal static class ElementaryScaling
{
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> significand, Vector512<float> exponent) => Avx512F.Scale(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Scale(Vector512<double> significand, Vector512<double> exponent) => Avx512F.Scale(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> significand, Vector256<float> exponent) => Avx512F.VL.Scale(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Scale(Vector256<double> significand, Vector256<double> exponent) => Avx512F.VL.Scale(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scale(Vector128<float> significand, Vector128<float> exponent) => Avx512F.VL.Scale(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Scale(Vector128<double> significand, Vector128<double> exponent) => Avx512F.VL.Scale(significand, exponent);
}
