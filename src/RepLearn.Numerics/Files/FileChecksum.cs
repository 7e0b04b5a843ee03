using System.Globalization;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>
/// The first metadata of each file: the CRC-32C, in 8 hexadecimal digits, of the whole file with zeros for these digits. Files without
/// it, as other programs and earlier releases write them, are read unchecked, but not those in which its key is damaged.
/// </summary>
internal static class FileChecksum
{
    public const string Key = "crc32c";

    /// <summary>What stands for the digits while they are not known.</summary>
    public const string Zeros = "00000000";

    private const int Piece = 1 << 20;

    public static byte[] Digits(Crc32C checksum) => Encoding.ASCII.GetBytes(checksum.Value.ToString("x8", CultureInfo.InvariantCulture));

    /// <summary>Reads a file to its end, and throws if what it holds is not what was written.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="stream">The file, after its header.</param>
    /// <param name="prefix">The bytes before the header.</param>
    /// <param name="header">The header; its digits become zeros.</param>
    /// <param name="metadata">What the header says.</param>
    /// <exception cref="ModelFileException">The checksum differs.</exception>
    public static void Expect(string path, Stream stream, ReadOnlySpan<byte> prefix, Span<byte> header, IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Key, out string? told))
        {
            ExpectNoDamagedKey(path, metadata);
            return;
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

        if (!digits.AsSpan().SequenceEqual(Digits(checksum)))
        {
            throw new ModelFileException(
                path, $"expected content with the checksum of metadata '{Key}', '{FileText.Shown(told)}', but it is '{Encoding.ASCII.GetString(Digits(checksum))}': the file is damaged. A program that changes such a file on purpose leaves this metadata out.");
        }
    }

    // A file without the checksum is another program's, which may have the other metadata too. A key that is all but this one is not: a letter changed.
    private static void ExpectNoDamagedKey(string path, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (string key in metadata.Keys)
        {
            if (key.Length == Key.Length && key.Zip(Key).Count(pair => pair.First != pair.Second) == 1)
            {
                throw new ModelFileException(path, $"expected metadata '{Key}', a checksum, but found '{FileText.Shown(key)}' in its place: the file is damaged. A program that changes such a file on purpose leaves this metadata out.");
            }
        }
    }
}
