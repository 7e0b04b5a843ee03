using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Elementary;

/// <summary>
/// What generated loops do with the lanes of one 512-bit vector: 16 values of <see cref="float"/> or 8 of
/// <see cref="double"/>, whatever width the hardware has. No other element type is served.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>
    /// Whether the hardware multiplies and adds with one rounding. A constant when code is compiled: without it,
    /// <see cref="MultiplyAdd{T}"/> rounds twice, since fusing in software costs fifty times more.
    /// </summary>
    internal static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <summary>
    /// <c>left * right + addend</c> in each lane, rounded once where <see cref="IsFused"/>. The choice depends on the
    /// hardware alone, never on how far a method has been optimised, so a machine always gives the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Fma.IsSupported || AdvSimd.IsSupported ? Vector512.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    /// <inheritdoc cref="MultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Fma.IsSupported || AdvSimd.IsSupported ? Vector512.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    /// <inheritdoc cref="MultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> left, Vector512<T> right, Vector512<T> addend)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return MultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        ExpectDouble<T>();
        return MultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    /// <summary>
    /// The sum of all lanes, always folded in the same tree: lane <c>i</c> meets lane <c>i + 8</c>, then
    /// <c>i + 4</c>, <c>i + 2</c> and <c>i + 1</c> (for <see cref="double"/> from <c>i + 4</c> on).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector512<T> value)
        where T : unmanaged
    {
        Vector256<T> half = value.GetLower() + value.GetUpper();
        Vector128<T> quarter = half.GetLower() + half.GetUpper();
        if (typeof(T) == typeof(float))
        {
            Vector128<float> four = quarter.AsSingle();
            Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
            return (T)(object)(two.ToScalar() + two.GetElement(1));
        }

        ExpectDouble<T>();
        return (T)(object)(quarter.AsDouble().ToScalar() + quarter.AsDouble().GetElement(1));
    }

    /// <summary>
    /// The lanes that lie inside a row; the others, whose <c>column + lane</c> is <paramref name="width"/> or more,
    /// become +0, even where they held NaN.
    /// </summary>
    /// <param name="value">A vector read at <paramref name="column"/> of a row.</param>
    /// <param name="column">The column of lane 0.</param>
    /// <param name="width">Columns in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Keep<T>(Vector512<T> value, int column, int width)
        where T : unmanaged
    {
        int live = width - column;
        return live >= Vector512<T>.Count ? value : value & Live<T>(live);
    }

    /// <summary>The lanes of <paramref name="value"/> that lie inside a row; the others are those of <paramref name="fill"/>.</summary>
    /// <param name="value">A vector read at <paramref name="column"/> of a row.</param>
    /// <param name="fill">What stands beyond the row.</param>
    /// <param name="column">The column of lane 0.</param>
    /// <param name="width">Columns in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> KeepOr<T>(Vector512<T> value, Vector512<T> fill, int column, int width)
        where T : unmanaged
    {
        int live = width - column;
        return live >= Vector512<T>.Count ? value : Vector512.ConditionalSelect(Live<T>(live), value, fill);
    }

    /// <summary>The largest lane; NaN where a lane is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(Vector512<T> value)
        where T : unmanaged
    {
        Vector256<T> half = Vector256.Max(value.GetLower(), value.GetUpper());
        Vector128<T> quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        if (typeof(T) == typeof(float))
        {
            Vector128<float> four = quarter.AsSingle();
            Vector128<float> two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            return (T)(object)Math.Max(two.ToScalar(), two.GetElement(1));
        }

        ExpectDouble<T>();
        return (T)(object)Math.Max(quarter.AsDouble().ToScalar(), quarter.AsDouble().GetElement(1));
    }

    /// <summary>The number of each lane's column.</summary>
    /// <param name="column">The column of lane 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Columns<T>(int column)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return (Vector512<float>.Indices + Vector512.Create((float)column)).As<float, T>();
        }

        ExpectDouble<T>();
        return (Vector512<double>.Indices + Vector512.Create((double)column)).As<double, T>();
    }

    /// <summary>
    /// Writes the lanes that lie inside a row to <c>target[column]</c> and on; memory from <c>target[width]</c> on is
    /// not touched.
    /// </summary>
    /// <param name="value">The vector whose lane 0 belongs to <paramref name="column"/>.</param>
    /// <param name="target">The row's first value.</param>
    /// <param name="column">The column of lane 0.</param>
    /// <param name="width">Columns in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> value, ref T target, int column, int width)
        where T : unmanaged
    {
        if (width - column >= Vector512<T>.Count)
        {
            value.StoreUnsafe(ref target, (nuint)column);
        }
        else
        {
            StorePart(value, ref Unsafe.Add(ref target, column), width - column);
        }
    }

    // All bits set in the lanes below the given number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Live<T>(int live)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(live)).As<int, T>();
        }

        ExpectDouble<T>();
        return Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)live)).As<long, T>();
    }

    // The binary digits of the number of live lanes say which pieces to write: a half, a quarter, two lanes, one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart<T>(Vector512<T> value, ref T target, int live)
        where T : unmanaged
    {
        if (live <= 0)
        {
            return;
        }

        Vector256<T> half = value.GetLower();
        if ((live & Vector256<T>.Count) != 0)
        {
            half.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, Vector256<T>.Count);
            half = value.GetUpper();
        }

        Vector128<T> quarter = half.GetLower();
        if ((live & Vector128<T>.Count) != 0)
        {
            quarter.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, Vector128<T>.Count);
            quarter = half.GetUpper();
        }

        for (int lane = 0; lane < (live & (Vector128<T>.Count - 1)); lane++)
        {
            Unsafe.Add(ref target, lane) = quarter.GetElement(lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpectDouble<T>()
    {
        if (typeof(T) != typeof(double))
        {
            ThrowElement(typeof(T));
        }
    }

    [DoesNotReturn]
    private static void ThrowElement(Type type) =>
        throw new NotSupportedException($"Lanes hold float or double, not {type}.");
}
