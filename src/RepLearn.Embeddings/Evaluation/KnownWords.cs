namespace RepLearn.Embeddings.Evaluation;

/// <summary>The rows of the words that an evaluation may use.</summary>
internal sealed class KnownWords
{
    private readonly Dictionary<string, int> _rows;
    private readonly int[] _spellings;

    public KnownWords(WordVectors vectors, EvaluationOptions options)
    {
        Vectors = vectors.First(options.MostFrequent);
        Comparer = options.IgnoreCase ? new CaseBlind() : StringComparer.Ordinal;
        _rows = new Dictionary<string, int>(Vectors.Count, Comparer);
        _spellings = new int[Vectors.Count];
        for (int row = 0; row < Vectors.Count; row++)
        {
            _rows.TryAdd(Vectors.Words[row], row);
            _spellings[_rows[Vectors.Words[row]]]++;
        }
    }

    /// <summary>The vectors of those words alone.</summary>
    public WordVectors Vectors { get; }

    /// <summary>Which words are the same.</summary>
    public IEqualityComparer<string> Comparer { get; }

    /// <summary>Looks for a word's row; null, as in a default question, has none.</summary>
    public bool TryGetRow(string? word, out int row) => _rows.TryGetValue(word ?? "", out row);

    /// <summary>How many rows have words that are the same as a known one.</summary>
    public int SpellingsOf(string word) => _spellings[_rows[word]];

    /// <summary>The word as the table spells it; null where there is none.</summary>
    public string? Spelling(string? word) => TryGetRow(word, out int row) ? Vectors.Words[row] : null;
}
