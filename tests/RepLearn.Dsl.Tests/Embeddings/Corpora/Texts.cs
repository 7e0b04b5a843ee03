using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;

namespace RepLearn.Tests.Embeddings.Corpora;

/// <summary>Reads corpora whole, and packs texts.</summary>
internal static class Texts
{
    /// <summary>What gzip makes of no bytes; <see cref="GZipStream"/> writes nothing then.</summary>
    public static byte[] EmptyGzip { get; } = Convert.FromHexString("1F8B080000000000000303000000000000000000");

    public static string[] Sentences(ICorpus corpus)
    {
        using SentenceReader reader = corpus.Open();
        var sentence = new TokenBuffer();
        List<string> sentences = [];
        while (reader.Read(sentence))
        {
            sentences.Add(string.Join(' ', Tokens(sentence)));
        }

        return [.. sentences];
    }

    public static IEnumerable<string> Tokens(TokenBuffer sentence) =>
        Enumerable.Range(0, sentence.Count).Select(index => Encoding.UTF8.GetString(sentence[index]));

    public static TextCorpus Corpus(byte[] bytes, TextCompression compression = TextCompression.None, TextOptions? options = null) =>
        TextCorpus.FromStream(() => new MemoryStream(bytes), compression, options, "bytes");

    public static byte[] Gzip(string text) => Pack(text, packed => new GZipStream(packed, CompressionLevel.Optimal));

    public static byte[] Brotli(string text) => Pack(text, packed => new BrotliStream(packed, CompressionLevel.Optimal));

    /// <summary>Lines of words that repeat late enough not to be packed to nothing.</summary>
    public static string Lines(int count, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int line = 0; line < count; line++)
        {
            for (int word = 0; word < 8; word++)
            {
                text.Append((char)('a' + random.Next(26))).Append((char)('a' + random.Next(26))).Append(word < 7 ? ' ' : '\n');
            }
        }

        return text.ToString();
    }

    private static byte[] Pack(string text, Func<Stream, Stream> pack)
    {
        var packed = new MemoryStream();
        using (Stream writer = pack(packed))
        {
            writer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
