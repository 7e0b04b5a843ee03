using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary><c>θ − α (s g + λ θ)</c></summary>
internal readonly struct SgdRule<T>(T gradientScale, T weightDecay, T learningRate) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> parameters, Vector512<T> gradients, ref Vector512<T> first, ref Vector512<T> second) =>
        parameters - (((gradients * gradientScale) + (parameters * weightDecay)) * learningRate);
}

/// <summary><c>b ← μ b + s g + λ θ</c>, then <c>θ − α b</c></summary>
internal readonly struct MomentumRule<T>(T gradientScale, T weightDecay, T learningRate, T momentum) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> parameters, Vector512<T> gradients, ref Vector512<T> first, ref Vector512<T> second)
    {
        first = (first * momentum) + ((gradients * gradientScale) + (parameters * weightDecay));
        return parameters - (first * learningRate);
    }
}

/// <summary><c>d = s g + λ θ</c>, <c>b ← μ b + d</c>, then <c>θ − α (d + μ b)</c></summary>
internal readonly struct NesterovRule<T>(T gradientScale, T weightDecay, T learningRate, T momentum) : IUpdateRule<T>
    where T : unmanaged
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> parameters, Vector512<T> gradients, ref Vector512<T> first, ref Vector512<T> second)
    {
        Vector512<T> direction = (gradients * gradientScale) + (parameters * weightDecay);
        first = (first * momentum) + direction;
        return parameters - ((direction + (first * momentum)) * learningRate);
    }
}
