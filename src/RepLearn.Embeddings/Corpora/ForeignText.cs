using System.Text.Unicode;

namespace RepLearn.Embeddings.Corpora;

/// <summary>What a file is that was taken for text or vectors, told by its first bytes: archives, packed files, other encodings.</summary>
internal static class ForeignText
{
    /// <summary>Bytes from a file's start that are enough to tell.</summary>
    public const int HeadBytes = 512;

    private static readonly (byte[] Start, string Name)[] s_kinds =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive; unpack it and read the file inside"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; unpack it and read the file inside"),
        ([0x1F, 0x8B], "packed with gzip; let its name end in .gz"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "packed with xz; unpack it, or pack it with gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with Zstandard; unpack it, or pack it with gzip"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "an array of NumPy; save words and vectors as text"),
        ([0xBA, 0x16, 0x4F, 0x2F], "a model of fastText; let its name end in .bin"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document; save it as text"),
    ];

    /// <summary>What a file of one of these kinds is and what to do about it, or null.</summary>
    /// <param name="head">The file's first <see cref="HeadBytes"/>, or all of them.</param>
    public static string? NameOf(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] start, string name) in s_kinds)
        {
            if (head.StartsWith(start))
            {
                return name;
            }
        }

        return IsPickle(head) ? "an object of Python; save it as text, in gensim with save_word2vec_format"
            : IsBzip2(head) ? "packed with bzip2; unpack it, or pack it with gzip"
            : IsTar(head) ? "a tar archive; unpack it and read the files inside"
            : null;
    }

    // "BZh", the size of blocks as a digit, and the mark of a block: a word may begin with the first three.
    private static bool IsBzip2(ReadOnlySpan<byte> head) =>
        head.Length >= 10 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9' && head[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);

    /// <summary>The encoding of text that is not UTF-8, in words, or null.</summary>
    /// <param name="head">The text's first <see cref="HeadBytes"/>, or all of them.</param>
    public static string? EncodingOf(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || IsUtf32(head, upper: 3) ? Converted("UTF-32LE")
        : head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) || IsUtf32(head, upper: 0) ? Converted("UTF-32BE")
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || IsUtf16(head, upper: 1) ? Converted("UTF-16LE")
        : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || IsUtf16(head, upper: 0) ? Converted("UTF-16BE")
        : null;

    private static string Converted(string encoding) => $"looks like {encoding}; convert it, for example with 'iconv -f {encoding} -t UTF-8'";

    // Without a mark: characters are of the first four planes, where the uppermost byte is zero and the next at most 3.
    private static bool IsUtf32(ReadOnlySpan<byte> head, int upper)
    {
        const int Width = 4;
        int plane = upper == 0 ? 1 : 2;
        for (ReadOnlySpan<byte> left = head; left.Length >= Width; left = left[Width..])
        {
            if (left[upper] != 0 || left[plane] > 3 || !left[..Width].ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return head.Length >= Width;
    }

    // Without a mark: of spaces, digits and most scripts the upper byte is zero or a control character, which text in UTF-8 has none of, and
    // never are both bytes zero.
    private static bool IsUtf16(ReadOnlySpan<byte> head, int upper)
    {
        if (head.Length % 2 != 0)
        {
            return false;
        }

        (int Zeros, int Controls) uppers = default;
        (int Zeros, int Controls) lowers = default;
        bool isLow = true;
        for (int place = 0; place + 1 < head.Length; place += 2)
        {
            (byte high, byte low) = (head[place + upper], head[place + 1 - upper]);
            if (high == 0 && low == 0)
            {
                return false;
            }

            uppers = Counted(uppers, high);
            lowers = Counted(lowers, low);
            isLow &= high <= ' ';
        }

        // Beyond U+20FF upper bytes may be letters; then the whole is mostly no UTF-8. A few signs alone say nothing.
        bool isMost = isLow || uppers.Controls > head.Length / 4;
        return uppers.CompareTo(lowers) > 0
            && ((isMost && (uppers.Zeros >= 2 || uppers.Controls >= 4)) || (uppers.Zeros >= 2 && 32 * uppers.Zeros >= head.Length && !IsUtf8(head)));
    }

    // The last character may be cut.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        const int Most = 3;
        int cut = 0;
        while (cut < Math.Min(Most, head.Length) && !Utf8.IsValid(head[..^cut]))
        {
            cut++;
        }

        return Utf8.IsValid(head[..^cut]);
    }

    private static (int Zeros, int Controls) Counted((int Zeros, int Controls) counts, byte value) =>
        (counts.Zeros + (value == 0 ? 1 : 0), counts.Controls + (value < ' ' && value is not (>= (byte)'\t' and <= (byte)'\r') ? 1 : 0));

    // Protocols 2 to 5 begin with their number and, from 4 on, a frame.
    private static bool IsPickle(ReadOnlySpan<byte> head) =>
        head is [0x80, 4 or 5, 0x95, ..] or [0x80, 2 or 3, (byte)'c' or (byte)'}' or (byte)']' or (byte)'(', ..];

    // The header's checksum: the sum of its bytes, its own eight taken as spaces, in octal digits.
    private static bool IsTar(ReadOnlySpan<byte> head)
    {
        const int First = 148;
        const int Length = 8;
        if (head.Length < HeadBytes)
        {
            return false;
        }

        int claimed = 0;
        int digits = 0;
        foreach (byte letter in head.Slice(First, Length))
        {
            if (letter is >= (byte)'0' and <= (byte)'7')
            {
                claimed = (8 * claimed) + letter - '0';
                digits++;
            }
            else if (letter is not ((byte)' ' or 0))
            {
                return false;
            }
        }

        int sum = Length * ' ';
        for (int place = 0; place < HeadBytes; place++)
        {
            sum += place is >= First and < First + Length ? 0 : head[place];
        }

        return digits > 0 && sum == claimed;
    }
}
