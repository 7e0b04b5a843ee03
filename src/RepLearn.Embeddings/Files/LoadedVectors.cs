using System.Text;
using System.Text.Unicode;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary>Words and rows while they come from a file. Rows that are left out are read all the same, to be checked.</summary>
internal sealed class LoadedVectors
{
    private readonly string _path;
    private readonly VectorReadOptions _options;
    private readonly GrowingRows _rows;
    private readonly int _dimension;
    private readonly WordList _words;
    private float[] _leftOut = [];

    /// <summary>Makes room.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about bad words.</param>
    /// <param name="count">Rows that the file announces.</param>
    /// <param name="dimension">Values in a row.</param>
    /// <param name="isSure">Whether a file of its length can hold that many; if not, room is made as they come.</param>
    /// <exception cref="ModelFileException">They are more than a table can hold.</exception>
    public LoadedVectors(string path, VectorReadOptions options, int count, int dimension, bool isSure = true)
    {
        (_path, _options, _dimension) = (path, options, dimension);
        _rows = new GrowingRows(path, count, dimension, isSure);
        _words = new WordList(isSure ? count : 0);
    }

    /// <summary>Adds a word and returns its row to be filled.</summary>
    /// <param name="utf8">The word.</param>
    /// <param name="place">Where it is, for messages.</param>
    public Span<float> Add(ReadOnlySpan<byte> utf8, string place)
    {
        int row = _words.Count;
        if (TryAdd(_words, utf8, _path, place, _options))
        {
            return _rows[row];
        }

        _leftOut = _leftOut.Length == _dimension ? _leftOut : new float[_dimension];
        return _leftOut;
    }

    /// <summary>Adds a word to those of a file; false if it is to be left out.</summary>
    /// <exception cref="ModelFileException">It is bad, and that is an error.</exception>
    public static bool TryAdd(WordList words, ReadOnlySpan<byte> utf8, string path, string place, VectorReadOptions options)
    {
        string word;
        if (options.InvalidUtf8 == InvalidWord.Refuse || Utf8.IsValid(utf8))
        {
            word = WordText.Decode(utf8, path, place, "; VectorReadOptions.InvalidUtf8 can replace such bytes or skip such words");
        }
        else if (options.InvalidUtf8 == InvalidWord.Replace)
        {
            word = Encoding.UTF8.GetString(utf8);
        }
        else
        {
            return false;
        }

        return words.TryAdd(word) || (options.Duplicates == DuplicateWord.KeepFirst ? false : throw new ModelFileException(
            path, $"{place}: expected each word once, but '{FileText.Shown(word)}' is word {words.IndexOf(word) + 1} already; VectorReadOptions.Duplicates can keep the first."));
    }

    public WordVectors ToVectors() => new(_words, _rows.Buffer, _rows.Stride, _dimension);
}
