using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>Words and rows while they come from a file.</summary>
internal sealed class LoadedVectors
{
    private readonly VectorFileReader _reader;
    private readonly AlignedBuffer<float> _rows;
    private readonly int _stride;
    private readonly int _dimension;
    private readonly WordList _words;

    public LoadedVectors(VectorFileReader reader, int count, int dimension)
    {
        try
        {
            (_rows, _stride) = VectorTable.Allocate(count, dimension);
        }
        catch (ArgumentException exception)
        {
            throw reader.Problem(exception.Message, exception);
        }

        (_reader, _dimension) = (reader, dimension);
        _words = new WordList(count);
    }

    /// <summary>Adds a word and returns its row to be filled.</summary>
    /// <param name="utf8">The word.</param>
    /// <param name="place">Where it is, for messages.</param>
    public Span<float> Add(ReadOnlySpan<byte> utf8, string place)
    {
        string word = WordText.Decode(utf8, _reader.Path, place);
        int row = _words.Count;
        return _words.TryAdd(word)
            ? _rows.Span.Slice(row * _stride, _dimension)
            : throw _reader.Problem($"{place}: expected each word once, but '{word}' is word {_words.IndexOf(word) + 1} already.");
    }

    public WordVectors ToVectors() => new(_words, _rows, _stride, _dimension);
}
