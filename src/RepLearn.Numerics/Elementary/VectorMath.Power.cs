using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary.Kernels;

namespace RepLearn.Numerics.Elementary;

public static partial class VectorMath
{
    /// <summary>
    /// x to the power of a constant in each lane, with the special cases of <see cref="Math.Pow"/>: 1 for exponent 0,
    /// negative x under integer exponents only, infinities and signed zeros as there.
    /// </summary>
    /// <param name="x">The bases.</param>
    /// <param name="exponent">The exponent; a literal lets the compiler choose the way once.</param>
    /// <remarks>
    /// Exponents -1, 0, 1/2, 1, 2 and 3 are a few plain operations. Others go through <see cref="double"/>, so the result
    /// is rounded once to <see cref="float"/>. At most 1.4 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Power(Vector512<float> x, double exponent)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Power(x, exponent);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Power(x.GetLower(), exponent), Elementary256.Power(x.GetUpper(), exponent));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Power(x.GetLower().GetLower(), exponent), Elementary128.Power(x.GetLower().GetUpper(), exponent)),
            Vector256.Create(Elementary128.Power(x.GetUpper().GetLower(), exponent), Elementary128.Power(x.GetUpper().GetUpper(), exponent)));
    }

    /// <inheritdoc cref="Power(Vector512{float}, double)"/>
    /// <remarks>
    /// Exponents -1, 0, 1/2, 1, 2 and 3 are a few plain operations. Others are <c>e^(exponent ln |x|)</c> with logarithm
    /// and product in two parts: <c>ln(1 + f) = 2s + 2/3 s^3 + s^5 P(s^2)</c>, the first two terms and
    /// <c>s = f / (2 + f)</c> to twice the precision. At most 1.5 ulp.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Power(Vector512<double> x, double exponent)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Elementary512.Power(x, exponent);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Vector512.Create(Elementary256.Power(x.GetLower(), exponent), Elementary256.Power(x.GetUpper(), exponent));
        }

        return Vector512.Create(
            Vector256.Create(Elementary128.Power(x.GetLower().GetLower(), exponent), Elementary128.Power(x.GetLower().GetUpper(), exponent)),
            Vector256.Create(Elementary128.Power(x.GetUpper().GetLower(), exponent), Elementary128.Power(x.GetUpper().GetUpper(), exponent)));
    }
}
