using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Random;

namespace RepLearn.Embeddings.Random;

/// <summary>Random bits in bulk as a function of (key, site, row) alone: words of Philox4x32-10 in a fixed order.</summary>
internal static class KeyedBits
{
    /// <summary>Words that are made at a time.</summary>
    public const int Block = 4 * Philox.Width;

    /// <summary>Fills words of a row from its first on.</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">What the bits are for.</param>
    /// <param name="row">The row, not negative.</param>
    /// <param name="words">Gets the words; a multiple of <see cref="Block"/>, at most 2^26.</param>
    public static void Fill(NoiseKey key, int site, int row, Span<uint> words)
    {
        for (int first = 0; first < words.Length; first += Block)
        {
            Vector512<ulong> word0 = Vector512.Create((ulong)NoiseCounter.First(site) + (ulong)(first / 4)) + Vector512<ulong>.Indices;
            Vector512<ulong> word1 = Vector512.Create((ulong)NoiseCounter.Second(site, row));
            Vector512<ulong> word2 = Vector512.Create((ulong)(uint)key.Step);
            Vector512<ulong> word3 = Vector512.Create(key.Step >> 32);
            Philox.Encrypt(ref word0, ref word1, ref word2, ref word3, key.Seed);
            ref uint target = ref words[first];
            Vector512.Narrow(word0, word1).StoreUnsafe(ref target);
            Vector512.Narrow(word2, word3).StoreUnsafe(ref Unsafe.Add(ref target, Vector512<uint>.Count));
        }
    }

    /// <summary>The least length that <see cref="Fill"/> takes for this many words.</summary>
    public static int LengthFor(int words) => (words + Block - 1) / Block * Block;
}
