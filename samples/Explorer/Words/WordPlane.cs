using RepLearn.Embeddings;
using RepLearn.Evaluation;
using WordsSample;

namespace ExplorerSample.Words;

/// <summary>A map of words. Laid out at the first question, because it takes seconds.</summary>
internal abstract class WordPlane(string id, string title, string note)
{
    private readonly Lock _gate = new();
    private WordRows? _rows;

    /// <summary>Its name in addresses.</summary>
    public string Id => id;

    /// <summary>Its name for readers.</summary>
    public string Title => title;

    /// <summary>What the places are.</summary>
    public string Note => note;

    /// <summary>Names of its axes; empty where directions mean nothing.</summary>
    public virtual IReadOnlyList<string> Axes => [];

    /// <summary>The words that are shown, with their places and groups.</summary>
    /// <param name="token">Stops the work.</param>
    public WordRows Rows(CancellationToken token)
    {
        lock (_gate)
        {
            return _rows ??= LayOut(token);
        }
    }

    /// <summary>The maps of vectors.</summary>
    public static IReadOnlyList<WordPlane> Of(WordVectors vectors, string[] words) => [new TopicPlane(vectors, words), new PrincipalPlane(vectors)];

    /// <summary>Lays words out.</summary>
    protected abstract WordRows LayOut(CancellationToken token);
}

/// <summary>Words on a map.</summary>
/// <param name="Words">The words' rows.</param>
/// <param name="Places">Two values for each of them.</param>
/// <param name="Groups">The group of each of them.</param>
/// <param name="Names">The groups' names.</param>
internal sealed record WordRows(int[] Words, float[] Places, byte[] Groups, IReadOnlyList<string> Names);

/// <summary>Frequent words by topic: t-SNE for the places, k-means for the groups.</summary>
internal sealed class TopicPlane(WordVectors vectors, string[] words) : WordPlane(
    "tsne",
    "Topics of frequent words (t-SNE)",
    "The most frequent words but for function words; neighbours stay neighbours, far distances mean little. Colours are clusters, named by the words at their centres.")
{
    private const int MostWords = 1200;
    private const int WordsInName = 4;

    /// <inheritdoc/>
    protected override WordRows LayOut(CancellationToken token)
    {
        string[] content = ContentWords.MostFrequent(vectors.Words, MostWords);
        int[] shown = [.. (content.Length >= WordSpace.LeastWords ? content : words.Take(MostWords)).Select(vectors.Words.IndexOf)];
        string[] names = [.. shown.Select(row => words[row])];

        // t-SNE is of two values or more.
        int width = Math.Max(2, vectors.Dimension);
        float[] directions = WordDirections.Of(vectors, shown, width);
        WordClusters clusters = WordClusters.Find(names, directions, WordsInName, seed: 1);
        return new WordRows(shown, TSne.Fit(directions, width, cancellationToken: token), [.. clusters.Labels.Select(label => (byte)label)], clusters.Names);
    }
}

/// <summary>All words by the principal components of their directions.</summary>
internal sealed class PrincipalPlane(WordVectors vectors) : WordPlane(
    "pca",
    "All words (principal components)",
    "All words by the first two principal components of their directions; fitted to the 20,000 most frequent. Colours tell the place in the table, which is sorted by frequency.")
{
    private const int FittedWords = 20_000;

    private static readonly int[] s_bands = [100, 1000, 10_000];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Axes => ["first component", "second component"];

    /// <inheritdoc/>
    protected override WordRows LayOut(CancellationToken token)
    {
        Pca pca = Pca.Fit(Directions(0, Math.Min(FittedWords, vectors.Count)), vectors.Dimension, Math.Min(2, vectors.Dimension));
        var places = new float[2 * vectors.Count];
        for (int first = 0; first < vectors.Count; first += FittedWords)
        {
            token.ThrowIfCancellationRequested();
            float[] some = pca.Transform(Directions(first, Math.Min(FittedWords, vectors.Count - first)));
            for (int place = 0; place < some.Length; place++)
            {
                places[(2 * first) + (place / pca.Components * 2) + (place % pca.Components)] = some[place];
            }
        }

        byte[] groups = [.. Enumerable.Range(0, vectors.Count).Select(row => (byte)s_bands.Count(band => row >= band))];
        string[] names = ["first 100 words", "up to 1,000", "up to 10,000", "further words"];
        return new WordRows([.. Enumerable.Range(0, vectors.Count)], places, groups, names[..(groups[^1] + 1)]);
    }

    private float[] Directions(int first, int count) => WordDirections.Of(vectors, [.. Enumerable.Range(first, count)], vectors.Dimension);
}
