using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Runtime;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// The rows of each word of a vocabulary when words have n-grams: its own and its n-grams', as
/// <see cref="HashedGrams"/> numbers them.
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
        HashedGrams.Add(word, _info.SubwordMinimum, _info.SubwordMaximum, _info.Buckets, _words, rows);
}
