using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

// Bytes changed, cut out and repeated at random: what is read, or the documented exception with a message of some length.
public sealed class DamagedReadingTests : IDisposable
{
    private const int Inputs = 400;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("special.txt")]
    [InlineData("special.vec")]
    [InlineData("special.bin")]
    [InlineData("fasttext.bin")]
    [InlineData("special.vec", ".gz")]
    [InlineData("fasttext.bin", ".br")]
    public void Vectors_GiveNoOtherException(string file, string packing = "")
    {
        byte[] seed = File.ReadAllBytes(Gensim.PathOf(file));
        TryAll(Pack(seed, packing), file + packing, path => WordVectors.Load(path), typeof(ModelFileException));
    }

    [Theory]
    [InlineData("a 0.1 2 3\nb 4 5 6\n. . 1 2 3\n", "glove.txt")]
    public void GloveText_GivesNoOtherException(string text, string file) =>
        TryAll(Encoding.UTF8.GetBytes(text), file, path => WordVectors.Load(path), typeof(ModelFileException));

    [Theory]
    [InlineData("a b 1\nb c 0.5\n# x\nc é 1e3\n", "edges")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n% x\n3 3 2\n2 1 1\n3 1 0.5\n", "edges.mtx")]
    [InlineData("a b\nb c\n", "edges.gz")]
    public void Graphs_GiveNoOtherException(string text, string file) =>
        TryAll(Pack(Encoding.UTF8.GetBytes(text), Path.GetExtension(file)), file, path => Graph.FromFile(path), typeof(CorpusException));

    [Theory]
    [InlineData("text")]
    [InlineData("text.gz")]
    [InlineData("text.br")]
    public void Text_GivesNoOtherException(string file) => TryAll(
        Pack(Encoding.UTF8.GetBytes("\uFEFFSome words, é 日本\r\nand more\n"), Path.GetExtension(file)),
        file, path => Vocabulary.Build(TextCorpus.FromFile(path), new VocabularyOptions { MinimumCount = 1 }), typeof(CorpusException));

    [Fact]
    public void Questions_GiveNoOtherException()
    {
        TryAll("# x\na b 1\nc d 2.5\n"u8.ToArray(), "pairs", path => WordPair.ReadFile(path), typeof(QuestionFileException));
        TryAll(": one\na b c d\n"u8.ToArray(), "questions", path => AnalogySection.ReadFile(path), typeof(QuestionFileException));
    }

    private static byte[] Pack(byte[] bytes, string packing)
    {
        var packed = new MemoryStream();
        using (Stream writer = packing switch { ".gz" => new GZipStream(packed, CompressionLevel.Fastest), ".br" => new BrotliStream(packed, CompressionLevel.Fastest), _ => packed })
        {
            writer.Write(bytes);
        }

        return packed.ToArray();
    }

    private void TryAll(byte[] seed, string file, Action<string> read, Type documented)
    {
        var random = new Random(11);
        read(Write(file, seed));
        for (int input = 0; input < Inputs; input++)
        {
            byte[] bytes = Damage(seed, random);
            try
            {
                read(Write(file, bytes));
            }
            catch (Exception error)
            {
                Assert.True(error.GetType() == documented, $"{error.GetType().Name} by {Convert.ToHexString(bytes)}: {error}");
                Assert.InRange(error.Message.Length, _folder[file].Length, 900);
            }
        }
    }

    private string Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(_folder[file], bytes);
        return _folder[file];
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int place = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 9), bytes.Count - place);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(place, length);
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }

        return [.. bytes];
    }
}
