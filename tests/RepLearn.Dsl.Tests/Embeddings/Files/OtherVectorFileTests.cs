using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

// Files of other programs: GloVe, fastText, packed ones, and those with bad words.
public sealed class OtherVectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GloveText_IsReadWithoutAFirstLine()
    {
        WordVectors vectors = Load("glove.txt", "the 0.1 -2 3e-1\n, 1 2 3\n5 4 5 6\n. . . 7 8 9\nat name@domain.com 1 1 1\n");
        Assert.Equal(["the", ",", "5", ". . .", "at name@domain.com"], Words(vectors));
        Assert.Equal([0.1f, -2, 0.3f], vectors["the"].ToArray());
        Assert.Equal([7, 8, 9], vectors[". . ."].ToArray());
    }

    [Theory]
    [InlineData("the 1 2\na 1 2 3\n", "line 2", "a word and 2 values", "'the 1 2'")]
    [InlineData("the 1 2\na 1\n", "line 2", "a word and 2 values")]
    [InlineData("the 1 2\na 1 x\n", "line 2", "a number as value 2")]
    [InlineData("the 1 2\n\na 1 2\n", "line 3", "behind an empty line")]
    [InlineData("the 1 2\na 1 2", "line 2", "line break")]
    [InlineData("the 1 2\nthe 3 4\n", "line 2", "each word once")]
    [InlineData("only words here\n", "first line 'count dimension'")]
    public void GloveTextWithABadLine_IsRefused(string text, params string[] problem)
    {
        string message = Assert.Throws<ModelFileException>(() => Load("glove.txt", text)).Message;
        Assert.All(problem, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("families.txt", "p.txt.gz")]
    [InlineData("families.vec", "p.vec.gz")]
    [InlineData("families.bin", "p.bin.br")]
    [InlineData("special.txt", "p.TXT.GZ")]
    public void PackedFiles_HaveTheSameVectors(string file, string name)
    {
        Pack(name, File.ReadAllBytes(Gensim.PathOf(file)));
        SameBits.Assert(WordVectors.Load(Gensim.PathOf(file)), WordVectors.Load(_folder[name]));
        Assert.True(WordVectors.TryGetFormat(name, out _));
        ArgumentException error = Assert.Throws<ArgumentException>(() => WordVectors.Load(_folder[name]).Save(_folder[name]));
        Assert.Contains("packed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyPackedRows_AreReadAsTheyCome()
    {
        string text = "20000 3\n" + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"w{row} {row} {row + 0.5} -{row}\n"));
        Pack("many.vec.gz", Encoding.UTF8.GetBytes(text));
        WordVectors vectors = WordVectors.Load(_folder["many.vec.gz"]);
        Assert.Equal((20_000, 19_999.5f), (vectors.Count, vectors["w19999"][1]));
    }

    [Fact]
    public void APackedFileThatClaimsMuch_TakesLittleMemory()
    {
        Pack("claim.vec.gz", "500000000 1\na 1\n"u8.ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("ends after 1", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["claim.vec.gz"])).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void APackedFileThatIsCut_IsRefused()
    {
        Pack("p.vec.gz", File.ReadAllBytes(Gensim.PathOf("special.vec")));
        byte[] whole = File.ReadAllBytes(_folder["p.vec.gz"]);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["p.vec.gz"], whole[..length]);
            Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["p.vec.gz"]));
        }
    }

    // Made and asked by fastText 0.9.2: skipgram -dim 3 -bucket 40 -minn 2 -maxn 4; print-word-vectors.
    [Theory]
    [InlineData("cat", 0.11355f, -0.11388f, 0.083274f)]
    [InlineData("</s>", 0.21068f, -0.0028234f, 0.33561f)]
    [InlineData("größe", 0.12422f, -0.052104f, 0.0019873f)]
    [InlineData("日本", 0.031683f, -0.083111f, 0.18502f)]
    [InlineData("katze", 0.1143f, -0.12942f, 0.14184f)]
    [InlineData("größer", 0.093745f, -0.13001f, 0.044074f)]
    [InlineData("x", 0.050131f, -0.0452f, 0.099025f)]
    public void AModelOfFastText_GivesItsVectorsOfKnownAndUnknownWords(string word, params float[] expected)
    {
        WordVectors vectors = WordVectors.Load(Gensim.PathOf("fasttext.bin"));
        Assert.Equal((23, 3), (vectors.Count, vectors.Dimension));
        Assert.All(expected.Zip(vectors[word].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void AClassifierOfFastText_GivesItsWords()
    {
        WordVectors vectors = WordVectors.Load(Gensim.PathOf("fasttext-supervised.bin"));
        Assert.Equal(-0.41452f, vectors["cat"][0], 1e-5f);
        Assert.Equal(0.39595f, vectors["the"][1], 1e-5f);
        Assert.DoesNotContain("__label__a", Words(vectors));
        Assert.False(vectors.TryGet("horse", out _));
    }

    [Fact]
    public void AModelOfFastText_IsRefusedWhereverItIsCut()
    {
        byte[] whole = File.ReadAllBytes(Gensim.PathOf("fasttext.bin"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["cut.bin"], whole[..length]);
            Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["cut.bin"]));
        }

        Pack("whole.bin.gz", whole);
        SameBits.Assert(WordVectors.Load(Gensim.PathOf("fasttext.bin")), WordVectors.Load(_folder["whole.bin.gz"]));
        Pack("cut.bin.gz", whole[..^1]);
        Assert.Contains("output matrix", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["cut.bin.gz"])).Message, StringComparison.Ordinal);
    }

    /// <summary>Sums of rows and n-grams beyond single precision have means that are not.</summary>
    [Fact]
    public void AModelOfFastTextWithLargeValues_GivesFiniteMeans()
    {
        byte[] bytes = File.ReadAllBytes(Gensim.PathOf("fasttext.bin"));
        const int Output = 293;
        Span<float> matrix = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - Output - (63 * 3 * sizeof(float)), 63 * 3 * sizeof(float)));
        for (int place = 0; place < matrix.Length; place++)
        {
            matrix[place] = place % 3 == 0 ? float.MaxValue : place % 3 == 1 ? -3e38f : 0;
        }

        File.WriteAllBytes(_folder["large.bin"], bytes);
        WordVectors vectors = WordVectors.Load(_folder["large.bin"]);
        Assert.All([.. Words(vectors), "katze"], word => Assert.Equal([float.MaxValue, -3e38f, 0], vectors[word].ToArray()));
    }

    [Fact]
    public void AQuantisedModelOfFastText_IsNamed()
    {
        byte[] bytes = File.ReadAllBytes(Gensim.PathOf("fasttext.bin"));

        // The byte before the matrix of 63 × 3 values and its two sizes.
        const int Output = 293;
        bytes[^(Output + (63 * 3 * sizeof(float)) + (2 * sizeof(long)) + 1)] = 1;
        File.WriteAllBytes(_folder["q.bin"], bytes);
        Assert.Contains("quantised", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["q.bin"])).Message, StringComparison.Ordinal);
        Assert.Contains("model of fastText", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["q.bin"], VectorFormat.FastTextVec)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VectorFormat.Word2VecText)]
    [InlineData(VectorFormat.Word2VecBinary)]
    [InlineData(VectorFormat.ProjectorTsv)]
    [InlineData(VectorFormat.Safetensors)]
    public void DuplicatesAndBadUtf8_AreLeftOutOnRequest(VectorFormat format)
    {
        // Words of one length, so that bytes can be replaced in any format.
        new WordVectors(["aaa", "bbb", "ccc", "ddd", "eee"], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], 2).Save(_folder["w.tsv"], format);
        string file = format == VectorFormat.ProjectorTsv ? "w.metadata.tsv" : "w.tsv";
        byte[] bytes = File.ReadAllBytes(_folder[file]);
        if (format == VectorFormat.Safetensors)
        {
            Replace(bytes, "crc32c", "no crc"u8);
        }

        Replace(bytes, "ccc", "aaa"u8);
        Replace(bytes, "ddd", [(byte)'d', 0xFF, (byte)'d']);
        File.WriteAllBytes(_folder[file], bytes);
        Array.ForEach(Directory.GetFiles(_folder[""], "*.pair"), File.Delete);

        Assert.Contains("VectorReadOptions.Duplicates", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["w.tsv"], format)).Message, StringComparison.Ordinal);
        Assert.Contains("VectorReadOptions.InvalidUtf8", Assert.Throws<ModelFileException>(
            () => WordVectors.Load(_folder["w.tsv"], format, new VectorReadOptions { Duplicates = DuplicateWord.KeepFirst })).Message, StringComparison.Ordinal);
        var skip = new VectorReadOptions { Duplicates = DuplicateWord.KeepFirst, InvalidUtf8 = InvalidWord.Skip };
        WordVectors vectors = WordVectors.Load(_folder["w.tsv"], format, skip);
        Assert.Equal(["aaa", "bbb", "eee"], Words(vectors));
        Assert.Equal((1, 2, 5), (vectors["aaa"][0], vectors["bbb"][1], vectors["eee"][0]));
        vectors = WordVectors.Load(_folder["w.tsv"], format, skip with { InvalidUtf8 = InvalidWord.Replace });
        Assert.Equal(["aaa", "bbb", "d\uFFFDd", "eee"], Words(vectors));
        Assert.Equal(4, vectors["d\uFFFDd"][0]);
    }

    [Fact]
    public void ReadOptions_AreChecked() => Assert.Throws<ArgumentOutOfRangeException>(
        () => WordVectors.Load(Gensim.PathOf("special.txt"), options: new VectorReadOptions { Duplicates = (DuplicateWord)7 }));

    [Theory]
    [InlineData("s.txt")]
    [InlineData("s.vec")]
    [InlineData("s.bin")]
    [InlineData("s.tsv")]
    [InlineData("s.safetensors")]
    public void WordsWithWhiteSpace_AreWrittenWithUnderscoresOnRequest(string file)
    {
        var vectors = new WordVectors(["New York", "a\tb\r", "c"], [1, 2, 3], 1);
        vectors.Save(_folder[file], options: new VectorWriteOptions { WhiteSpace = WhiteSpaceInWords.Underscore });
        string[] expected = file switch { "s.safetensors" => ["New York", "a\tb\r", "c"], "s.tsv" => ["New York", "a_b_", "c"], _ => ["New_York", "a_b_", "c"] };
        WordVectors read = WordVectors.Load(_folder[file]);
        Assert.Equal(expected, Words(read));
        Assert.Equal((1, 3), (read[0][0], read[2][0]));
    }

    [Fact]
    public void WordsThatBecomeOneByUnderscores_AreRefused()
    {
        var vectors = new WordVectors(["New York", "New_York"], [1, 2], 1);
        var options = new VectorWriteOptions { WhiteSpace = WhiteSpaceInWords.Underscore };
        Assert.Contains("'New_York'", Assert.Throws<ArgumentException>(() => vectors.Save(_folder["s.txt"], options: options)).Message, StringComparison.Ordinal);
        Assert.Contains("VectorWriteOptions.WhiteSpace", Assert.Throws<ArgumentException>(() => vectors.Save(_folder["s.txt"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["s.txt"]));
    }

    [Theory]
    [InlineData("m.txt")]
    [InlineData("m.bin")]
    [InlineData("m.tsv")]
    [InlineData("m.safetensors")]
    public void AWordThatBeginsWithAMark_ComesBack(string file)
    {
        var vectors = new WordVectors(["\uFEFFking", "king"], [1, 2], 1);
        vectors.Save(_folder[file]);
        SameBits.Assert(vectors, WordVectors.Load(_folder[file]));
    }

    private static string[] Words(WordVectors vectors) => [.. Enumerable.Range(0, vectors.Count).Select(row => vectors.Words[row])];

    private static void Replace(byte[] bytes, string word, ReadOnlySpan<byte> other) => other.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word))));

    private WordVectors Load(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return WordVectors.Load(_folder[name]);
    }

    private void Pack(string name, byte[] bytes)
    {
        using FileStream file = File.Create(_folder[name]);
        using Stream packed = name.EndsWith("br", StringComparison.OrdinalIgnoreCase) ? new BrotliStream(file, CompressionLevel.Fastest) : new GZipStream(file, CompressionLevel.Fastest);
        packed.Write(bytes);
    }
}
