namespace RepLearn.Data;

/// <summary>
/// Random orders that depend on a seed alone: the same on every machine and in every version, which
/// <see cref="Random"/> does not promise.
/// </summary>
public static class SeededOrder
{
    /// <summary>The numbers from 0 to <paramref name="count"/> − 1 in a random order (Fisher–Yates).</summary>
    /// <param name="count">How many numbers; at least 0.</param>
    /// <param name="seed">Decides the order.</param>
    public static int[] Permutation(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        ulong state = seed;
        for (int index = 0; index < count; index++)
        {
            // The high half of a 64 by 64 bit product maps a draw to 0..index; the bias is below 2⁻³².
            int other = (int)Math.BigMul(Next(ref state), (ulong)index + 1, out _);
            order[index] = order[other];
            order[other] = index;
        }

        return order;
    }

    /// <summary>
    /// Positions of <paramref name="count"/> examples with the classes in equal numbers as far as there are enough of
    /// each: classes take turns, each giving its next example in a random order.
    /// </summary>
    /// <param name="labels">The class of each example.</param>
    /// <param name="count">How many to choose; at most the number of examples.</param>
    /// <param name="seed">Decides the choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">More are wanted than there are.</exception>
    public static int[] Stratified(ReadOnlySpan<int> labels, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, labels.Length);
        var queues = new SortedDictionary<int, Queue<int>>();
        foreach (int position in Permutation(labels.Length, seed))
        {
            if (!queues.TryGetValue(labels[position], out Queue<int>? queue))
            {
                queues.Add(labels[position], queue = new Queue<int>());
            }

            queue.Enqueue(position);
        }

        var chosen = new int[count];
        int taken = 0;
        while (taken < count)
        {
            foreach (Queue<int> queue in queues.Values)
            {
                if (taken < count && queue.TryDequeue(out int position))
                {
                    chosen[taken++] = position;
                }
            }
        }

        return chosen;
    }

    // SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
