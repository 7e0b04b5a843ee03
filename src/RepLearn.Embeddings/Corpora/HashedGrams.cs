namespace RepLearn.Embeddings.Corpora;

/// <summary>
/// The character n-grams of a word, hashed into buckets as fastText does (facebookresearch/fastText, dictionary.cc: <c>hash</c> and
/// <c>computeSubwords</c>).
/// </summary>
internal static class HashedGrams
{
    /// <summary>Adds the rows of a word's n-grams, in the order of their first characters and then their lengths.</summary>
    /// <param name="word">The word in UTF-8.</param>
    /// <param name="minimum">The fewest characters of an n-gram.</param>
    /// <param name="maximum">The most.</param>
    /// <param name="buckets">The number of buckets, each of which has a row.</param>
    /// <param name="firstRow">The first bucket's row.</param>
    /// <param name="rows">Takes the rows.</param>
    public static void Add(ReadOnlySpan<byte> word, int minimum, int maximum, int buckets, int firstRow, List<int> rows)
    {
        Span<byte> bounded = word.Length <= 254 ? stackalloc byte[word.Length + 2] : new byte[word.Length + 2];
        bounded[0] = (byte)'<';
        word.CopyTo(bounded[1..]);
        bounded[^1] = (byte)'>';
        for (int start = 0; start < bounded.Length; start++)
        {
            if (IsContinuation(bounded[start]))
            {
                continue;
            }

            int end = start;
            for (int characters = 1; end < bounded.Length && characters <= maximum; characters++)
            {
                end++;
                while (end < bounded.Length && IsContinuation(bounded[end]))
                {
                    end++;
                }

                // A bound alone says nothing of the word.
                bool isBound = characters == 1 && (start == 0 || end == bounded.Length);
                if (characters >= minimum && !isBound)
                {
                    rows.Add(firstRow + (int)(Hash(bounded[start..end]) % (uint)buckets));
                }
            }
        }
    }

    /// <summary>FNV-1a with bytes taken as signed, as fastText has it.</summary>
    public static uint Hash(ReadOnlySpan<byte> gram)
    {
        uint hash = 2166136261;
        foreach (byte value in gram)
        {
            hash = unchecked((hash ^ (uint)(sbyte)value) * 16777619);
        }

        return hash;
    }

    // Characters of UTF-8 begin anywhere but at bytes 10xxxxxx.
    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
