using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Matrices;

/// <summary>Vectors of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes128<T> : ILanes<Vector128<T>, T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public static int Width => Vector128<T>.Count;

    /// <inheritdoc/>
    public static bool HasManyRegisters => AdvSimd.IsSupported || Avx512F.VL.IsSupported;

    /// <inheritdoc/>
    public static Vector128<T> Zero => Vector128<T>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> value, T* target) => value.Store(target);

    /// <inheritdoc/>
    public static void StoreFirst(Vector128<T> value, T* target, int count)
    {
        if (count == Width)
        {
            value.Store(target);
        }
        else if (count >= 2)
        {
            // Two or three floats. The element index is a constant, because a variable one goes through memory.
            Unsafe.WriteUnaligned(target, value.AsInt64().ToScalar());
            if (count == 3)
            {
                target[2] = value.GetElement(2);
            }
        }
        else if (count == 1)
        {
            target[0] = value.ToScalar();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> KeepFirst(Vector128<T> value, int count)
    {
        if (typeof(T) == typeof(float))
        {
            return value & Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>();
        }

        return value & Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> left, Vector128<T> right) => Vector128.Max(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> KeepWherePositive(Vector128<T> value, Vector128<T> condition) =>
        value & Vector128.GreaterThan(condition, Vector128<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IsAboveOrNaN(Vector128<T> value, Vector128<T> bound) => Vector128.GreaterThan(value, bound) | ~Vector128.Equals(value, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AreEqual(Vector128<T> left, Vector128<T> right) => Vector128.Equals(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> condition, Vector128<T> then, Vector128<T> otherwise) => Vector128.ConditionalSelect(condition, then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector128.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        return Vector128.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector128<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<float> four = value.AsSingle();
            Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
            return (two + Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).As<float, T>().ToScalar();
        }

        Vector128<double> pair = value.AsDouble();
        return (pair + Vector128.Shuffle(pair, Vector128.Create(1L, 0L))).As<double, T>().ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SumFour(Vector128<T> v0, Vector128<T> v1, Vector128<T> v2, Vector128<T> v3, out Vector128<T> behind)
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            // Transposed on the way: lane i of the result belongs to vector i.
            behind = default;
            Vector128<float> two01 = Sse.UnpackLow(v0.AsSingle(), v1.AsSingle()) + Sse.UnpackHigh(v0.AsSingle(), v1.AsSingle());
            Vector128<float> two23 = Sse.UnpackLow(v2.AsSingle(), v3.AsSingle()) + Sse.UnpackHigh(v2.AsSingle(), v3.AsSingle());
            return (Sse.MoveLowToHigh(two01, two23) + Sse.MoveHighToLow(two23, two01)).As<float, T>();
        }

        if (typeof(T) == typeof(float))
        {
            behind = default;
            return Vector128.Create([Sum(v0), Sum(v1), Sum(v2), Sum(v3)]);
        }

        behind = Vector128.Create([Sum(v2), Sum(v3)]);
        return Vector128.Create([Sum(v0), Sum(v1)]);
    }
}
