using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary.Kernels;

// Angles less their whole quarter turns. Products must not be rounded here, so multiply-add is fused even where that
// takes software.
internal static partial class Elementary512
{
    private const double QuarterTurn = Math.PI / 2;
    private const double QuarterTurnRest = 6.123233995736766e-17;

    // pi/2 in three parts, the first of 33 bits: its product with a number of quarter turns up to 2^20, or the
    // difference from an angle that is near it, is exact.
    private const double QuarterTurn1 = 1.57079632673412561417;
    private const double QuarterTurn2 = 6.077100506506192e-11;
    private const double QuarterTurn3 = 3.5215598651832e-27;

    // Above these the number of quarter turns does not fit; a library call a lane does what almost nobody needs.
    private const float SingleAngleLimit = 1e15f;
    private const double DoubleAngleLimit = 1073741824.0;

    // Through double, where a float's angle up to 1e15 keeps more bits than a float holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceAngle(Vector512<float> x, out Vector512<int> quadrant)
    {
        Vector512<double> lower = ReduceAngle(Vector512.WidenLower(x), out Vector512<long> lowerQuadrant);
        Vector512<double> upper = ReduceAngle(Vector512.WidenUpper(x), out Vector512<long> upperQuadrant);
        quadrant = Vector512.Narrow(lowerQuadrant, upperQuadrant);
        return Vector512.Narrow(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceAngle(Vector512<double> x, out Vector512<long> quadrant)
    {
        Vector512<double> rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(2 / Math.PI), Vector512.Create(DoubleRounder));
        Vector512<double> turns = Vector512.Create(DoubleRounder) - rounded;
        quadrant = rounded.AsInt64();
        Vector512<double> r = Vector512.FusedMultiplyAdd(turns, Vector512.Create(QuarterTurn), x);
        return Vector512.FusedMultiplyAdd(turns, Vector512.Create(QuarterTurnRest), r);
    }

    // In two parts, since an angle near a multiple of pi/2 leaves little of itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceAngle(Vector512<double> x, out Vector512<double> lower, out Vector512<long> quadrant)
    {
        Vector512<double> rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(2 / Math.PI), Vector512.Create(DoubleRounder));
        Vector512<double> turns = Vector512.Create(DoubleRounder) - rounded;
        quadrant = rounded.AsInt64();

        Vector512<double> first = Vector512.FusedMultiplyAdd(turns, Vector512.Create(QuarterTurn1), x);
        Vector512<double> product = turns * Vector512.Create(QuarterTurn2);
        Vector512<double> lost = Vector512.FusedMultiplyAdd(turns, Vector512.Create(QuarterTurn2), -product);

        // Knuth's exact sum of two numbers of any size.
        Vector512<double> sum = first + product;
        Vector512<double> part = sum - first;
        lost += (first - (sum - part)) + (product - part);
        lost = Vector512.FusedMultiplyAdd(turns, Vector512.Create(QuarterTurn3), lost);
        Vector512<double> r = sum + lost;
        lower = sum - r + lost;
        return r;
    }
}
