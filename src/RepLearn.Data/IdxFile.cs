using System.Buffers.Binary;
using System.IO.Compression;

namespace RepLearn.Data;

/// <summary>The bytes of an IDX file, unpacked if need be, with errors that tell counts.</summary>
internal sealed class IdxFile : IDisposable
{
    // Deflate needs at least one bit for a match and a match is at most 258 bytes (RFC 1951): no file unpacks to more.
    private const long MostBytesPerPackedByte = 8 * 258;

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

    /// <summary>Opens a file and looks whether it is packed.</summary>
    /// <exception cref="DataFileException">There is no such file, or it cannot be opened.</exception>
    public static IdxFile Open(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        FileStream? file = null;
        try
        {
            file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            Span<byte> start = stackalloc byte[2];
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            bool packed = read == 2 && start[0] == 0x1F && start[1] == 0x8B;
            return new IdxFile(name, packed ? new GZipStream(file, CompressionMode.Decompress) : file, packed, file.Length);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(name, "an IDX file", "no such file", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file?.Dispose();
            throw new DataFileException(name, "a readable IDX file", $"the system's refusal: {error.Message}", cause: error);
        }
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
        catch (InvalidDataException error)
        {
            throw new DataFileException(Name, "intact gzip data", $"damaged data: {error.Message}", $"after {Counted(_position)} unpacked", error);
        }
        catch (IOException error)
        {
            throw new DataFileException(Name, "a readable IDX file", $"the system's refusal: {error.Message}", $"after {Counted(_position)}", error);
        }
    }
}
