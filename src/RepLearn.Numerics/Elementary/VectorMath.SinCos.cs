using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary>Sine and cosine of a number of quarter turns from -2 to 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SinCosQuarters(Vector512<float> quarters, out Vector512<float> sin, out Vector512<float> cos)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Elementary512.SinCosQuarters(quarters, out sin, out cos);
            return;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Elementary256.SinCosQuarters(quarters.GetLower(), out Vector256<float> sin0, out Vector256<float> cos0);
            Elementary256.SinCosQuarters(quarters.GetUpper(), out Vector256<float> sin1, out Vector256<float> cos1);
            sin = Vector512.Create(sin0, sin1);
            cos = Vector512.Create(cos0, cos1);
            return;
        }

        Elementary128.SinCosQuarters(quarters.GetLower().GetLower(), out Vector128<float> sin00, out Vector128<float> cos00);
        Elementary128.SinCosQuarters(quarters.GetLower().GetUpper(), out Vector128<float> sin01, out Vector128<float> cos01);
        Elementary128.SinCosQuarters(quarters.GetUpper().GetLower(), out Vector128<float> sin10, out Vector128<float> cos10);
        Elementary128.SinCosQuarters(quarters.GetUpper().GetUpper(), out Vector128<float> sin11, out Vector128<float> cos11);
        sin = Vector512.Create(Vector256.Create(sin00, sin01), Vector256.Create(sin10, sin11));
        cos = Vector512.Create(Vector256.Create(cos00, cos01), Vector256.Create(cos10, cos11));
    }

    /// <summary>Sine and cosine of a number of quarter turns from -2 to 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SinCosQuarters(Vector512<double> quarters, out Vector512<double> sin, out Vector512<double> cos)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Elementary512.SinCosQuarters(quarters, out sin, out cos);
            return;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Elementary256.SinCosQuarters(quarters.GetLower(), out Vector256<double> sin0, out Vector256<double> cos0);
            Elementary256.SinCosQuarters(quarters.GetUpper(), out Vector256<double> sin1, out Vector256<double> cos1);
            sin = Vector512.Create(sin0, sin1);
            cos = Vector512.Create(cos0, cos1);
            return;
        }

        Elementary128.SinCosQuarters(quarters.GetLower().GetLower(), out Vector128<double> sin00, out Vector128<double> cos00);
        Elementary128.SinCosQuarters(quarters.GetLower().GetUpper(), out Vector128<double> sin01, out Vector128<double> cos01);
        Elementary128.SinCosQuarters(quarters.GetUpper().GetLower(), out Vector128<double> sin10, out Vector128<double> cos10);
        Elementary128.SinCosQuarters(quarters.GetUpper().GetUpper(), out Vector128<double> sin11, out Vector128<double> cos11);
        sin = Vector512.Create(Vector256.Create(sin00, sin01), Vector256.Create(sin10, sin11));
        cos = Vector512.Create(Vector256.Create(cos00, cos01), Vector256.Create(cos10, cos11));
    }
}
