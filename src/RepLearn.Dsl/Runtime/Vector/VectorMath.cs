using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>
/// Elementary functions of whole vectors, 16 values of <see cref="float"/> or 8 of <see cref="double"/> at a time. Each
/// lane's result depends on that lane alone, and has the same bits at every vector width; generated code calls nothing
/// else for these functions, so that a value never depends on where in a loop it was computed.
/// </summary>
/// <remarks>
/// Accuracy is stated with each function in units in the last place (ulp), as the largest error that the tests see
/// with fused multiply-add; without it errors grow by at most one ulp unless said otherwise. Polynomials are minimax
/// fits on the reduced range, made for this file's precision with Remez' exchange.
/// </remarks>
public static partial class VectorMath
{
    private const float SingleLn2 = 0.6931472f;

    // ln 2 in two parts. The upper one ends in zeros, so that its product with an exponent is exact.
    private const float SingleLn2Upper = 0.693359375f;
    private const float SingleLn2Lower = -2.12194440e-4f;
    private const double DoubleLn2Upper = 6.93147180369123816490e-01;
    private const double DoubleLn2Lower = 1.90821492927058770002e-10;

    /// <summary>One step of Horner's rule: <c>sum * x + coefficient</c>. Long polynomials take even and odd powers apart, to halve the wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Next(Vector512<float> sum, Vector512<float> x, float coefficient) =>
        Lanes.MultiplyAdd(sum, x, Vector512.Create(coefficient));

    /// <summary>One step of Horner's rule: <c>sum * x + coefficient</c>. Long polynomials take even and odd powers apart, to halve the wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Next(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        Lanes.MultiplyAdd(sum, x, Vector512.Create(coefficient));

    /// <summary>The size of <paramref name="size"/> with the sign of <paramref name="sign"/>; the size is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithSign(Vector512<float> size, Vector512<float> sign) =>
        size | (sign & Vector512.Create(-0f));

    /// <summary>The size of <paramref name="size"/> with the sign of <paramref name="sign"/>; the size is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithSign(Vector512<double> size, Vector512<double> sign) =>
        size | (sign & Vector512.Create(-0.0));
}
