using System.Globalization;
using System.Text;

namespace RepLearn.Embeddings;

/// <summary>A file of vectors as lines, words and bytes, which knows where it is. Memory is bounded by the longest line allowed.</summary>
internal sealed class VectorFileReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private readonly FileStream _stream;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private long _consumed;

    public VectorFileReader(string path)
    {
        Path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    public string Path { get; }

    public long Length => _stream.Length;

    /// <summary>Bytes before what is read next.</summary>
    public long Position => _consumed;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads a line, without its end; false if there is no more.</summary>
    /// <param name="line">The line, valid until the next read.</param>
    /// <param name="most">Bytes that a line may have.</param>
    /// <param name="mustEnd">Whether the last line must have an end as well: a value that is cut off would be read as another one.</param>
    public bool TryReadLine(out ReadOnlySpan<byte> line, int most, bool mustEnd = true)
    {
        if (!TryReadUntil((byte)'\n', out line, most, "line"))
        {
            if (line.IsEmpty)
            {
                return false;
            }

            if (mustEnd)
            {
                throw Problem($"line {Line + 1}: expected a line break at its end, but the file ends after '{Shown(line)}', at byte {Position}; it is truncated, or the line break is missing.");
            }
        }

        Line++;
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        return true;
    }

    /// <summary>Reads up to a byte, which is read over; false if the file ends before it, with what there is.</summary>
    public bool TryReadUntil(byte end, out ReadOnlySpan<byte> text, int most, string what)
    {
        int length;
        int scanned = 0;
        while ((length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf(end)) < 0)
        {
            scanned = _end - _start;
            if (scanned > most)
            {
                throw Problem($"expected a {what} of at most {most} bytes at byte {_consumed}, but it does not end there; is the format right?");
            }

            if (!Fill())
            {
                text = Take(scanned);
                return false;
            }
        }

        text = Take(scanned + length + 1)[..^1];
        return true;
    }

    /// <summary>Reads so many bytes; false if there are fewer left.</summary>
    public bool TryRead(Span<byte> target)
    {
        int buffered = Math.Min(target.Length, _end - _start);
        Take(buffered).CopyTo(target);
        int read = _stream.ReadAtLeast(target[buffered..], target.Length - buffered, throwOnEndOfStream: false);
        _consumed += read;
        return buffered + read == target.Length;
    }

    /// <summary>Reads over a byte if it comes next.</summary>
    public bool TrySkip(byte value)
    {
        if ((_start < _end || Fill()) && _buffer[_start] == value)
        {
            Take(1);
            return true;
        }

        return false;
    }

    /// <summary>Whether all has been read.</summary>
    public bool AtEnd => _start == _end && !Fill();

    /// <summary>Reads the first line of word2vec's formats and checks that a file of this length can hold what it announces.</summary>
    /// <param name="least">The fewest bytes of a row of a given dimension.</param>
    public (int Count, int Dimension) ReadHeader(Func<long, Int128> least)
    {
        const int MostHeaderBytes = 1000;
        bool any = TryReadLine(out ReadOnlySpan<byte> line, MostHeaderBytes);
        line = line.TrimEnd((byte)' ');
        int space = line.IndexOf((byte)' ');
        if (!any || space < 0 || !TryParseCount(line[..space], out long count) || !TryParseCount(line[(space + 1)..], out long dimension) || dimension == 0)
        {
            throw Problem($"expected a first line 'count dimension', two whole numbers, but {(any ? $"it is '{Shown(line)}'" : "the file is empty")}.");
        }

        if (count > (Length - Position) / least(dimension))
        {
            throw Problem($"its first line announces {count} vectors of {dimension} values, but the file has only {Length} bytes; it is truncated, or the line is wrong.");
        }

        return count <= int.MaxValue && dimension <= int.MaxValue
            ? ((int)count, (int)dimension)
            : throw Problem($"expected at most {int.MaxValue} vectors and values, but its first line announces {count} and {dimension}.");
    }

    /// <summary>Reads a value from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="column">Its number among the values, from 1.</param>
    public float Value(ReadOnlySpan<byte> text, int column)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value))
        {
            throw Problem($"line {Line}: expected a number as value {column}, but it is '{Shown(text)}'.");
        }

        return float.IsFinite(value)
            ? value
            : throw Problem($"line {Line}: expected a finite number of single precision as value {column}, but it is '{Shown(text)}'.");
    }

    public ModelFileException Problem(string problem, Exception? cause = null) => new(Path, problem, cause);

    /// <summary>Bytes of a file for a message: short, and nothing that would spoil a terminal.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        const int Most = 40;
        var shown = new StringBuilder();
        foreach (char letter in Encoding.UTF8.GetString(text[..Math.Min(text.Length, Most)]))
        {
            shown.Append(char.IsControl(letter) ? '\uFFFD' : letter);
        }

        return text.Length > Most ? $"{shown}…" : shown.ToString();
    }

    public void Dispose() => _stream.Dispose();

    private static bool TryParseCount(ReadOnlySpan<byte> text, out long count) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> taken = _buffer.AsSpan(_start, length);
        _start += length;
        _consumed += length;
        return taken;
    }

    // Moves what is left to the buffer's start, makes it larger if it is full, and reads on; false at the end of the file.
    private bool Fill()
    {
        int left = _end - _start;
        if (left == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        _buffer.AsSpan(_start, left).CopyTo(_buffer);
        int read = _stream.Read(_buffer, left, _buffer.Length - left);
        (_start, _end) = (0, left + read);
        return read > 0;
    }
}
