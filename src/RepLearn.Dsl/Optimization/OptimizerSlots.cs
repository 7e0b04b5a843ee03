using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary>Keeps running means and velocities from decaying into subnormal numbers, on which arithmetic is many times slower.</summary>
internal static class OptimizerSlots
{
    public const double FloatSmallestNormal = 1.1754943508222875e-38;

    // Slots are multiplied by rates and shares, so they become 0 while these products are still normal numbers.
    private const double Margin = 1 << 24;

    /// <summary>The smallest normal number.</summary>
    public static T SmallestNormal<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateChecked(typeof(T) == typeof(float) ? FloatSmallestNormal : 2.2250738585072014e-308);

    /// <summary>The smallest value that is kept where it is multiplied by small numbers later.</summary>
    public static T Smallest<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SmallestNormal<T>() * T.CreateChecked(Margin);

    /// <summary>Zero in place of smaller values; NaN stays, for the caller to see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> OrZero<T>(Vector512<T> values, T smallest)
        where T : unmanaged =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(values), Vector512.Create(smallest)), Vector512<T>.Zero, values);
}
