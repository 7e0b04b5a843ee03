namespace RepLearn.Embeddings;

/// <summary>Which words of the vectors take part in an evaluation, and how a question's words are found among them.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// The first words of the table, which in the order of a vocabulary are the most frequent ones; questions with others are not
    /// asked, and answers are sought among them alone. All by default.
    /// </summary>
    public int MostFrequent
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MostFrequent));
            field = value;
        }
    }

    = int.MaxValue;

    /// <summary>
    /// Whether capitals and small letters are the same: of words that differ in case alone the first of the table stands for all.
    /// True by default, since question files have capitals that most corpora lost.
    /// </summary>
    public bool IgnoreCase { get; init; } = true;
}
