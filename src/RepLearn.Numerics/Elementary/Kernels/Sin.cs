using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(SingleAngleLimit)))
        {
            return SinFar(x);
        }

        Vector512<float> r = ReduceAngle(x, out Vector512<int> quadrant);
        SinCos(r, out Vector512<float> sin, out Vector512<float> cos);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), x, Turn(sin, cos, quadrant));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(DoubleAngleLimit)))
        {
            return SinFar(x);
        }

        Vector512<double> r = ReduceAngle(x, out Vector512<double> lower, out Vector512<long> quadrant);
        SinCos(r, lower, out Vector512<double> sin, out Vector512<double> cos);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), x, Turn(sin, cos, quadrant));
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
