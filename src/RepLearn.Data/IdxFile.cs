using System.Buffers.Binary;

namespace RepLearn.Data;

/// <summary>The bytes of an IDX file, unpacked if need be, with errors that tell counts.</summary>
internal sealed class IdxFile : IDisposable
{
    // Deflate needs at least one bit for a match and a match is at most 258 bytes (RFC 1951): no file unpacks to more.
    private const long MostBytesPerPackedByte = 8 * 258;

    private const string Kind = "IDX file";

    private readonly Stream _stream;
    private readonly bool _packed;
    private readonly long _fileBytes;
    private long _position;

    private IdxFile(string name, Stream stream, bool packed, long fileBytes)
    {
        Name = name;
        _stream = stream;
        _packed = packed;
        _fileBytes = fileBytes;
    }

    /// <summary>The file's name as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>Whether the file is packed, so that its own length does not tell how much it holds.</summary>
    public bool IsPacked => _packed;

    /// <summary>Opens a file and looks whether it is packed.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFileException">It cannot be opened.</exception>
    public static IdxFile Open(string name)
    {
        (Stream stream, bool packed, long bytes) = DataFile.Open(name, Kind, "an");
        return new IdxFile(name, stream, packed, bytes);
    }

    /// <summary>Reads one number of the header.</summary>
    public uint ReadNumber()
    {
        Span<byte> bytes = stackalloc byte[4];
        long start = _position;
        int read = Read(bytes);
        return read == bytes.Length
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new DataFileException(Name, "an IDX header of 4 bytes a number", $"{Counted(_position)} in all", $"the file ends in the number at byte {start}");
    }

    /// <summary>Finds files that are plainly too short before memory is taken for what their header claims.</summary>
    /// <param name="total">Unpacked bytes that the header claims, itself included.</param>
    /// <param name="claim">What the header claims, in words.</param>
    public void ExpectRoomFor(long total, string claim)
    {
        long most = _packed ? _fileBytes * MostBytesPerPackedByte : _fileBytes;
        if (most < total)
        {
            Span<byte> block = stackalloc byte[4096];
            while (Read(block) == block.Length)
            {
            }

            throw TooShort(total, $"the header claims {claim}");
        }
    }

    /// <summary>Fills the span with the next bytes.</summary>
    /// <param name="target">Room for them.</param>
    /// <param name="total">Unpacked bytes that the whole file should have.</param>
    public void Fill(Span<byte> target, long total)
    {
        if (Read(target) != target.Length)
        {
            throw TooShort(total, "the file ends there");
        }
    }

    /// <summary>Checks that nothing follows; in a packed file this also checks its checksum.</summary>
    /// <param name="total">Unpacked bytes that the whole file should have.</param>
    public void ExpectEnd(long total)
    {
        Span<byte> block = stackalloc byte[4096];
        int read;
        do
        {
            read = Read(block);
        }
        while (read == block.Length);

        if (_position != total)
        {
            throw new DataFileException(Name, $"{Counted(total)}{Unpacked}", Counted(_position), $"trailing bytes from byte {total} on");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private string Unpacked => _packed ? " unpacked" : "";

    private static string Counted(long bytes) => bytes == 1 ? "1 byte" : $"{bytes} bytes";

    private DataFileException TooShort(long total, string place) =>
        new(Name, $"{Counted(total)}{Unpacked}", Counted(_position), place);

    private int Read(Span<byte> target)
    {
        try
        {
            int read = _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            _position += read;
            return read;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw DataFile.Refusal(Name, Kind, error, $"after {Counted(_position)}{Unpacked}");
        }
    }
}
