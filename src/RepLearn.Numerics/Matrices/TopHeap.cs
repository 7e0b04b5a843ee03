using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The k largest values of a row that comes in pieces, from left to right: a heap with the smallest of them on top. Of equal values those further
/// left are larger. NaN is larger than any number, so that it is never hidden; −∞ is never chosen.
/// </summary>
internal static unsafe class TopHeap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes what is large enough from the next piece of the row.</summary>
    /// <param name="piece">The values.</param>
    /// <param name="length">Their number.</param>
    /// <param name="first">The column of the first.</param>
    /// <param name="k">The most values that are kept.</param>
    /// <param name="size">Values that are kept.</param>
    /// <param name="values">The kept values.</param>
    /// <param name="columns">Their columns.</param>
    public static void Offer(T* piece, int length, int first, int k, ref int size, T* values, int* columns)
    {
        // Few are above the smallest of those that are kept.
        int place = 0;
        for (; place + Vector512<T>.Count <= length; place += Vector512<T>.Count)
        {
            Vector512<T> least = Vector512.Create(size < k ? T.NegativeInfinity : values[0]);
            ulong above = ~Vector512.LessThanOrEqual(Vector512.Load(piece + place), least).ExtractMostSignificantBits() & Lanes;
            for (; above != 0; above &= above - 1)
            {
                int lane = BitOperations.TrailingZeroCount(above);
                Offer(piece[place + lane], first + place + lane, k, ref size, values, columns);
            }
        }

        for (; place < length; place++)
        {
            if (!T.IsNegativeInfinity(piece[place]))
            {
                Offer(piece[place], first + place, k, ref size, values, columns);
            }
        }
    }

    /// <summary>Writes the columns in ascending order, and −1 where fewer than k values were kept. The heap is gone afterwards.</summary>
    public static void Finish(int k, int size, int* columns, T* target)
    {
        new Span<int>(columns, size).Sort();
        for (int place = 0; place < k; place++)
        {
            target[place] = place < size ? T.CreateTruncating(columns[place]) : T.NegativeOne;
        }
    }

    private static ulong Lanes => (1UL << Vector512<T>.Count) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSmaller(T left, T right) => left < right || (T.IsNaN(right) && !T.IsNaN(left));

    private static bool IsSmaller(T left, int leftColumn, T right, int rightColumn) =>
        IsSmaller(left, right) || (leftColumn > rightColumn && !IsSmaller(right, left));

    private static void Offer(T value, int column, int k, ref int size, T* values, int* columns)
    {
        if (size < k)
        {
            Rise(size++, value, column, values, columns);
        }
        else if (IsSmaller(values[0], value))
        {
            // What comes later is further right, and so no larger than an equal one.
            Sink(value, column, k, values, columns);
        }
    }

    private static void Rise(int place, T value, int column, T* values, int* columns)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!IsSmaller(value, column, values[parent], columns[parent]))
            {
                break;
            }

            values[place] = values[parent];
            columns[place] = columns[parent];
            place = parent;
        }

        values[place] = value;
        columns[place] = column;
    }

    private static void Sink(T value, int column, int k, T* values, int* columns)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= k)
            {
                break;
            }

            if (child + 1 < k && IsSmaller(values[child + 1], columns[child + 1], values[child], columns[child]))
            {
                child++;
            }

            if (!IsSmaller(values[child], columns[child], value, column))
            {
                break;
            }

            values[place] = values[child];
            columns[place] = columns[child];
            place = child;
        }

        values[place] = value;
        columns[place] = column;
    }
}
