using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Matrices;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<Vector512<T>, T>
    where T : unmanaged
{
    public static int Width => Vector512<T>.Count;

    public static bool HasManyRegisters => true;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, T* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void StoreFirst(Vector512<T> value, T* target, int count)
    {
        if (count == Width)
        {
            value.Store(target);
        }
        else if (Avx512F.IsSupported && typeof(T) == typeof(float))
        {
            Avx512F.MaskStore((float*)target, FirstLanes(count).AsSingle(), value.AsSingle());
        }
        else if (count >= Lanes256<T>.Width)
        {
            value.GetLower().Store(target);
            Lanes256<T>.StoreFirst(value.GetUpper(), target + Lanes256<T>.Width, count - Lanes256<T>.Width);
        }
        else
        {
            Lanes256<T>.StoreFirst(value.GetLower(), target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> KeepFirst(Vector512<T> value, int count)
    {
        if (typeof(T) == typeof(float))
        {
            return value & FirstLanes(count).As<int, T>();
        }

        return value & Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> left, Vector512<T> right) => Vector512.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> KeepWherePositive(Vector512<T> value, Vector512<T> condition) =>
        value & Vector512.GreaterThan(condition, Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsAboveOrNaN(Vector512<T> value, Vector512<T> bound) => Vector512.GreaterThan(value, bound) | ~Vector512.Equals(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AreEqual(Vector512<T> left, Vector512<T> right) => Vector512.Equals(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> condition, Vector512<T> then, Vector512<T> otherwise) => Vector512.ConditionalSelect(condition, then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        return Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> value) => Lanes256<T>.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SumFour(Vector512<T> v0, Vector512<T> v1, Vector512<T> v2, Vector512<T> v3, out Vector128<T> behind) =>
        Lanes256<T>.SumFour(
            v0.GetLower() + v0.GetUpper(), v1.GetLower() + v1.GetUpper(), v2.GetLower() + v2.GetUpper(), v3.GetLower() + v3.GetUpper(), out behind);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> FirstLanes(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count));
}
