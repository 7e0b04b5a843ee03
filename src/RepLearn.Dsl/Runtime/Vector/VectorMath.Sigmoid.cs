using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

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
        Vector512<float> z = ExpBelow(x | Vector512.Create(-0f));
        Vector512<float> numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), z, Vector512<float>.One);
        Vector512<float> divisor = Vector512<float>.One + z;
        Vector512<float> quotient = numerator / divisor;
        if (!Lanes.IsFused)
        {
            return quotient;
        }

        // What quotient * (1 + z) lacks of the numerator, the divisor's rounding counted; over the divisor, whose
        // reciprocal on 1 to 2 a line gives within 5 %.
        Vector512<float> rest = Lanes.MultiplyAdd(-quotient, divisor, numerator);
        rest = Lanes.MultiplyAdd(-quotient, z - (divisor - Vector512<float>.One), rest);
        Vector512<float> reciprocal = Lanes.MultiplyAdd(divisor, Vector512.Create(-0.5f), Vector512.Create(1.457f));
        return Lanes.MultiplyAdd(rest, reciprocal, quotient);
    }

    /// <summary>The logistic function <c>1 / (1 + e^-x)</c> in each lane.</summary>
    /// <remarks>The method for <see cref="float"/>. At most 2.5 ulp.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        Vector512<double> z = Exp(x | Vector512.Create(-0.0));
        Vector512<double> numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), z, Vector512<double>.One);
        return numerator / (Vector512<double>.One + z);
    }
}
