using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The arithmetic of one vector width, so that a kernel is written once. The vector type is an argument of its own: the
/// compiler keeps a plain vector in a register more reliably than a struct around one.
/// </summary>
/// <typeparam name="TVector">The vector, or a group of vectors that is used as one.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe interface ILanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements in a vector.</summary>
    static abstract int Width { get; }

    /// <summary>Whether 32 vector registers can be counted on, rather than 16.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>All elements zero.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads a vector from any address.</summary>
    static abstract TVector Load(T* source);

    /// <summary>Writes a vector to any address.</summary>
    static abstract void Store(TVector value, T* target);

    /// <summary>Writes the first <paramref name="count"/> elements, at most a vector, and nothing after them.</summary>
    static abstract void StoreFirst(TVector value, T* target, int count);

    /// <summary>The vector with all but the first <paramref name="count"/> elements replaced by zero.</summary>
    static abstract TVector KeepFirst(TVector value, int count);

    /// <summary>A vector of one value.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>The larger of each two elements; NaN if either is NaN, and +0 of two zeros if either is +0.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The elements of <paramref name="value"/> for which that of <paramref name="condition"/> is above 0, else 0.</summary>
    static abstract TVector KeepWherePositive(TVector value, TVector condition);

    /// <summary>All bits of each element of <paramref name="value"/> that is above that of <paramref name="bound"/>, or NaN.</summary>
    static abstract TVector IsAboveOrNaN(TVector value, TVector bound);

    /// <summary>All bits of each two elements that are equal.</summary>
    static abstract TVector AreEqual(TVector left, TVector right);

    /// <summary>The bits of <paramref name="then"/> where those of <paramref name="condition"/> are set, else of <paramref name="otherwise"/>.</summary>
    static abstract TVector Select(TVector condition, TVector then, TVector otherwise);

    /// <summary>
    /// left · right + addend, rounded once where the hardware can, and twice where it cannot: every width gives the same result on one
    /// machine.
    /// </summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The sum of the elements by halves: the upper half is added to the lower until one element is left.</summary>
    static abstract T Sum(TVector value);

    /// <summary>
    /// The sums of four vectors, each by the same halves as <see cref="Sum"/>: in one result as far as they fit, the others
    /// <paramref name="behind"/>.
    /// </summary>
    static abstract Vector128<T> SumFour(TVector v0, TVector v1, TVector v2, TVector v3, out Vector128<T> behind);
}
