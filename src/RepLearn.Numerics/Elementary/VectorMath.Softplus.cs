using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary><c>ln(1 + e^x)</c> in each lane: x itself for large x, e^x for very negative x.</summary>
    /// <remarks>
    /// <c>max(x, 0) + ln(1 + z)</c> with <c>z = e^-|x|</c> from 0 to 1. From 1/2 on, <c>ln(1 + z) = ln 2 + ln(1 + f)</c>
    /// with <c>f = (z - 1) / 2</c>, which is exact; so <c>ln(1 + f) = f - f^2/2 + f^3 P(f)</c> on -1/4 to 1/2 serves both
    /// and needs no division, with P of degree 8. At most 1.6 ulp, also where the result is subnormal.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Softplus(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Softplus(x.GetLower()), Elementary256.Softplus(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Softplus(x.GetLower().GetLower()), Elementary128.Softplus(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Softplus(x.GetUpper().GetLower()), Elementary128.Softplus(x.GetUpper().GetUpper())));
    }

    /// <summary><c>ln(1 + e^x)</c> in each lane: x itself for large x, e^x for very negative x.</summary>
    /// <remarks>
    /// The ranges for <see cref="float"/>, and on each the method of FDLIBM's e_log.c with a polynomial of degree 7 for
    /// |f / (2 + f)| up to 1/5. At most 2.5 ulp, also where the result is subnormal.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Softplus(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Softplus(x.GetLower()), Elementary256.Softplus(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Softplus(x.GetLower().GetLower()), Elementary128.Softplus(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Softplus(x.GetUpper().GetLower()), Elementary128.Softplus(x.GetUpper().GetUpper())));
    }
}
