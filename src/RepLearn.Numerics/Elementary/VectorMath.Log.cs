using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary><c>ln x</c> in each lane: NaN below 0, negative infinity at 0. Subnormals count in full.</summary>
    /// <remarks>
    /// <c>x = 2^e (1 + f)</c> with 1 + f from sqrt(1/2) to sqrt(2); <c>ln(1 + f) = f - f^2/2 + f^3 P(f)</c> with P of
    /// degree 8. At most 0.8 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Log(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Log(x.GetLower()), Elementary256.Log(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Log(x.GetLower().GetLower()), Elementary128.Log(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Log(x.GetUpper().GetLower()), Elementary128.Log(x.GetUpper().GetUpper())));
    }

    /// <summary><c>ln x</c> in each lane: NaN below 0, negative infinity at 0. Subnormals count in full.</summary>
    /// <remarks>
    /// The method of FDLIBM's e_log.c: <c>x = 2^e (1 + f)</c> as above, <c>s = f / (2 + f)</c> and
    /// <c>ln(1 + f) = f - (f^2/2 - s (f^2/2 + s^2 P(s^2)))</c> with P of degree 6. At most 1 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Log(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Log(x.GetLower()), Elementary256.Log(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Log(x.GetLower().GetLower()), Elementary128.Log(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Log(x.GetUpper().GetLower()), Elementary128.Log(x.GetUpper().GetUpper())));
    }
}
