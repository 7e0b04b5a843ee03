using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary;

/// <summary>Choices lane by lane, for <see cref="float"/> and <see cref="double"/>; comparisons with NaN are false.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Piecewise
{
    /// <summary><paramref name="then"/> where the condition is above 0, else <paramref name="otherwise"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select<T>(Vector512<T> condition, Vector512<T> then, Vector512<T> otherwise)
        where T : unmanaged =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(condition, Vector512<T>.Zero), then, otherwise);

    /// <summary>1 where the value is above 0, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Step<T>(Vector512<T> value)
        where T : unmanaged =>
        Vector512.GreaterThan(value, Vector512<T>.Zero) & Vector512<T>.One;

    /// <summary>1 where the value is above 0, −1 where it is below, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sign<T>(Vector512<T> value)
        where T : unmanaged =>
        Step(value) - (Vector512.LessThan(value, Vector512<T>.Zero) & Vector512<T>.One);

    /// <summary>1 in one lane, 0 in the others; 0 in all where there is no such lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Unit<T>(int lane)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? (Vector512.Equals(Vector512<int>.Indices, Vector512.Create(lane)) & Vector512<float>.One.AsInt32()).As<int, T>()
            : (Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)lane)) & Vector512<double>.One.AsInt64()).As<long, T>();
}
