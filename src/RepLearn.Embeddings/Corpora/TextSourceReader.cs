using System.Text;
using System.Text.Unicode;

namespace RepLearn.Embeddings.Corpora;

/// <summary>A text in pieces: the bytes of one buffer that are known to be UTF-8 and not yet taken.</summary>
internal sealed class TextSourceReader : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly TextSource _source;
    private readonly InvalidUtf8 _invalid;
    private readonly bool _marksAreSpaces;
    private readonly byte[] _buffer;
    private readonly Stream _packed;
    private readonly Stream _stream;
    private int _start;
    private int _valid;
    private int _end;

    /// <summary>Opens a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="invalid">What to do with bytes that are not UTF-8.</param>
    /// <param name="buffer">From <see cref="NewBuffer"/>.</param>
    /// <param name="marksAreSpaces">Whether byte order marks within the text separate tokens; else only one at its start is read over.</param>
    /// <exception cref="FileNotFoundException">The file is there no more.</exception>
    /// <exception cref="CorpusException">The text cannot be opened.</exception>
    public TextSourceReader(TextSource source, InvalidUtf8 invalid, byte[] buffer, bool marksAreSpaces = false)
    {
        _source = source;
        _invalid = invalid;
        _marksAreSpaces = marksAreSpaces;
        _buffer = buffer;
        try
        {
            _packed = source.Open() ?? throw new CorpusException(source.Name, "expected a stream, but got null.");
            _ = _packed.CanRead ? 0 : throw new CorpusException(source.Name, "expected a new stream for each pass, but got one that is closed, or cannot be read.");
            _stream = Decompression.Open(_packed, source.Compression);
            PackedLength = _packed.CanSeek ? _packed.Length : double.NaN;
        }
        catch (Exception error) when (error is not FileNotFoundException && IsRefusal(error))
        {
            throw new CorpusException(source.Name, error.Message, cause: error);
        }

        try
        {
            while (_end < ForeignText.HeadBytes && !AtEnd)
            {
                ReadMore();
            }

            if (!source.IsText)
            {
                ExpectText(_buffer.AsSpan(0, Math.Min(_end, ForeignText.HeadBytes)));
            }

            Validate();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }

        if (Text.StartsWith(Encoding.UTF8.Preamble))
        {
            Take(Encoding.UTF8.Preamble.Length);
        }
    }

    /// <summary>The packed text's bytes; NaN when unknown.</summary>
    public double PackedLength { get; }

    /// <summary>Packed bytes read.</summary>
    public double PackedPosition => _packed.CanSeek ? _packed.Position : double.NaN;

    /// <summary>Where <see cref="Text"/> begins, in bytes of the unpacked text.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether nothing follows <see cref="Text"/>.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Whether there is no room to read more before some text is taken.</summary>
    public bool IsFull => _start == 0 && _end == _buffer.Length;

    /// <summary>The text read and not yet taken: whole characters.</summary>
    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_start, _valid - _start);

    public static byte[] NewBuffer() => new byte[BufferSize];

    /// <summary>Goes forward in the text.</summary>
    public void Take(int bytes)
    {
        _start += bytes;
        Offset += bytes;
    }

    /// <summary>Reads more after the text.</summary>
    /// <exception cref="CorpusException">The file is damaged, cannot be read, or holds bytes that are not UTF-8.</exception>
    public void Fill()
    {
        ReadMore();
        Validate();
    }

    public void Dispose() => _stream.Dispose();

    private static bool IsRefusal(Exception error) =>
        error is (IOException and not CorpusException) or UnauthorizedAccessException or InvalidDataException or NotSupportedException;

    private void ReadMore()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _valid -= _start;
        _start = 0;
        int read;
        try
        {
            read = _stream.Read(_buffer.AsSpan(_end));
        }
        catch (Exception error) when (IsRefusal(error))
        {
            throw new CorpusException(_source.Name, error.Message, Offset + _end, error);
        }

        AtEnd = read == 0;
        _end += read;
    }

    private void ExpectText(ReadOnlySpan<byte> head)
    {
        if (ForeignText.NameOf(head) is { } kind)
        {
            throw new CorpusException(_source.Name, $"expected text in UTF-8, but it is {kind}.", 0);
        }

        if (ForeignText.EncodingOf(head) is { } encoding)
        {
            throw new CorpusException(_source.Name, $"expected UTF-8, but it {encoding}.", 0);
        }

        int zero = _invalid == InvalidUtf8.Refuse ? head.IndexOf((byte)0) : -1;
        if (zero >= 0)
        {
            throw new CorpusException(_source.Name, "expected text in UTF-8, but got a byte of zero, as other encodings and files that are no text have; a TextCorpus can also read on (TextOptions.InvalidUtf8).", zero);
        }
    }

    private void Validate()
    {
        int from = _valid;
        FindValid();
        Span<byte> found = _buffer.AsSpan(from, _valid - from);
        for (int mark; _marksAreSpaces && (mark = found.IndexOf(Encoding.UTF8.Preamble)) >= 0; found = found[mark..])
        {
            found.Slice(mark, Encoding.UTF8.Preamble.Length).Fill((byte)' ');
        }
    }

    private void FindValid()
    {
        while (_valid < _end)
        {
            int whole = AtEnd ? _end : WholeCharacters();
            if (Utf8.IsValid(_buffer.AsSpan(_valid, whole - _valid)))
            {
                _valid = whole;
                return;
            }

            while (Rune.DecodeFromUtf8(_buffer.AsSpan(_valid, whole - _valid), out _, out int length) is var status)
            {
                if (status != System.Buffers.OperationStatus.Done)
                {
                    Invalid(length);
                    break;
                }

                _valid += length;
            }
        }
    }

    // The end without a last character of which bytes are yet to come.
    private int WholeCharacters()
    {
        for (int back = 1; back <= Math.Min(3, _end - _valid); back++)
        {
            byte value = _buffer[_end - back];
            if ((value & 0xC0) != 0x80)
            {
                int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
                return length > back ? _end - back : _end;
            }
        }

        return _end;
    }

    private void Invalid(int length)
    {
        if (_invalid == InvalidUtf8.ReadAsSpace)
        {
            _buffer.AsSpan(_valid, length).Fill((byte)' ');
            _valid += length;
            return;
        }

        string bytes = Convert.ToHexString(_buffer, _valid, Math.Min(4, _end - _valid));
        throw new CorpusException(_source.Name, $"expected UTF-8, but got the bytes {bytes} (hexadecimal); convert the text; a TextCorpus can also read them as spaces (TextOptions.InvalidUtf8).", Offset + _valid);
    }
}
