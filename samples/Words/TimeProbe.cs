using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Evaluation;

namespace WordsSample;

/// <summary>
/// What can be told of a word from the vectors of others: a linear classifier sees 100 words with the half of the text in which each mostly
/// comes, and is asked about words it has not seen.
/// </summary>
/// <param name="Words">Words that mostly come in one half, as many of either.</param>
/// <param name="OneHot">Accuracy from one-hot vectors.</param>
/// <param name="Embedding">Accuracy from the learned vectors.</param>
internal sealed record TimeProbe(int Words, ProbeResult OneHot, ProbeResult Embedding)
{
    /// <summary>Words that a classifier is shown.</summary>
    public const int Labels = 100;

    private const double MostlyShare = 0.75;
    private const int LeastCount = 20;
    private const int MostWordsEach = 400;

    /// <summary>Measures; null if there are too few such words.</summary>
    public static TimeProbe? Take(ICorpus corpus, Vocabulary vocabulary, WordVectors vectors, ulong seed)
    {
        double[] shares = ShareInFirstHalf(corpus, vocabulary);
        int[] early = Select(share => share >= MostlyShare);
        int[] late = Select(share => share <= 1 - MostlyShare);
        int each = Math.Min(Math.Min(early.Length, late.Length), MostWordsEach);
        if (each < Labels)
        {
            return null;
        }

        // Words alternate between the classes; the first half of them, shuffled, may be shown, the rest is asked about.
        int[] words = [.. early.Take(each), .. late.Take(each)];
        int[] labels = [.. Enumerable.Repeat(0, each), .. Enumerable.Repeat(1, each)];
        int[] order = SeededOrder.Stratified(labels, 2 * each, seed);
        return new TimeProbe(2 * each, Measure(2 * each, (place, row) => row[place] = 1), Measure(vectors.Dimension, (place, row) => WordDirections.Of(vectors[words[place]]).CopyTo(row)));

        int[] Select(Func<double, bool> isMostly) =>
            [.. Enumerable.Range(0, vocabulary.Count).Where(id => vocabulary.CountOf(id) >= LeastCount && isMostly(shares[id]))];

        ProbeResult Measure(int width, RowFiller fill)
        {
            var values = new float[2 * each * width];
            for (int place = 0; place < 2 * each; place++)
            {
                fill(place, values.AsSpan(place * width, width));
            }

            var all = new LabelledRows(values, width, labels);
            return LinearProbe.Measure(all.Select(order.AsSpan(0, each)), all.Select(order.AsSpan(each)), new LinearProbeOptions { Labels = Labels, Seed = seed });
        }
    }

    private delegate void RowFiller(int place, Span<float> row);

    private static double[] ShareInFirstHalf(ICorpus corpus, Vocabulary vocabulary)
    {
        var first = new long[vocabulary.Count];
        var sentence = new TokenBuffer();
        int[] ids = [];
        long read = 0;
        using SentenceReader reader = corpus.Open();
        while (read < vocabulary.TotalCount / 2 && reader.Read(sentence))
        {
            Array.Resize(ref ids, Math.Max(ids.Length, sentence.Count));
            int known = vocabulary.Encode(sentence, ids);
            for (int place = 0; place < known; place++)
            {
                first[ids[place]]++;
            }

            read += known;
        }

        return [.. first.Select((count, id) => (double)count / vocabulary.CountOf(id))];
    }
}
