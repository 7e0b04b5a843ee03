using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

public static partial class VectorMath
{
    /// <summary><c>sin x</c> in each lane, x in radians; NaN at infinity.</summary>
    /// <remarks>
    /// Whole quarter turns are taken off in double precision, then polynomials of degree 7 (sine) and 8 (cosine) serve
    /// |r| up to pi/4. At most 1.6 ulp for |x| up to 1e15; beyond, one call of <see cref="Math.Sin(double)"/> a lane.
    /// </remarks>
    public static Vector512<float> Sin(Vector512<float> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(SingleAngleLimit)))
        {
            return SinFar(x);
        }

        Vector512<float> r = ReduceAngle(x, out Vector512<int> quadrant);
        SinCos(r, quadrant, out Vector512<float> sin, out _);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), x, sin);
    }

    /// <summary><c>sin x</c> in each lane, x in radians; NaN at infinity.</summary>
    /// <remarks>
    /// Whole quarter turns are taken off exactly, with pi/2 in three parts, then polynomials of degree 13 (sine) and 14
    /// (cosine) serve |r| up to pi/4. At most 1 ulp for |x| up to 2^30; beyond, one call of
    /// <see cref="Math.Sin(double)"/> a lane.
    /// </remarks>
    public static Vector512<double> Sin(Vector512<double> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(DoubleAngleLimit)))
        {
            return SinFar(x);
        }

        Vector512<double> r = ReduceAngle(x, out Vector512<double> lower, out Vector512<long> quadrant);
        SinCos(r, lower, quadrant, out Vector512<double> sin, out _);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), x, sin);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> SinFar(Vector512<float> x)
    {
        Vector512<float> result = default;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            result = result.WithElement(lane, MathF.Abs(x[lane]) > SingleAngleLimit ? (float)Math.Sin(x[lane]) : Sin(Vector512.CreateScalar(x[lane])).ToScalar());
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> SinFar(Vector512<double> x)
    {
        Vector512<double> result = default;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            result = result.WithElement(lane, Math.Abs(x[lane]) > DoubleAngleLimit ? Math.Sin(x[lane]) : Sin(Vector512.CreateScalar(x[lane])).ToScalar());
        }

        return result;
    }
}
