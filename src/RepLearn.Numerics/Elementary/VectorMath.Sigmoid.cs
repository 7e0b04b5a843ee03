using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary>The logistic function <c>1 / (1 + e^-x)</c> in each lane.</summary>
    /// <remarks>
    /// With <c>z = e^-|x|</c>, which cannot overflow: <c>1 / (1 + z)</c> from 0 on, <c>z / (1 + z)</c> below, where the
    /// result falls to 0 like e^x and keeps its relative accuracy down to the subnormals. At most 1.5 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Sigmoid(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Sigmoid(x.GetLower()), Elementary256.Sigmoid(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Sigmoid(x.GetLower().GetLower()), Elementary128.Sigmoid(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Sigmoid(x.GetUpper().GetLower()), Elementary128.Sigmoid(x.GetUpper().GetUpper())));
    }

    /// <summary>The logistic function <c>1 / (1 + e^-x)</c> in each lane.</summary>
    /// <remarks>The method for <see cref="float"/>. At most 2.5 ulp.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Sigmoid(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Sigmoid(x.GetLower()), Elementary256.Sigmoid(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Sigmoid(x.GetLower().GetLower()), Elementary128.Sigmoid(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Sigmoid(x.GetUpper().GetLower()), Elementary128.Sigmoid(x.GetUpper().GetUpper())));
    }
}
