using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(Inlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> z = ExpBelow(x | Vector512.Create(-0f));
        Vector512<float> isLarge = Vector512.GreaterThanOrEqual(z, Vector512.Create(0.5f));
        Vector512<float> f = Vector512.ConditionalSelect(isLarge, (z - Vector512<float>.One) * Vector512.Create(0.5f), z);
        Vector512<float> square = f * f;
        Vector512<float> pOdd = Vector512.Create(-0.09116217f);
        pOdd = Next(pOdd, square, -0.12727775f);
        pOdd = Next(pOdd, square, -0.16655296f);
        pOdd = Next(pOdd, square, -0.25000164f);
        Vector512<float> p = Vector512.Create(0.037673175f);
        p = Next(p, square, 0.11700665f);
        p = Next(p, square, 0.14276238f);
        p = Next(p, square, 0.19999605f);
        p = Next(p, square, 0.3333334f);
        p = MultiplyAdd(pOdd, f, p);
        p = MultiplyAdd(p, f, Vector512.Create(-0.5f));
        Vector512<float> logarithm = MultiplyAdd(p, square, f) + (isLarge & Vector512.Create(SingleLn2));
        return Positive(x) + logarithm;
    }

    [MethodImpl(Inlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        Vector512<double> z = Exp(x | Vector512.Create(-0.0));
        Vector512<double> isLarge = Vector512.GreaterThanOrEqual(z, Vector512.Create(0.5));
        Vector512<double> f = Vector512.ConditionalSelect(isLarge, (z - Vector512<double>.One) * Vector512.Create(0.5), z);
        Vector512<double> s = f / (Vector512.Create(2.0) + f);
        Vector512<double> square = s * s;
        Vector512<double> fourth = square * square;
        Vector512<double> pOdd = Vector512.Create(0.13839988327899974);
        pOdd = Next(pOdd, fourth, 0.1539108400962361);
        pOdd = Next(pOdd, fourth, 0.22222224281484093);
        pOdd = Next(pOdd, fourth, 0.400000000000561);
        Vector512<double> p = Vector512.Create(0.13174058977474798);
        p = Next(p, fourth, 0.1818166675132523);
        p = Next(p, fourth, 0.2857142855596422);
        p = Next(p, fourth, 0.666666666666666);
        p = MultiplyAdd(pOdd, square, p);
        Vector512<double> halfSquare = Vector512.Create(0.5) * f * f;
        Vector512<double> rest = MultiplyAdd(
            s, MultiplyAdd(p, square, halfSquare), isLarge & Vector512.Create(DoubleLn2Lower));
        return Positive(x) + (f - (halfSquare - rest) + (isLarge & Vector512.Create(DoubleLn2Upper)));
    }

    // max(x, 0), and 0 for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Positive<T>(Vector512<T> x)
        where T : unmanaged => x & Vector512.GreaterThan(x, Vector512<T>.Zero);
}
