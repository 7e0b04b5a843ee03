using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Matrices;

/// <summary>Vectors of 256 bits.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<Vector256<T>, T>
    where T : unmanaged
{
    public static int Width => Vector256<T>.Count;

    public static bool HasManyRegisters => Avx512F.VL.IsSupported;

    public static Vector256<T> Zero => Vector256<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, T* target) => value.Store(target);

    public static void StoreFirst(Vector256<T> value, T* target, int count)
    {
        if (count == Width)
        {
            value.Store(target);
        }
        else if (count >= Lanes128<T>.Width)
        {
            value.GetLower().Store(target);
            Lanes128<T>.StoreFirst(value.GetUpper(), target + Lanes128<T>.Width, count - Lanes128<T>.Width);
        }
        else
        {
            Lanes128<T>.StoreFirst(value.GetLower(), target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> KeepFirst(Vector256<T> value, int count)
    {
        if (typeof(T) == typeof(float))
        {
            return value & Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>();
        }

        return value & Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> left, Vector256<T> right) => Vector256.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> KeepWherePositive(Vector256<T> value, Vector256<T> condition) =>
        value & Vector256.GreaterThan(condition, Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IsAboveOrNaN(Vector256<T> value, Vector256<T> bound) => Vector256.GreaterThan(value, bound) | ~Vector256.Equals(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AreEqual(Vector256<T> left, Vector256<T> right) => Vector256.Equals(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> condition, Vector256<T> then, Vector256<T> otherwise) => Vector256.ConditionalSelect(condition, then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector256.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        return Vector256.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> value) => Lanes128<T>.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SumFour(Vector256<T> v0, Vector256<T> v1, Vector256<T> v2, Vector256<T> v3, out Vector128<T> behind) =>
        Lanes128<T>.SumFour(
            v0.GetLower() + v0.GetUpper(), v1.GetLower() + v1.GetUpper(), v2.GetLower() + v2.GetUpper(), v3.GetLower() + v3.GetUpper(), out behind);
}
