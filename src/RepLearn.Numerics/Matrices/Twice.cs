using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>Two vectors side by side.</summary>
/// <param name="Lower">The first elements.</param>
/// <param name="Upper">The elements after them.</param>
internal readonly record struct Twice<TVector>(TVector Lower, TVector Upper)
    where TVector : struct;

/// <summary>
/// Two vectors used as one of twice the width. Sums along a row need the same number of lanes on all hardware, or their
/// bits would differ.
/// </summary>
internal readonly unsafe struct TwiceLanes<TVector, TLanes, T> : ILanes<Twice<TVector>, T>
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
    where T : unmanaged
{
    public static int Width => 2 * TLanes.Width;

    public static bool HasManyRegisters => false;

    public static Twice<TVector> Zero => new(TLanes.Zero, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> Load(T* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Twice<TVector> value, T* target)
    {
        TLanes.Store(value.Lower, target);
        TLanes.Store(value.Upper, target + TLanes.Width);
    }

    public static void StoreFirst(Twice<TVector> value, T* target, int count)
    {
        TLanes.StoreFirst(value.Lower, target, Math.Min(count, TLanes.Width));
        TLanes.StoreFirst(value.Upper, target + TLanes.Width, Math.Max(count - TLanes.Width, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> KeepFirst(Twice<TVector> value, int count) =>
        new(TLanes.KeepFirst(value.Lower, count), TLanes.KeepFirst(value.Upper, count - TLanes.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> Broadcast(T value) => new(TLanes.Broadcast(value), TLanes.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> Add(Twice<TVector> left, Twice<TVector> right) =>
        new(TLanes.Add(left.Lower, right.Lower), TLanes.Add(left.Upper, right.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> Max(Twice<TVector> left, Twice<TVector> right) =>
        new(TLanes.Max(left.Lower, right.Lower), TLanes.Max(left.Upper, right.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> KeepWherePositive(Twice<TVector> value, Twice<TVector> condition) =>
        new(TLanes.KeepWherePositive(value.Lower, condition.Lower), TLanes.KeepWherePositive(value.Upper, condition.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> IsAboveOrNaN(Twice<TVector> value, Twice<TVector> bound) =>
        new(TLanes.IsAboveOrNaN(value.Lower, bound.Lower), TLanes.IsAboveOrNaN(value.Upper, bound.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> AreEqual(Twice<TVector> left, Twice<TVector> right) =>
        new(TLanes.AreEqual(left.Lower, right.Lower), TLanes.AreEqual(left.Upper, right.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> Select(Twice<TVector> condition, Twice<TVector> then, Twice<TVector> otherwise) =>
        new(TLanes.Select(condition.Lower, then.Lower, otherwise.Lower), TLanes.Select(condition.Upper, then.Upper, otherwise.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TVector> MultiplyAdd(Twice<TVector> left, Twice<TVector> right, Twice<TVector> addend) =>
        new(TLanes.MultiplyAdd(left.Lower, right.Lower, addend.Lower), TLanes.MultiplyAdd(left.Upper, right.Upper, addend.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Twice<TVector> value) => TLanes.Sum(TLanes.Add(value.Lower, value.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SumFour(Twice<TVector> v0, Twice<TVector> v1, Twice<TVector> v2, Twice<TVector> v3, out Vector128<T> behind) =>
        TLanes.SumFour(
            TLanes.Add(v0.Lower, v0.Upper), TLanes.Add(v1.Lower, v1.Upper), TLanes.Add(v2.Lower, v2.Upper), TLanes.Add(v3.Lower, v3.Upper), out behind);
}
