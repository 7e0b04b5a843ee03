using RepLearn.Embeddings;
using RepLearn.Evaluation;
using WordsSample;

namespace ExplorerSample.Words;

/// <summary>Words and their vectors, and what can be asked of them. Any thread may ask.</summary>
internal sealed class WordSpace
{
    /// <summary>The fewest words that make a map.</summary>
    public const int LeastWords = WordClusters.LeastWords;

    private readonly string[] _words;

    /// <summary>Takes vectors, those of frequent words first.</summary>
    public WordSpace(WordVectors vectors)
    {
        Vectors = vectors;
        _words = [.. vectors.Words];
        Maps = WordPlane.Of(vectors, _words);
    }

    /// <summary>The vectors.</summary>
    public WordVectors Vectors { get; }

    /// <summary>The words, in the order of the vectors.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Number of words.</summary>
    public int Count => _words.Length;

    /// <summary>The ways to lay words out on a plane.</summary>
    public IReadOnlyList<WordPlane> Maps { get; }

    /// <summary>The first words in the table that begin so, in any case of letters; a word that is written just so comes first.</summary>
    public IReadOnlyList<string> Complete(string prefix, int count)
    {
        IEnumerable<string> found = _words.Where(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && word != prefix);
        return [.. (Vectors.Words.IndexOf(prefix) >= 0 ? found.Prepend(prefix) : found).Take(count)];
    }

    /// <summary>
    /// Words along the direction from one word to another: <c>t = (w − a)·(b − a) / ‖b − a‖²</c> of vectors of length 1, so that t is 0 at the first
    /// and 1 at the second.
    /// </summary>
    /// <param name="from">The word a.</param>
    /// <param name="to">The word b.</param>
    /// <param name="among">Which words are ordered.</param>
    /// <param name="count">How many words beside the two, at most.</param>
    /// <returns>By rising t.</returns>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="ArgumentException">Both words point the same way.</exception>
    public IReadOnlyList<(string Word, double Place)> Along(string from, string to, AlongWhich among, int count)
    {
        float[] start = WordDirections.Of(Vectors[from]);
        float[] way = CodeMath.Direction(WordDirections.Of(Vectors[to]), start, start.Length);
        double length = CodeMath.Distance(way, new float[way.Length]);
        if (!(length > 1e-6))
        {
            throw new ArgumentException($"Expected two words that point different ways, but '{from}' and '{to}' point the same way.");
        }

        IEnumerable<string> others = among == AlongWhich.Near
            ? Vectors.MostSimilar(from, count / 2).Concat(Vectors.MostSimilar(to, count / 2)).Select(neighbour => neighbour.Word)
            : ContentWords.MostFrequent(Vectors.Words, count);
        string[] words = [.. others.Append(from).Append(to).Distinct()];
        float[] directions = [.. words.SelectMany(word => CodeMath.Move(WordDirections.Of(Vectors[word]), start, -1))];
        return [.. words.Zip(CodeMath.Project(directions, way), (word, place) => (word, place / length)).OrderBy(pair => pair.Item2)];
    }
}

/// <summary>Which words are ordered along a direction.</summary>
internal enum AlongWhich
{
    /// <summary>Those nearest to either end.</summary>
    Near,

    /// <summary>The most frequent ones that are no function words.</summary>
    Frequent,
}
