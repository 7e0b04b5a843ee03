using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

// The kernels of VectorMath. These files are written over 512 bits; the build derives Elementary256 and Elementary128
// from their text, because the compiler inlines too little of a 512-bit operation that the hardware has to split.

/// <summary>Elementary functions of vectors of one width; <see cref="VectorMath"/> documents them.</summary>
internal static partial class Elementary512
{
    private const float SingleLn2 = 0.6931472f;

    // ln 2 in two parts. The upper one ends in zeros, so that its product with an exponent is exact.
    private const float SingleLn2Upper = 0.693359375f;
    private const float SingleLn2Lower = -2.12194440e-4f;
    private const double DoubleLn2Upper = 6.93147180369123816490e-01;
    private const double DoubleLn2Lower = 1.90821492927058770002e-10;

    // As Lanes.MultiplyAdd.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Lanes.IsFused ? Vector512.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Lanes.IsFused ? Vector512.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    // One step of Horner's rule. Long polynomials take even and odd powers apart, to halve the wait.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Next(Vector512<float> sum, Vector512<float> x, float coefficient) =>
        MultiplyAdd(sum, x, Vector512.Create(coefficient));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Next(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        MultiplyAdd(sum, x, Vector512.Create(coefficient));

    // A size that is not negative, with the sign of another number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithSign(Vector512<float> size, Vector512<float> sign) =>
        size | (sign & Vector512.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithSign(Vector512<double> size, Vector512<double> sign) =>
        size | (sign & Vector512.Create(-0.0));
}
