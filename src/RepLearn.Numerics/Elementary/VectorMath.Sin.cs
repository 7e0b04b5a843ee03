using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary><c>sin x</c> in each lane, x in radians; NaN at infinity.</summary>
    /// <remarks>
    /// Whole quarter turns are taken off in double precision, then polynomials of degree 7 (sine) and 8 (cosine) serve
    /// |r| up to pi/4. At most 1.6 ulp for |x| up to 1e15; beyond, one call of <see cref="Math.Sin(double)"/> per lane.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Sin(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Sin(x.GetLower()), Elementary256.Sin(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Sin(x.GetLower().GetLower()), Elementary128.Sin(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Sin(x.GetUpper().GetLower()), Elementary128.Sin(x.GetUpper().GetUpper())));
    }

    /// <summary><c>sin x</c> in each lane, x in radians; NaN at infinity.</summary>
    /// <remarks>
    /// Whole quarter turns are taken off exactly, with pi/2 in three parts, then polynomials of degree 13 (sine) and 14
    /// (cosine) serve |r| up to pi/4. At most 1 ulp for |x| up to 2^30; beyond, one call of <see cref="Math.Sin(double)"/> per lane.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Sin(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Sin(x.GetLower()), Elementary256.Sin(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Sin(x.GetLower().GetLower()), Elementary128.Sin(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Sin(x.GetUpper().GetLower()), Elementary128.Sin(x.GetUpper().GetUpper())));
    }
}
