using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(Inlining)]
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
        Vector512<float> rest = MultiplyAdd(-quotient, divisor, numerator);
        rest = MultiplyAdd(-quotient, z - (divisor - Vector512<float>.One), rest);
        Vector512<float> reciprocal = MultiplyAdd(divisor, Vector512.Create(-0.5f), Vector512.Create(1.457f));
        return MultiplyAdd(rest, reciprocal, quotient);
    }

    [MethodImpl(Inlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        Vector512<double> z = Exp(x | Vector512.Create(-0.0));
        Vector512<double> numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), z, Vector512<double>.One);
        return numerator / (Vector512<double>.One + z);
    }
}
