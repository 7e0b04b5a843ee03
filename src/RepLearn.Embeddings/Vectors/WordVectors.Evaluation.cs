using RepLearn.Embeddings.Evaluation;
using RepLearn.Embeddings.Vectors;

namespace RepLearn.Embeddings;

// What the vectors are worth, by questions that people answered.
public sealed partial class WordVectors
{
    // Questions asked at once: enough to read the table seldom, few enough to bound the memory.
    private const int QuestionBatch = 1024;

    /// <summary>
    /// Compares the cosines of pairs with people's judgements, as gensim's <c>evaluate_word_pairs</c> does. A word without a row of
    /// its own counts as unknown, also where the model could make a vector from its parts.
    /// </summary>
    /// <param name="pairs">The pairs, for example from <see cref="WordPair.ReadFile"/>.</param>
    /// <param name="options">Which words take part; the defaults if not given.</param>
    /// <exception cref="ArgumentException">A judgement is not a number.</exception>
    public WordPairResult Evaluate(IReadOnlyList<WordPair> pairs, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var known = new KnownWords(this, options ?? new EvaluationOptions());
        var judgements = new List<double>(pairs.Count);
        var cosines = new List<double>(pairs.Count);
        var unknown = new List<WordPair>();
        foreach (WordPair pair in pairs)
        {
            if (double.IsNaN(pair.Score))
            {
                throw new ArgumentException($"Expected judgements that can be ordered, but that of '{pair.First}' and '{pair.Second}' is not a number.", nameof(pairs));
            }

            if (known.TryGetRow(pair.First, out int first) && known.TryGetRow(pair.Second, out int second))
            {
                judgements.Add(pair.Score);
                cosines.Add(VectorProducts.Cosine(this[first], this[second]));
            }
            else
            {
                unknown.Add(pair);
            }
        }

        return new WordPairResult(RankCorrelation.Spearman([.. judgements], [.. cosines]), judgements.Count, unknown);
    }

    /// <summary>
    /// Asks analogies and counts how often the best answer is the expected word, as gensim's <c>evaluate_word_analogies</c> does. The three
    /// given words are not among the answers.
    /// </summary>
    /// <param name="sections">The questions, for example from <see cref="AnalogySection.ReadFile"/>.</param>
    /// <param name="rule">How answers are ranked.</param>
    /// <param name="options">Which words take part; the defaults if not given.</param>
    /// <exception cref="ArgumentException">A section or its questions are null.</exception>
    public AnalogyResult Evaluate(
        IReadOnlyList<AnalogySection> sections, AnalogyRule rule = AnalogyRule.Add, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var known = new KnownWords(this, options ?? new EvaluationOptions());
        return new AnalogyResult([.. sections.Select((section, index) => section?.Questions is not null
            ? Ask(section, known, rule)
            : throw new ArgumentException($"Expected sections with questions, but section {index} is null, or its questions are.", nameof(sections)))]);
    }

    private static AnalogyScore Ask(AnalogySection section, KnownWords known, AnalogyRule rule)
    {
        var asked = new List<AnalogyQuestion>(section.Questions.Count);
        foreach (AnalogyQuestion question in section.Questions)
        {
            if (known.Spelling(question.A) is { } a && known.Spelling(question.B) is { } b
                && known.Spelling(question.C) is { } c && known.Spelling(question.Expected) is { } expected)
            {
                asked.Add(new AnalogyQuestion(a, b, c, expected));
            }
        }

        int right = asked.Chunk(QuestionBatch).Sum(batch => CountRight(batch, known, rule));
        return new AnalogyScore(section.Name, right, asked.Count, section.Questions.Count - asked.Count);
    }

    private static int CountRight(AnalogyQuestion[] questions, KnownWords known, AnalogyRule rule)
    {
        // Other spellings of the given words do not count as answers either: the best of one more than these are is no such spelling.
        int most = 1 + questions.Max(question => known.SpellingsOf(question.A) + known.SpellingsOf(question.B) + known.SpellingsOf(question.C));
        Neighbour[][] answers = known.Vectors.AnalogyBatch(Array.ConvertAll(questions, question => (question.A, question.B, question.C)), most, rule);
        int right = 0;
        for (int index = 0; index < questions.Length; index++)
        {
            AnalogyQuestion question = questions[index];
            string? answer = answers[index].Select(neighbour => neighbour.Word).FirstOrDefault(word => !IsGiven(word, question, known.Comparer));
            right += answer is not null && known.Comparer.Equals(answer, question.Expected) ? 1 : 0;
        }

        return right;
    }

    private static bool IsGiven(string word, AnalogyQuestion question, IEqualityComparer<string> comparer) =>
        comparer.Equals(word, question.A) || comparer.Equals(word, question.B) || comparer.Equals(word, question.C);
}
