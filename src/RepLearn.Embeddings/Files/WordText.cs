using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary>Words and rows as formats can take them, or an exception that says why not.</summary>
internal static class WordText
{
    /// <summary>Bytes of the longest word in text and binary files: who looks further reads a file of another kind.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a word that has none of some letters.</summary>
    /// <exception cref="ArgumentException">The word has one of them, is too long, or has half of a surrogate pair.</exception>
    public static byte[] Bytes(string word, ReadOnlySpan<char> forbidden, int most = MostBytes)
    {
        int place = word.AsSpan().IndexOfAny(forbidden);
        if (place >= 0)
        {
            throw new ArgumentException($"Expected words that this format can hold, but '{FileText.Shown(word)}' has the character U+{(int)word[place]:X4}, which ends a word there; VectorWriteOptions.WhiteSpace can make an underscore of it, and .safetensors holds all words without line feeds.");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(FileText.Whole(word, "words"));
        return bytes.Length <= most
            ? bytes
            : throw new ArgumentException($"Expected words that this format can hold, but '{FileText.Shown(word)}' has {bytes.Length} bytes, more than {most}; .safetensors holds it.");
    }

    /// <summary>The word that bytes of a file spell.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="path">The file.</param>
    /// <param name="place">Where they are in it.</param>
    /// <param name="remedy">What to do about bytes that are not UTF-8, if anything can be done.</param>
    /// <exception cref="ModelFileException">There are none, or they are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8, string path, string place, string remedy = "")
    {
        try
        {
            return utf8.IsEmpty ? throw new ModelFileException(path, $"{place}: expected a word, but there is none.") : s_strict.GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ModelFileException(path, $"{place}: expected a word in UTF-8, but it has the byte 0x{exception.BytesUnknown?[0] ?? 0:X2}{remedy}.", exception);
        }
    }

    /// <summary>A row whose values are all finite.</summary>
    public static ReadOnlySpan<float> Row(WordVectors vectors, int row)
    {
        ReadOnlySpan<float> values = vectors[row];
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"Expected finite values to be saved, but the vector of '{FileText.Shown(vectors.Words[row])}' has {value}."));
            }
        }

        return values;
    }
}
