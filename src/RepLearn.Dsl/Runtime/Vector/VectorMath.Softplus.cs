using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

public static partial class VectorMath
{
    /// <summary><c>ln(1 + e^x)</c> in each lane: x itself for large x, e^x for very negative x.</summary>
    /// <remarks>
    /// <c>max(x, 0) + ln(1 + z)</c> with <c>z = e^-|x|</c> from 0 to 1. From 1/2 on, <c>ln(1 + z) = ln 2 + ln(1 + f)</c>
    /// with <c>f = (z - 1) / 2</c>, which is exact; so <c>ln(1 + f) = f - f^2/2 + f^3 P(f)</c> on -1/4 to 1/2 serves both
    /// and needs no division, with P of degree 8. At most 1.6 ulp, also where the result is subnormal.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        p = Lanes.MultiplyAdd(pOdd, f, p);
        p = Lanes.MultiplyAdd(p, f, Vector512.Create(-0.5f));
        Vector512<float> logarithm = Lanes.MultiplyAdd(p, square, f) + (isLarge & Vector512.Create(SingleLn2));
        return Positive(x) + logarithm;
    }

    /// <summary><c>ln(1 + e^x)</c> in each lane: x itself for large x, e^x for very negative x.</summary>
    /// <remarks>
    /// The ranges for <see cref="float"/>, and on each the method of FDLIBM's e_log.c with a polynomial of degree 7 for
    /// |f / (2 + f)| up to 1/5. At most 2.5 ulp, also where the result is subnormal.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        p = Lanes.MultiplyAdd(pOdd, square, p);
        Vector512<double> halfSquare = Vector512.Create(0.5) * f * f;
        Vector512<double> rest = Lanes.MultiplyAdd(
            s, Lanes.MultiplyAdd(p, square, halfSquare), isLarge & Vector512.Create(DoubleLn2Lower));
        return Positive(x) + (f - (halfSquare - rest) + (isLarge & Vector512.Create(DoubleLn2Upper)));
    }

    // max(x, 0), and 0 for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Positive<T>(Vector512<T> x)
        where T : unmanaged => x & Vector512.GreaterThan(x, Vector512<T>.Zero);
}
