using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>
/// The first metadata of each file: the CRC-32C, in 8 hexadecimal digits, of the whole file with zeros for these digits. Files without
/// it, as other programs and earlier releases write them, are read unchecked, but not those in which its key is damaged.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FileChecksum
{
    /// <summary>The name of the metadata.</summary>
    public const string Key = "crc32c";

    /// <summary>What stands for the digits while they are not known.</summary>
    public const string Zeros = "00000000";

    private const int Piece = 1 << 20;

    /// <summary>Puts its checksum into a file that lies in memory and has zeros for it.</summary>
    public static void Seal(Span<byte> file)
    {
        var checksum = new Crc32C();
        checksum.Append(file);
        Digits(checksum).CopyTo(file[file.IndexOf(Encoding.ASCII.GetBytes(Zeros))..]);
    }

    internal static byte[] Digits(Crc32C checksum) => Encoding.ASCII.GetBytes(checksum.Value.ToString("x8", CultureInfo.InvariantCulture));

    /// <summary>What is wrong with a file that lies in memory: null, or a sentence after the file's name.</summary>
    /// <param name="file">All of it; the checksum's digits become zeros.</param>
    /// <param name="metadata">What it says.</param>
    public static string? ProblemOf(Span<byte> file, IReadOnlyDictionary<string, string> metadata) => ProblemOf(Stream.Null, [], file, metadata);

    /// <summary>Reads a file to its end, and tells whether what it holds is not what was written.</summary>
    /// <param name="stream">The file, after its header.</param>
    /// <param name="prefix">The bytes before the header.</param>
    /// <param name="header">The header; its digits become zeros.</param>
    /// <param name="metadata">What the header says.</param>
    internal static string? ProblemOf(Stream stream, ReadOnlySpan<byte> prefix, Span<byte> header, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Key, out string? told))
        {
            return ProblemOfKeys(metadata);
        }

        byte[] digits = Encoding.UTF8.GetBytes(told);
        int place = header.IndexOf(digits);
        if (place >= 0)
        {
            header.Slice(place, digits.Length).Fill((byte)'0');
        }

        var checksum = new Crc32C();
        checksum.Append(prefix);
        checksum.Append(header);
        var piece = new byte[Math.Min(Piece, stream.Length)];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            checksum.Append(piece.AsSpan(0, read));
        }

        return digits.AsSpan().SequenceEqual(Digits(checksum))
            ? null
            : $"expected content with the checksum of metadata '{Key}', '{FileText.Shown(told)}', but it is '{Encoding.ASCII.GetString(Digits(checksum))}': the file is damaged. A program that changes such a file on purpose leaves this metadata out.";
    }

    // A file without the checksum is another program's, which may have the other metadata too. A key that is all but this one is not: a letter changed.
    private static string? ProblemOfKeys(IReadOnlyDictionary<string, string> metadata)
    {
        string? damaged = metadata.Keys.FirstOrDefault(key => key.Length == Key.Length && key.Zip(Key).Count(pair => pair.First != pair.Second) == 1);
        return damaged is null
            ? null
            : $"expected metadata '{Key}', a checksum, but found '{FileText.Shown(damaged)}' in its place: the file is damaged. A program that changes such a file on purpose leaves this metadata out.";
    }
}
