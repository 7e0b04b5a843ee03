using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(SingleAngleLimit)))
        {
            return CosFar(x);
        }

        Vector512<float> r = ReduceAngle(x, out Vector512<int> quadrant);
        SinCos(r, out Vector512<float> sin, out Vector512<float> cos);
        return Turn(sin, cos, quadrant + Vector512<int>.One);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(DoubleAngleLimit)))
        {
            return CosFar(x);
        }

        Vector512<double> r = ReduceAngle(x, out Vector512<double> lower, out Vector512<long> quadrant);
        SinCos(r, lower, out Vector512<double> sin, out Vector512<double> cos);
        return Turn(sin, cos, quadrant + Vector512<long>.One);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> CosFar(Vector512<float> x)
    {
        Vector512<float> result = default;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            result = result.WithElement(lane, MathF.Abs(x[lane]) > SingleAngleLimit ? (float)Math.Cos(x[lane]) : Cos(Vector512.CreateScalar(x[lane])).ToScalar());
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> CosFar(Vector512<double> x)
    {
        Vector512<double> result = default;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            result = result.WithElement(lane, Math.Abs(x[lane]) > DoubleAngleLimit ? Math.Cos(x[lane]) : Cos(Vector512.CreateScalar(x[lane])).ToScalar());
        }

        return result;
    }
}
