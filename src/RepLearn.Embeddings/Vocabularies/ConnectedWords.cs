using System.Text;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// Words with connecting words between them, "bank of america", as one key: their UTF-8 with a byte between them that no UTF-8 has.
/// </summary>
internal static class ConnectedWords
{
    private const byte Separator = 0xFF;

    /// <summary>The length of the key of some neighbouring tokens.</summary>
    public static int LengthOf(TokenBuffer sentence, int first, int last)
    {
        int length = last - first;
        for (int token = first; token <= last; token++)
        {
            length += sentence[token].Length;
        }

        return length;
    }

    /// <summary>Writes the key of some neighbouring tokens.</summary>
    public static void Write(TokenBuffer sentence, int first, int last, Span<byte> key)
    {
        for (int token = first; token <= last; token++)
        {
            sentence[token].CopyTo(key);
            key = key[sentence[token].Length..];
            if (token < last)
            {
                key[0] = Separator;
                key = key[1..];
            }
        }
    }

    /// <summary>The first word of a key.</summary>
    public static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> key) => key[..key.IndexOf(Separator)];

    /// <summary>The last word of a key.</summary>
    public static ReadOnlySpan<byte> LastOf(ReadOnlySpan<byte> key) => key[(key.LastIndexOf(Separator) + 1)..];

    /// <summary>The words of a key, joined by underscores.</summary>
    public static string Text(ReadOnlySpan<byte> key)
    {
        byte[] text = key.ToArray();
        text.AsSpan().Replace(Separator, (byte)'_');
        return Encoding.UTF8.GetString(text);
    }
}
