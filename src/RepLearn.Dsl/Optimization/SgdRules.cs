using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary><c>θ − α (s g + λ θ)</c></summary>
internal readonly struct SgdRule<T>(T gradientScale, T weightDecay, T learningRate) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 0;

    public Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first) => first;

    public Vector512<T> Second(Vector512<T> gradients, Vector512<T> second) => second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second) =>
        parameters - (((gradients * gradientScale) + (parameters * weightDecay)) * learningRate);
}

/// <summary><c>b ← μ b + s g + λ θ</c>, then <c>θ − α b</c></summary>
internal readonly struct MomentumRule<T>(T gradientScale, T weightDecay, T learningRate, T momentum, T smallest) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first) =>
        OptimizerSlots.OrZero((first * momentum) + ((gradients * gradientScale) + (parameters * weightDecay)), smallest);

    public Vector512<T> Second(Vector512<T> gradients, Vector512<T> second) => second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second) =>
        parameters - (first * learningRate);
}

/// <summary><c>d = s g + λ θ</c>, <c>b ← μ b + d</c>, then <c>θ − α (d + μ b)</c></summary>
internal readonly struct NesterovRule<T>(T gradientScale, T weightDecay, T learningRate, T momentum, T smallest) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first) =>
        OptimizerSlots.OrZero((first * momentum) + ((gradients * gradientScale) + (parameters * weightDecay)), smallest);

    public Vector512<T> Second(Vector512<T> gradients, Vector512<T> second) => second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second) =>
        parameters - ((((gradients * gradientScale) + (parameters * weightDecay)) + (first * momentum)) * learningRate);
}
