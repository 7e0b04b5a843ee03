using System.Buffers.Text;
using System.Text;
using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Files;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Graphs;

/// <summary>The next line of a file of edges that says something, as the words between its white space.</summary>
internal sealed class EdgeLine(string path) : IDisposable
{
    // More words than a line of edges has; they are counted no further.
    private const int MostWords = 64;

    private readonly TextLines _lines = new(path);
    private readonly Range[] _words = new Range[MostWords];
    private byte[] _line = [];

    /// <summary>Words in the line.</summary>
    public int Count { get; private set; }

    /// <summary>The file's name.</summary>
    public string Path => path;

    public ReadOnlySpan<byte> this[int word] => _line.AsSpan(_words[word]);

    /// <summary>Reads over empty lines and those that begin with # or %; false if there is no more.</summary>
    /// <exception cref="CorpusException">The file is damaged, or a line is longer than 64 KB.</exception>
    public bool TryRead() => TryRead(out _, skipFirst: true);

    /// <summary>The same, but a first line that begins with % is given.</summary>
    public bool TryRead(out bool isRemark, bool skipFirst = false)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line, out bool isWhole))
        {
            line = line.Trim(" \t\v\f\r"u8);
            isRemark = line is [(byte)'#' or (byte)'%', ..];
            if (line.IsEmpty || (isRemark && (skipFirst || _lines.Number > 1)))
            {
                continue;
            }

            if (!isWhole && !isRemark)
            {
                throw _lines.Problem($"expected an edge, but the line begins with '{VectorFileReader.Shown(line)}' and is longer than {line.Length} bytes.");
            }

            _line = line.ToArray();
            Count = Split(line);
            return true;
        }

        isRemark = false;
        return false;
    }

    /// <summary>A word as a number.</summary>
    public bool TryParse(int word, out double value) => Utf8Parser.TryParse(this[word], out value, out int read) && read == this[word].Length;

    /// <summary>A word as a whole number.</summary>
    public bool TryParse(int word, out long value) => Utf8Parser.TryParse(this[word], out value, out int read) && read == this[word].Length;

    /// <summary>What is wrong with the line.</summary>
    /// <param name="expected">What was expected.</param>
    public CorpusException Unexpected(string expected)
    {
        const int Shown = 5;
        IEnumerable<string> words = Enumerable.Range(0, Math.Min(Shown, Count)).Select(word => Encoding.UTF8.GetString(this[word]));
        return _lines.Problem($"expected {expected}, but got the line '{FileText.Shown(string.Join(' ', words))}{(Count > Shown ? " …" : "")}'.");
    }

    public void Dispose() => _lines.Dispose();

    private int Split(ReadOnlySpan<byte> line)
    {
        int count = 0;
        int start = 0;
        while (start < line.Length && count < MostWords)
        {
            int length = line[start..].IndexOfAny(" \t\v\f\r"u8);
            int end = length < 0 ? line.Length : start + length;
            if (end > start)
            {
                _words[count++] = start..end;
            }

            start = end + 1;
        }

        return count;
    }
}
