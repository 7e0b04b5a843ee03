using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary>
/// Applies another rule and sets parameters below the smallest normal number to 0: values that decay by a share of themselves in each step
/// end as subnormal numbers, on which arithmetic is many times slower.
/// </summary>
internal readonly struct NormalParameters<T, TRule>(TRule rule) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<T>
{
    private readonly T _smallest = OptimizerSlots.SmallestNormal<T>();

    public static int States => TRule.States;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first) => rule.First(parameters, gradients, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Second(Vector512<T> gradients, Vector512<T> second) => rule.Second(gradients, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second) =>
        OptimizerSlots.OrZero(rule.Parameters(parameters, gradients, first, second), _smallest);
}
