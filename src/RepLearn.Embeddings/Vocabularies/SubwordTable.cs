using RepLearn.Embeddings.Runtime;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// The rows of each word of a vocabulary when words have n-grams: its own and its n-grams', which are hashed into buckets as
/// fastText does (facebookresearch/fastText, dictionary.cc: <c>hash</c> and <c>computeSubwords</c>).
/// </summary>
internal sealed class SubwordTable
{
    private readonly EmbeddingInfo _info;
    private readonly int _words;
    private readonly int[] _starts;
    private readonly int[] _rows;

    public SubwordTable(Vocabulary vocabulary, EmbeddingInfo info)
    {
        (_info, _words) = (info, vocabulary.Count);
        _starts = new int[vocabulary.Count + 1];
        var rows = new List<int>(16 * vocabulary.Count);
        for (int word = 0; word < vocabulary.Count; word++)
        {
            rows.Add(word);
            AddGrams(vocabulary.Utf8Of(word), rows);
            _starts[word + 1] = rows.Count;
        }

        _rows = [.. rows];
    }

    /// <summary>Rows of all words together.</summary>
    public int Length => _rows.Length;

    public long Bytes => sizeof(int) * ((long)_starts.Length + _rows.Length);

    /// <summary>A word's rows: its own, then its n-grams'.</summary>
    public ReadOnlySpan<int> RowsOf(int word) => _rows.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>The rows of a word's n-grams, in the order of their first characters and then their lengths.</summary>
    public void AddGrams(ReadOnlySpan<byte> word, List<int> rows) =>
        AddGrams(word, _info.SubwordMinimum, _info.SubwordMaximum, _info.Buckets, _words, rows);

    /// <summary>The same for any lengths and number of buckets, whose rows begin at a number.</summary>
    public static void AddGrams(ReadOnlySpan<byte> word, int minimum, int maximum, int buckets, int firstRow, List<int> rows)
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
    internal static uint Hash(ReadOnlySpan<byte> gram)
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
