using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

internal static partial class Elementary512
{
    [MethodImpl(Inlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> size = Vector512.Abs(x);
        Vector512<float> square = x * x;
        Vector512<float> small = Vector512.Create(-0.000596382f);
        small = Next(small, square, 0.0049879197f);
        small = Next(small, square, -0.026763067f);
        small = Next(small, square, 0.1128172f);
        small = Next(small, square, -0.37612486f);
        small = Next(small, square, 0.12837915f);
        small = MultiplyAdd(small, size, size);

        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(4f), size);
        Vector512<float> large = Vector512.Create(-1.1526679e-05f);
        large = Next(large, bounded, 0.0003257627f);
        large = Next(large, bounded, -0.0036545002f);
        large = Next(large, bounded, 0.023787554f);
        large = Next(large, bounded, -0.106266506f);
        large = Next(large, bounded, -0.6351334f);
        large = Next(large, bounded, -0.12865292f);
        large = Vector512<float>.One - ExpBounded(MultiplyAdd(large, bounded, -bounded));
        return WithSign(Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.9277f)), small, large), x);
    }

    [MethodImpl(Inlining)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        Vector512<double> size = Vector512.Abs(x);
        Vector512<double> square = x * x;
        Vector512<double> fourth = square * square;
        Vector512<double> smallOdd = Vector512.Create(-1.5692389782995995e-07);
        smallOdd = Next(smallOdd, fourth, -1.4921859343120589e-05);
        smallOdd = Next(smallOdd, fourth, -0.0008548323403572861);
        smallOdd = Next(smallOdd, fourth, -0.02686617064002989);
        smallOdd = Next(smallOdd, fourth, -0.37612638903183315);
        Vector512<double> small = Vector512.Create(1.0662668427750508e-08);
        small = Next(small, fourth, 1.6398394186015156e-06);
        small = Next(small, fourth, 0.00012055187116580584);
        small = Next(small, fourth, 0.005223977569258086);
        small = Next(small, fourth, 0.11283791670931306);
        small = Next(small, fourth, 0.12837916709551256);
        small = MultiplyAdd(smallOdd, square, small);
        small = MultiplyAdd(small, size, size);

        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(6.0), size);
        Vector512<double> boundedSquare = bounded * bounded;
        Vector512<double> largeOdd = Vector512.Create(1.876267552289631e-12);
        largeOdd = Next(largeOdd, boundedSquare, 1.6556860669988857e-09);
        largeOdd = Next(largeOdd, boundedSquare, 1.8474251616653083e-07);
        largeOdd = Next(largeOdd, boundedSquare, 5.9054309687083516e-06);
        largeOdd = Next(largeOdd, boundedSquare, 6.0461429851000574e-05);
        largeOdd = Next(largeOdd, boundedSquare, 1.537094995616733e-05);
        largeOdd = Next(largeOdd, boundedSquare, -0.0016750796862426418);
        largeOdd = Next(largeOdd, boundedSquare, 0.019131904332557115);
        largeOdd = Next(largeOdd, boundedSquare, -0.6366196632976816);
        Vector512<double> large = Vector512.Create(-8.142294540947149e-11);
        large = Next(large, boundedSquare, -2.095564148277e-08);
        large = Next(large, boundedSquare, -1.2002629723032133e-06);
        large = Next(large, boundedSquare, -2.2065310460041684e-05);
        large = Next(large, boundedSquare, -0.0001044769893968007);
        large = Next(large, boundedSquare, 0.0005566009243667754);
        large = Next(large, boundedSquare, 0.00019914439502491445);
        large = Next(large, boundedSquare, -0.10277340380916744);
        large = Next(large, boundedSquare, -1.1283791734030661);
        large = MultiplyAdd(largeOdd, bounded, large);
        large = Vector512<double>.One - Exp(large * bounded);
        return WithSign(Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.85)), small, large), x);
    }
}
