using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary>The error function <c>2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x</c> in each lane.</summary>
    /// <remarks>
    /// With t = |x| below 0.9277 <c>t + t P(t^2)</c>, P of degree 5; above <c>1 - e^(t Q(t) - t)</c>, Q of degree 6 being a
    /// fit of ln erfc(t) that is weighted by the error it causes (the form follows N. Juffa's erff). The result is 1 from
    /// t = 4 on. At most 1.0 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Erf(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Erf(x.GetLower()), Elementary256.Erf(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Erf(x.GetLower().GetLower()), Elementary128.Erf(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Erf(x.GetUpper().GetLower()), Elementary128.Erf(x.GetUpper().GetUpper())));
    }

    /// <summary>The error function <c>2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x</c> in each lane.</summary>
    /// <remarks>
    /// The method for <see cref="float"/>, with a polynomial of degree 10 in t^2 below 0.85 and <c>1 - e^(t Q(t))</c> with Q
    /// of degree 17 above; 1 from t = 6 on. At most 1.5 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Erf(x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Erf(x.GetLower()), Elementary256.Erf(x.GetUpper()));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Erf(x.GetLower().GetLower()), Elementary128.Erf(x.GetLower().GetUpper())),
            Vector256.Create(Elementary128.Erf(x.GetUpper().GetLower()), Elementary128.Erf(x.GetUpper().GetUpper())));
    }
}
