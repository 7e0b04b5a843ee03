using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary><c>tanh x</c> in each lane.</summary>
    /// <remarks>
    /// <c>1 - 2 / (e^(2|x|) + 1)</c> with the sign of x; below 0.625, where that would cancel,
    /// <c>x + x^3 P(x^2)</c> with P of degree 4 (the division of ranges is Cephes'). At most 1.4 ulp, also for small x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Tanh(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Tanh(x.GetLower()), Elementary256.Tanh(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Tanh(x.GetLower().GetLower()), Elementary128.Tanh(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Tanh(x.GetUpper().GetLower()), Elementary128.Tanh(x.GetUpper().GetUpper())));
    }

    /// <summary><c>tanh x</c> in each lane.</summary>
    /// <remarks>
    /// <c>1 - 2 / (e^(2|x|) + 1)</c> with the sign of x; below 0.625 <c>x + x^3 P(x^2) / Q(x^2)</c>, of degrees 2 and 3
    /// with the coefficients of Cephes' tanh.c. At most 2 ulp, also for small x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Tanh(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Tanh(x.GetLower()), Elementary256.Tanh(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Tanh(x.GetLower().GetLower()), Elementary128.Tanh(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Tanh(x.GetUpper().GetLower()), Elementary128.Tanh(x.GetUpper().GetUpper())));
    }
}
