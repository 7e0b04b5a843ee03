using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    private const float TanhBorder = 0.625f;

    [MethodImpl(Inlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> size = Vector512.Abs(x);
        Vector512<float> large = Vector512<float>.One - (Vector512.Create(2f) / (Exp(size + size) + Vector512<float>.One));
        Vector512<float> z = x * x;
        Vector512<float> p = Vector512.Create(-0.005704245f);
        p = Next(p, z, 0.020638451f);
        p = Next(p, z, -0.05373953f);
        p = Next(p, z, 0.1333144f);
        p = Next(p, z, -0.3333328f);
        Vector512<float> small = MultiplyAdd(p * z, size, size);
        return WithSign(Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(TanhBorder)), small, large), x);
    }

    [MethodImpl(Inlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> size = Vector512.Abs(x);
        Vector512<double> z = x * x;
        Vector512<double> p = Vector512.Create(-9.64399179425052238628e-1);
        p = Next(p, z, -9.92877231001918586564e1);
        p = Next(p, z, -1.61468768441708447952e3);
        Vector512<double> q = z + Vector512.Create(1.12811678491632931402e2);
        q = Next(q, z, 2.23548839060100448583e3);
        q = Next(q, z, 4.84406305325125486048e3);

        // Both ranges need a quotient; they share the division.
        Vector512<double> isSmall = Vector512.LessThan(size, Vector512.Create((double)TanhBorder));
        Vector512<double> quotient = Vector512.ConditionalSelect(isSmall, size * z * p, Vector512.Create(-2.0))
            / Vector512.ConditionalSelect(isSmall, q, Exp(size + size) + Vector512<double>.One);
        return WithSign(quotient + Vector512.ConditionalSelect(isSmall, size, Vector512<double>.One), x);
    }
}
