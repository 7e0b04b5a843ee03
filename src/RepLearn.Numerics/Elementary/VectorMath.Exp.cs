using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

/// <summary>
/// Elementary functions of whole vectors, 16 values of <see cref="float"/> or 8 of <see cref="double"/> at a time. Each
/// lane's result depends on that lane alone, and has the same bits at every vector width; generated code calls nothing
/// else for these functions, so that a value never depends on where in a loop it was computed.
/// </summary>
/// <remarks>
/// Accuracy is stated with each function in units in the last place (ulp), as the largest error that the tests see with
/// fused multiply-add: for <see cref="float"/> over every 997th bit pattern, for <see cref="double"/> over selected
/// values. Without fused multiply-add errors reach 3 ulps. Polynomials are minimax fits on the reduced range.
/// </remarks>
public static partial class VectorMath
{
    /// <summary><c>e^x</c> in each lane: 0 below the smallest subnormal, infinite above the largest finite value.</summary>
    /// <remarks>
    /// With n the integer nearest to <c>x / ln 2</c> and <c>r = x - n ln 2</c>, <c>e^x = 2^n e^r</c>;
    /// <c>e^r = 1 + r + r^2 P(r)</c> with P of degree 4 on |r| up to ln 2 / 2. At most 1.0 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Exp(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Exp(x.GetLower()), Elementary256.Exp(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Exp(x.GetLower().GetLower()), Elementary128.Exp(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Exp(x.GetUpper().GetLower()), Elementary128.Exp(x.GetUpper().GetUpper())));
    }

    /// <summary><c>e^x</c> in each lane: 0 below the smallest subnormal, infinite above the largest finite value.</summary>
    /// <remarks>
    /// With n the integer nearest to <c>x / ln 2</c> and <c>r = x - n ln 2</c>, <c>e^x = 2^n e^r</c>;
    /// <c>e^r = 1 + r + r^2 P(r)</c> with P of degree 9 on |r| up to ln 2 / 2. At most 1 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Exp(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Exp(x.GetLower()), Elementary256.Exp(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Exp(x.GetLower().GetLower()), Elementary128.Exp(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Exp(x.GetUpper().GetLower()), Elementary128.Exp(x.GetUpper().GetUpper())));
    }
}
