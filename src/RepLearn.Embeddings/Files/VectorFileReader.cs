using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RepLearn.Embeddings.Corpora;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// A file of vectors or questions as lines, words and bytes, which knows where it is: plain, or packed with gzip or Brotli as its name says. A byte order
/// mark at its start is read over. Memory is bounded by the longest line allowed.
/// </summary>
internal sealed class VectorFileReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private long _consumed;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isText">Whether all of it is text.</param>
    /// <param name="expected">What it should be, for a message.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">It is a folder, or of a kind that is neither text nor vectors.</exception>
    public VectorFileReader(string path, bool isText = true, string expected = "a file of vectors")
    {
        Path = path;
        if (Directory.Exists(path))
        {
            throw Problem("expected a file, but it is a folder.");
        }

        if (!PlainFile.IsNoDevice(path))
        {
            throw Problem(PlainFile.Expected);
        }

        FileStream file = PlainFile.Open(path, expected, bufferSize: 0);
        TextCompression compression = Decompression.CompressionOf(path);
        (IsPacked, FileLength) = (compression != TextCompression.None, file.Length);
        _stream = Decompression.Open(file, compression);
        try
        {
            while (_end < ForeignText.HeadBytes && Fill())
            {
            }

            ExpectKnown(_buffer.AsSpan(0, Math.Min(_end, ForeignText.HeadBytes)), isText);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }

        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
        {
            Take(Encoding.UTF8.Preamble.Length);
        }
    }

    public string Path { get; }

    /// <summary>Whether the file is packed, so that its length says nothing of what is in it.</summary>
    public bool IsPacked { get; }

    /// <summary>The file's bytes, packed if it is.</summary>
    public long FileLength { get; }

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

    /// <summary>Reads this many bytes; false if there are fewer left.</summary>
    public bool TryRead(Span<byte> target)
    {
        int buffered = Math.Min(target.Length, _end - _start);
        Take(buffered).CopyTo(target);
        int read = ReadAtLeast(target[buffered..], target.Length - buffered);
        _consumed += read;
        return buffered + read == target.Length;
    }

    /// <summary>Whether this many bytes may be left: of a packed file they are read to see, into a buffer that grows with what is there.</summary>
    public bool MayHold(int bytes)
    {
        while (IsPacked && _end - _start < bytes)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
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

    /// <summary>Whether the file begins with some bytes, of which it has read none yet.</summary>
    public bool StartsWith(ReadOnlySpan<byte> bytes) => _consumed == 0 && _buffer.AsSpan(0, _end).StartsWith(bytes);

    /// <summary>Whether all has been read.</summary>
    public bool AtEnd => _start == _end && !Fill();

    /// <summary>Reads the first line of word2vec's formats and checks that a file of this length can hold what it announces.</summary>
    /// <param name="least">The fewest bytes of a row of a given dimension.</param>
    public (int Count, int Dimension) ReadHeader(Func<long, Int128> least)
    {
        const int MostHeaderBytes = 1000;
        bool any = TryReadLine(out ReadOnlySpan<byte> line, MostHeaderBytes);
        return any && TryParseHeader(line, out long count, out long dimension)
            ? CheckHeader(count, dimension, least)
            : throw Problem($"expected a first line 'count dimension', two whole numbers, but {(any ? $"it is '{Shown(line)}'" : "the file is empty")}.");
    }

    /// <summary>The numbers of a first line <c>count dimension</c>, if it is two whole numbers.</summary>
    public static bool TryParseHeader(ReadOnlySpan<byte> line, out long count, out long dimension)
    {
        line = line.TrimEnd((byte)' ');
        int space = line.IndexOf((byte)' ');
        (count, dimension) = (0, 0);
        return space >= 0 && TryParseCount(line[..space], out count) && TryParseCount(line[(space + 1)..], out dimension);
    }

    /// <summary>Checks that a file of this length can hold what its first line announces. What a packed file can hold is not known.</summary>
    public (int Count, int Dimension) CheckHeader(long count, long dimension, Func<long, Int128> least)
    {
        if (dimension == 0)
        {
            throw Problem($"expected a first line 'count dimension' with at least 1 value a vector, but it is '{count} 0'.");
        }

        if (!IsPacked && count > (FileLength - Position) / least(dimension))
        {
            throw Problem($"its first line announces {count} vectors of {dimension} values, but the file has only {FileLength} bytes; it is truncated, or the line is wrong.");
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

    /// <summary>The SHA-256 of the whole file, which is not packed; what is read next stays the same.</summary>
    public string Hash()
    {
        long place = _stream.Position;
        _stream.Position = 0;
        string hash = Convert.ToHexStringLower(SHA256.HashData(_stream));
        _stream.Position = place;
        return hash;
    }

    public ModelFileException Problem(string problem, Exception? cause = null) => new(Path, problem, cause);

    /// <summary>Bytes of a file for a message: short, and nothing that cannot be seen or would spoil a terminal.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        const int Most = 40;
        return FileText.Shown(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * (Most + 1))]), Most);
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

    // Moves the rest to the start of the buffer, enlarges the buffer if it is full, and reads on; false at the end of the file.
    private bool Fill()
    {
        int left = _end - _start;
        if (left == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        _buffer.AsSpan(_start, left).CopyTo(_buffer);
        (_start, _end) = (0, left);
        int read = ReadAtLeast(_buffer.AsSpan(left), 1);
        _end += read;
        return read > 0;
    }

    private int ReadAtLeast(Span<byte> target, int least)
    {
        try
        {
            return _stream.ReadAtLeast(target, least, throwOnEndOfStream: false);
        }
        catch (Exception error) when (IsPacked && error is InvalidDataException or IOException)
        {
            throw Problem($"{error.Message.TrimEnd('.')}, after {_consumed + _end - _start} bytes unpacked.", error);
        }
    }

    private void ExpectKnown(ReadOnlySpan<byte> head, bool isText)
    {
        bool isModel = !isText && head.StartsWith(FastTextModel.Start);
        if (!isModel && ForeignText.NameOf(head) is { } kind)
        {
            throw Problem($"expected {(isText ? "text" : "words and vectors")}, but it is {kind}.");
        }

        if (isText && ForeignText.EncodingOf(head) is { } encoding)
        {
            throw Problem($"expected UTF-8, but it {encoding}.");
        }
    }
}
