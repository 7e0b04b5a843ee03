using RepLearn.Embeddings.Vectors;

namespace RepLearn.Embeddings;

// Searches over all words. Each is exact: a vector is left out only where it cannot be among the answers.
public sealed partial class WordVectors
{
    /// <summary>The words nearest to a word, itself left out, the nearest first.</summary>
    /// <param name="word">The word.</param>
    /// <param name="count">How many; fewer if there are no more words.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <exception cref="UnknownWordException">The word has no vector.</exception>
    public Neighbour[] MostSimilar(string word, int count = 10, Metric metric = Metric.Cosine) =>
        MostSimilarBatch([word], count, metric)[0];

    /// <summary>The words nearest to a vector, the nearest first.</summary>
    /// <param name="vector"><see cref="Dimension"/> finite values.</param>
    /// <param name="count">How many; fewer if there are no more words.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <exception cref="ArgumentException">The vector is of another length or has a value that is not finite.</exception>
    public Neighbour[] MostSimilar(ReadOnlySpan<float> vector, int count = 10, Metric metric = Metric.Cosine)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"Expected a vector of {Dimension} values, but got {vector.Length}.", nameof(vector));
        }

        ExpectFinite(vector, "the vector", nameof(vector));
        return MostSimilarBatch(vector, count, metric)[0];
    }

    /// <summary>
    /// The words with the largest cosine to the mean of the positive words' directions and the negated directions of the negative words;
    /// each vector is scaled to length 1 first. None of the given words is among the answers.
    /// </summary>
    /// <param name="positive">Words to be near to.</param>
    /// <param name="negative">Words to be far from.</param>
    /// <param name="count">How many; fewer if there are no more words.</param>
    /// <exception cref="ArgumentException">There are no words.</exception>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public Neighbour[] MostSimilar(IReadOnlyList<string> positive, IReadOnlyList<string> negative, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(negative);
        if (positive.Count + negative.Count == 0)
        {
            throw new ArgumentException("Expected at least one word, but got none.", nameof(positive));
        }

        var questions = new Questions(_table, Ranking.Cosine, 1);
        SetMean(questions[0], positive, negative);
        return Answer(questions, count, [[.. positive, .. negative]])[0];
    }

    /// <summary>The answers to "a is to b as c is to …?", the best first; the three words are not among them.</summary>
    /// <param name="a">For example <c>man</c>.</param>
    /// <param name="b">For example <c>king</c>.</param>
    /// <param name="c">For example <c>woman</c>.</param>
    /// <param name="count">How many; fewer if there are no more words.</param>
    /// <param name="rule">How answers are ranked.</param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public Neighbour[] Analogy(string a, string b, string c, int count = 10, AnalogyRule rule = AnalogyRule.Add) =>
        AnalogyBatch([(a, b, c)], count, rule)[0];

    /// <summary><see cref="MostSimilar(string, int, Metric)"/> of many words. Faster than one call per word: the table is read once for several.</summary>
    /// <param name="words">The words.</param>
    /// <param name="count">How many for each; fewer if there are no more words.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <returns>The answers in the words' order.</returns>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public Neighbour[][] MostSimilarBatch(IReadOnlyList<string> words, int count = 10, Metric metric = Metric.Cosine)
    {
        ArgumentNullException.ThrowIfNull(words);
        var questions = new Questions(_table, RankingOf(metric), words.Count);
        var excluded = new string[words.Count][];
        for (int question = 0; question < words.Count; question++)
        {
            Set(questions[question], this[words[question]], metric);
            excluded[question] = [words[question]];
        }

        return Answer(questions, count, excluded);
    }

    /// <summary><see cref="MostSimilar(ReadOnlySpan{float}, int, Metric)"/> of many vectors. Faster than one call per vector.</summary>
    /// <param name="vectors">The vectors, one after another.</param>
    /// <param name="count">How many for each; fewer if there are no more words.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <returns>The answers in the vectors' order.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="Dimension"/>, or a value is not finite.</exception>
    public Neighbour[][] MostSimilarBatch(ReadOnlySpan<float> vectors, int count = 10, Metric metric = Metric.Cosine)
    {
        if (vectors.Length % Dimension != 0)
        {
            throw new ArgumentException($"Expected vectors of {Dimension} values, but got {vectors.Length} values.", nameof(vectors));
        }

        var questions = new Questions(_table, RankingOf(metric), vectors.Length / Dimension);
        for (int question = 0; question < questions.Count; question++)
        {
            ReadOnlySpan<float> vector = vectors.Slice(question * Dimension, Dimension);
            ExpectFinite(vector, $"vector {question}", nameof(vectors));
            Set(questions[question], vector, metric);
        }

        return Answer(questions, count, excluded: null);
    }

    /// <summary><see cref="Analogy"/> of many questions. Faster than one call per question.</summary>
    internal Neighbour[][] AnalogyBatch(IReadOnlyList<(string A, string B, string C)> asked, int count, AnalogyRule rule)
    {
        bool multiply = rule switch
        {
            AnalogyRule.Add => false,
            AnalogyRule.Multiply => true,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected Add or Multiply."),
        };
        Questions questions = multiply
            ? new Questions(_table, Ranking.CosineProduct, asked.Count, vectorsEach: 3, positiveEach: 2)
            : new Questions(_table, Ranking.Cosine, asked.Count);
        var excluded = new string[asked.Count][];
        for (int question = 0; question < asked.Count; question++)
        {
            (string a, string b, string c) = asked[question];
            excluded[question] = [a, b, c];
            if (multiply)
            {
                Set(questions[question, 0], this[b], Metric.Cosine);
                Set(questions[question, 1], this[c], Metric.Cosine);
                Set(questions[question, 2], this[a], Metric.Cosine);
            }
            else
            {
                SetMean(questions[question], [b, c], [a]);
            }
        }

        return Answer(questions, count, excluded);
    }

    /// <summary>One question: the vector itself or, by cosine, its direction.</summary>
    internal static Questions Ask(VectorTable table, ReadOnlySpan<float> vector, Metric metric)
    {
        var question = new Questions(table, RankingOf(metric), 1);
        Set(question[0], vector, metric);
        return question;
    }

    private static Ranking RankingOf(Metric metric) => metric switch
    {
        Metric.Cosine => Ranking.Cosine,
        Metric.Dot => Ranking.Dot,
        Metric.Euclidean => Ranking.Distance,
        _ => throw UnknownMetric(metric),
    };

    private static void Set(Span<float> target, ReadOnlySpan<float> vector, Metric metric)
    {
        if (metric == Metric.Cosine)
        {
            var direction = new double[vector.Length];
            AddDirection(vector, 1, direction);
            Direction(direction).CopyTo(target);
        }
        else
        {
            vector.CopyTo(target);
        }
    }

    private void SetMean(Span<float> target, IReadOnlyList<string> positive, IReadOnlyList<string> negative)
    {
        var mean = new double[Dimension];
        foreach (string word in positive)
        {
            AddDirection(this[word], 1, mean);
        }

        foreach (string word in negative)
        {
            AddDirection(this[word], -1, mean);
        }

        Direction(mean).CopyTo(target);
    }

    // Searches for more rows by the number of words that are left out of the answers.
    private Neighbour[][] Answer(Questions questions, int count, string[][]? excluded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (questions.Count == 0)
        {
            return [];
        }

        int most = 0;
        foreach (string[] words in excluded ?? [])
        {
            most = Math.Max(most, words.Length);
        }

        int wanted = (int)Math.Min((long)count + most, Count);
        (int Row, float Score)[][] ranked = ExactSearch.Run(_table, questions, wanted, Threads);
        var answers = new Neighbour[ranked.Length][];
        for (int question = 0; question < ranked.Length; question++)
        {
            answers[question] = Name(ranked[question], count, excluded?[question] ?? []);
        }

        return answers;
    }

    private Neighbour[] Name((int Row, float Score)[] ranked, int count, string[] excluded)
    {
        int[] excludedRows = Array.ConvertAll(excluded, Words.IndexOf);
        var named = new List<Neighbour>(Math.Min(count, ranked.Length));
        foreach ((int row, float score) in ranked)
        {
            if (named.Count < count && !excludedRows.Contains(row))
            {
                named.Add(new Neighbour(Words[row], score));
            }
        }

        return [.. named];
    }
}
