using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Random;

/// <summary>Random orders that are a function of a key alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Permutation
{
    /// <summary>
    /// Puts the items in a random order, all orders equally likely: the Fisher–Yates shuffle on
    /// Philox4x32-10. Its draws are independent of those of <see cref="Noise"/> under the same key.
    /// </summary>
    /// <param name="key">The stream and step, for example a training run's seed and epoch.</param>
    /// <param name="items">What to shuffle; for a fresh order of rows, 0, 1, 2 and so on.</param>
    public static void Shuffle(NoiseKey key, Span<int> items)
    {
        Span<uint> words = stackalloc uint[4 * Philox.Width];
        int used = words.Length;
        uint block = 0;
        for (int last = items.Length - 1; last > 0; last--)
        {
            // Lemire, "Fast random integer generation in an interval", 2019: the upper half of word * bound is
            // unbiased once the few words whose lower half falls below 2^32 mod bound are thrown away.
            uint bound = (uint)last + 1;
            ulong product;
            do
            {
                if (used == words.Length)
                {
                    Refill(key, block++, words);
                    used = 0;
                }

                product = (ulong)words[used++] * bound;
            }
            while ((uint)product < bound && (uint)product < (uint)-(int)bound % bound);

            int chosen = (int)(product >> 32);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    // Rejections may carry a long shuffle past 2^24 counters, so the block's number is the counter's second word.
    private static void Refill(NoiseKey key, uint block, Span<uint> words)
    {
        Vector512<ulong> word0 = Vector512.Create((ulong)NoiseCounter.First(NoiseCounter.PermutationSite)) + Vector512<ulong>.Indices;
        Vector512<ulong> word1 = Vector512.Create((ulong)NoiseCounter.Second(NoiseCounter.PermutationSite, (int)block));
        Vector512<ulong> word2 = Vector512.Create((ulong)(uint)key.Step);
        Vector512<ulong> word3 = Vector512.Create(key.Step >> 32);
        Philox.Encrypt(ref word0, ref word1, ref word2, ref word3, key.Seed);
        Vector512.Narrow(word0, word1).CopyTo(words);
        Vector512.Narrow(word2, word3).CopyTo(words[(2 * Philox.Width)..]);
    }
}
