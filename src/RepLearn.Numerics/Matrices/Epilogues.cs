using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// What a product does with its sums in registers before it stores them. It is a type argument, so that it costs neither a pass over memory
/// nor a call. Only a few instructions fit beside the accumulators of a tile: with an exponential, the compiler runs out of registers and
/// the product takes several times as long.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe interface IEpilogue
{
    /// <summary>What is stored in place of the sums.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="TLanes">The vector's arithmetic.</typeparam>
    /// <param name="sums">Neighbouring elements of one row of the product.</param>
    /// <param name="operand">The epilogue's operand at the first of these elements; a whole vector is readable.</param>
    static abstract TVector Apply<T, TVector, TLanes>(TVector sums, T* operand)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T>;
}

/// <summary>C = A B: the sums as they are; the operand is not read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct NoEpilogue : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<T, TVector, TLanes>(TVector sums, T* operand)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T> => sums;
}

/// <summary>C = A B + operand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct AddBias : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<T, TVector, TLanes>(TVector sums, T* operand)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T> => TLanes.Add(sums, TLanes.Load(operand));
}

/// <summary>C = max(A B + operand, 0), where NaN stays NaN.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct AddBiasRelu : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<T, TVector, TLanes>(TVector sums, T* operand)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T> => TLanes.Max(TLanes.Add(sums, TLanes.Load(operand)), TLanes.Zero);
}

/// <summary>C = A B where the operand is above 0, else 0: a gradient on its way back through max(x, 0), whose result the operand is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct KeepWherePositive : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<T, TVector, TLanes>(TVector sums, T* operand)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T> => TLanes.KeepWherePositive(sums, TLanes.Load(operand));
}
