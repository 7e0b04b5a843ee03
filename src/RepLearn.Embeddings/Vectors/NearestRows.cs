using System.Numerics;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// The rows with the largest keys of those offered, as a heap whose root is the worst of them. Of equal keys the lower row is
/// the better, so that what is kept does not depend on the order or the threads in which rows come.
/// </summary>
internal sealed class NearestRows<TKey>(int capacity)
    where TKey : unmanaged, IBinaryFloatingPointIeee754<TKey>
{
    private readonly TKey[] _keys = new TKey[capacity];
    private readonly int[] _rows = new int[capacity];

    public int Count { get; private set; }

    /// <summary>A key that is not above this cannot enter, if rows come in rising order.</summary>
    public TKey Threshold { get; private set; } = TKey.NegativeInfinity;

    public void Offer(TKey key, int row)
    {
        if (Count < capacity)
        {
            RiseFrom(Count++, key, row);
        }
        else if (capacity > 0 && IsWorse(_keys[0], _rows[0], key, row))
        {
            SinkFrom(0, key, row);
        }

        Threshold = Count == capacity && capacity > 0 ? _keys[0] : Threshold;
    }

    /// <summary>Adds the rows of another heap.</summary>
    public void Merge(NearestRows<TKey> other)
    {
        for (int index = 0; index < other.Count; index++)
        {
            Offer(other._keys[index], other._rows[index]);
        }
    }

    /// <summary>Empties the heap, the best row first.</summary>
    public (int Row, TKey Key)[] Drain()
    {
        var ranked = new (int, TKey)[Count];
        while (Count > 0)
        {
            Count--;
            ranked[Count] = (_rows[0], _keys[0]);
            SinkFrom(0, _keys[Count], _rows[Count]);
        }

        Threshold = TKey.NegativeInfinity;
        return ranked;
    }

    private static bool IsWorse(TKey key, int row, TKey otherKey, int otherRow) =>
        key < otherKey || (key == otherKey && row > otherRow);

    private void RiseFrom(int place, TKey key, int row)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!IsWorse(key, row, _keys[parent], _rows[parent]))
            {
                break;
            }

            (_keys[place], _rows[place]) = (_keys[parent], _rows[parent]);
            place = parent;
        }

        (_keys[place], _rows[place]) = (key, row);
    }

    private void SinkFrom(int place, TKey key, int row)
    {
        for (int child = 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && IsWorse(_keys[child + 1], _rows[child + 1], _keys[child], _rows[child]))
            {
                child++;
            }

            if (!IsWorse(_keys[child], _rows[child], key, row))
            {
                break;
            }

            (_keys[place], _rows[place]) = (_keys[child], _rows[child]);
            place = child;
        }

        (_keys[place], _rows[place]) = (key, row);
    }
}
