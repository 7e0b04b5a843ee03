using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings;

/// <summary>
/// Words and their vectors: similarity, nearest neighbours, analogies, files. They do not change, so that queries may run on several
/// threads at once, also while the model that they come from is trained further. No answer is ever NaN: the cosine with a vector of
/// zeros is defined as 0.
/// </summary>
/// <remarks>
/// The first search by cosine quantises the directions to one byte per value, in a quarter of the vectors' memory. Later searches read these
/// bytes in place of most vectors. Answers have the same bits as without them.
/// </remarks>
public sealed partial class WordVectors
{
    private readonly VectorTable _table;
    private readonly ComposeVector? _compose;
    private int _threads = Environment.ProcessorCount;

    /// <summary>Takes words and a copy of their vectors.</summary>
    /// <param name="words">The words, each once; a list sorted by falling frequency makes <see cref="First"/> useful.</param>
    /// <param name="rows">The vectors, one after another in the order of the words.</param>
    /// <param name="dimension">Values in a vector, at most 16,777,216.</param>
    /// <exception cref="ArgumentException">A word comes twice or is empty, the lengths do not fit, or a value is not finite.</exception>
    public WordVectors(IEnumerable<string> words, ReadOnlySpan<float> rows, int dimension)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var list = new WordList();
        foreach (string word in words)
        {
            if (string.IsNullOrEmpty(word) || !list.TryAdd(word))
            {
                throw new ArgumentException($"Expected words that are not empty and differ, but got '{word}' at place {list.Count}{(string.IsNullOrEmpty(word) ? "" : $" and at {list.IndexOf(word)}")}.", nameof(words));
            }
        }

        if (rows.Length != (long)list.Count * dimension)
        {
            throw new ArgumentException($"Expected {dimension} values for each of {list.Count} words, but got {rows.Length}.", nameof(rows));
        }

        (AlignedBuffer<float> buffer, int stride) = VectorTable.Allocate(list.Count, dimension);
        for (int row = 0; row < list.Count; row++)
        {
            ReadOnlySpan<float> vector = rows.Slice(row * dimension, dimension);
            ExpectFinite(vector, $"the vector of '{list[row]}'", nameof(rows));
            vector.CopyTo(buffer.Span[(row * stride)..]);
        }

        Words = list;
        _table = new VectorTable(buffer, stride, dimension, list.Count);
    }

    /// <summary>Refers to the rows of another owner, without a copy.</summary>
    /// <param name="words">The words of the first rows.</param>
    /// <param name="rows">The rows; those after the words' rows are not read.</param>
    /// <param name="stride">Values from one row to the next; a multiple of 16, those after the dimension zero.</param>
    /// <param name="dimension">Values in a vector.</param>
    /// <param name="compose">Makes vectors of words that have no row; null where that cannot be done.</param>
    internal WordVectors(IWordIndex words, AlignedBuffer<float> rows, int stride, int dimension, ComposeVector? compose = null)
        : this(words, new VectorTable(rows, stride, dimension, words.Count), compose)
    {
        if (stride < dimension || stride % VectorTable.Padding != 0 || (long)stride * words.Count > rows.Length)
        {
            throw new ArgumentException($"Expected {words.Count} rows of {dimension} values, {VectorTable.Padding}-fold padded, but the stride is {stride} and there are {rows.Length} values.", nameof(rows));
        }
    }

    private WordVectors(IWordIndex words, VectorTable table, ComposeVector? compose)
    {
        Words = words;
        _table = table;
        _compose = compose;
    }

    /// <summary>The words, in the order of the rows.</summary>
    public IWordIndex Words { get; }

    /// <summary>Number of words.</summary>
    public int Count => _table.Count;

    /// <summary>Values in a vector.</summary>
    public int Dimension => _table.Dimension;

    /// <summary>The most threads that a search over many words uses; its result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>The vector of a word, made from its parts if it has none of its own and the model has subwords.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="UnknownWordException">There is no vector for the word.</exception>
    public ReadOnlySpan<float> this[string word] =>
        TryGet(word, out ReadOnlySpan<float> vector) ? vector : throw new UnknownWordException(word, Words);

    /// <summary>The vector of a row.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            return _table[row];
        }
    }

    /// <summary>Looks for the vector of a word, as the indexer does.</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Its vector; empty if there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string word, out ReadOnlySpan<float> vector)
    {
        ArgumentNullException.ThrowIfNull(word);
        int row = Words.IndexOf(word);
        if (row >= 0)
        {
            vector = _table[row];
            return true;
        }

        float[] composed = _compose is null ? [] : new float[Dimension];
        bool found = _compose is not null && _compose(word, composed);
        vector = found ? composed : [];
        return found;
    }

    /// <summary>
    /// The first words alone, without a copy: in a table sorted by frequency, the most frequent ones. Searches return only these, and the
    /// others are unknown.
    /// </summary>
    /// <param name="count">How many; all if there are fewer.</param>
    public WordVectors First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count
            ? this
            : new WordVectors(new FirstWords(Words, count), _table.First(count), compose: null) { Threads = Threads };
    }

    /// <summary>Drops what was derived from the rows, for an owner that changes them; a model never does.</summary>
    internal void Changed() => _table.Changed();

    private static void ExpectFinite(ReadOnlySpan<float> vector, string what, string parameter)
    {
        for (int place = 0; place < vector.Length; place++)
        {
            if (!float.IsFinite(vector[place]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected finite values, but {what} has {vector[place]} at place {place}."), parameter);
            }
        }
    }
}
