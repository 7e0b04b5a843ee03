using System.Globalization;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

public sealed class VectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("families.bin", "families.bin")]
    [InlineData("families.txt", "families.bin")]
    [InlineData("special.bin", "special.bin")]
    [InlineData("special.txt", "special.bin")]
    public void FileThatGensimWrote_LoadsWithItsBits(string file, string same) =>
        SameBits.Assert(Gensim.Read(same), WordVectors.Load(Gensim.PathOf(file)));

    // Fixtures/accept_fixtures.py has shown each of these bytes to gensim, or to NumPy where gensim does not know the format.
    [Theory]
    [InlineData("families.bin", "families.txt")]
    [InlineData("families.bin", "families.bin")]
    [InlineData("families.bin", "families.vec")]
    [InlineData("families.bin", "families.tsv", "families.metadata.tsv")]
    [InlineData("families.bin", "families.safetensors")]
    [InlineData("special.bin", "special.txt")]
    [InlineData("special.bin", "special.bin")]
    [InlineData("special.bin", "special.vec")]
    [InlineData("special.bin", "special.tsv", "special.metadata.tsv")]
    [InlineData("special.bin", "special.safetensors")]
    public void Saved_HasTheBytesThatOtherProgramsRead(string source, params string[] files)
    {
        Gensim.Read(source).Save(_folder[files[0]]);
        Assert.Equal(files.Order(StringComparer.Ordinal), _folder.Names.Where(name => !name.EndsWith(".pair", StringComparison.Ordinal)));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Gensim.PathOf(file)), File.ReadAllBytes(_folder[file])));
    }

    [Theory]
    [InlineData(VectorFormat.Word2VecText)]
    [InlineData(VectorFormat.Word2VecBinary)]
    [InlineData(VectorFormat.FastTextVec)]
    [InlineData(VectorFormat.ProjectorTsv)]
    [InlineData(VectorFormat.Safetensors)]
    public void AnyBits_ComeBack(VectorFormat format)
    {
        // More than the reader's buffer of 64 kB.
        const int Count = 700;
        const int Dimension = 37;
        var random = new Random(5);
        var rows = new float[Count * Dimension];
        for (int place = 0; place < rows.Length; place++)
        {
            do
            {
                rows[place] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            }
            while (!float.IsFinite(rows[place]));
        }

        var vectors = new WordVectors(Enumerable.Range(0, Count).Select(word => $"wörd{word}日本🙂"), rows, Dimension);
        string path = _folder[format == VectorFormat.ProjectorTsv ? "vectors.tsv" : "vectors"];
        vectors.Save(path, format);
        SameBits.Assert(vectors, WordVectors.Load(path, format));
    }

    [Fact]
    public void WordsWithSpaces_ComeBackWhereTheFormatHoldsThem()
    {
        var vectors = new WordVectors(["New York", "a"], [1, 2, 3, 4], 2);
        foreach (string file in (string[])["spaces.tsv", "spaces.safetensors"])
        {
            vectors.Save(_folder[file]);
            SameBits.Assert(vectors, WordVectors.Load(_folder[file]));
        }
    }

    [Fact]
    public void VectorsOfNoWords_ComeBackWhereTheFormatTellsTheirDimension()
    {
        var none = new WordVectors([], [], 3);
        foreach (string file in (string[])["none.txt", "none.vec", "none.bin", "none.safetensors"])
        {
            none.Save(_folder[file]);
            WordVectors read = WordVectors.Load(_folder[file]);
            Assert.Equal((0, 3), (read.Count, read.Dimension));
            Assert.Empty(read.MostSimilar([1, 2, 3]));
        }

        Assert.Contains("at least one word", Assert.Throws<ArgumentException>(() => none.Save(_folder["none.tsv"])).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Names, name => name.EndsWith("tsv", StringComparison.Ordinal));
    }

    /// <summary>The list of what belongs together must not replace the vectors, nor a file that has its name by chance.</summary>
    [Fact]
    public void AProjectorPairsList_TakesNobodysPlace()
    {
        WordVectors vectors = Gensim.Families;
        Assert.All(["x.pair", "x.metadata.tsv", "x.emb", "x.TSV", "x"], name =>
            Assert.Equal("path", Assert.Throws<ArgumentException>(() => vectors.Save(_folder[name], VectorFormat.ProjectorTsv)).ParamName));
        Assert.Empty(_folder.Names);

        vectors.Save(_folder["x.pair"], VectorFormat.Word2VecBinary);
        byte[] before = File.ReadAllBytes(_folder["x.pair"]);
        Assert.Contains("x.pair", Assert.Throws<IOException>(() => vectors.Save(_folder["x.tsv"])).Message, StringComparison.Ordinal);
        Assert.Equal(["x.pair"], _folder.Names);
        Assert.Equal(before, File.ReadAllBytes(_folder["x.pair"]));

        // What other programs wrote beside a pair is no list of it.
        File.Delete(_folder["x.pair"]);
        vectors.Save(_folder["x.tsv"]);
        File.WriteAllText(_folder["x.pair"], "another program's");
        SameBits.Assert(vectors, WordVectors.Load(_folder["x.tsv"]));
    }

    [Fact]
    public void BinaryWithLineBreaksAfterRows_AsWord2VecWrites_Loads()
    {
        byte[] row = BitConverter.IsLittleEndian ? [0, 0, 0x80, 0x3F] : [0x3F, 0x80, 0, 0];
        File.WriteAllBytes(_folder["c.bin"], [.. "2 1\n"u8, .. "a "u8, .. row, .. "\nb "u8, .. row, .. "\n"u8]);
        SameBits.Assert(new WordVectors(["a", "b"], [1, 1], 1), WordVectors.Load(_folder["c.bin"]));
    }

    [Fact]
    public void TextOfWindows_Loads()
    {
        File.WriteAllText(_folder["windows.txt"], "2 2\r\na 1 -2.5\r\nb 3e1 4 \r\n");
        SameBits.Assert(new WordVectors(["a", "b"], [1, -2.5f, 30, 4], 2), WordVectors.Load(_folder["windows.txt"]));
    }

    [Fact]
    public void WordThatFillsManyBuffers_ComesBack()
    {
        var vectors = new WordVectors(["a", new string('x', 300_000), "b"], [1, 2, 3], 1);
        foreach (string file in (string[])["long.txt", "long.bin", "long.tsv", "long.safetensors"])
        {
            vectors.Save(_folder[file]);
            SameBits.Assert(vectors, WordVectors.Load(_folder[file]));
        }
    }

    [Fact]
    public void UnknownExtension_IsToldTheKnownOnes()
    {
        string path = _folder["vectors.gz"];
        Assert.Contains(".txt, .bin, .vec, .tsv or .safetensors", Assert.Throws<ArgumentException>(() => Gensim.Families.Save(path)).Message);
        Assert.Contains(path, Assert.Throws<ArgumentException>(() => WordVectors.Load(path)).Message);
    }

    [Fact]
    public void LocaleOfTheMachine_DoesNotMatter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var swedish = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (swedish.NumberFormat.NumberDecimalSeparator, swedish.NumberFormat.NegativeSign) = (",", "\u2212");
        CultureInfo.CurrentCulture = swedish;
        try
        {
            Gensim.Read("special.bin").Save(_folder["special.txt"]);
            Assert.Equal(File.ReadAllBytes(Gensim.PathOf("special.txt")), File.ReadAllBytes(_folder["special.txt"]));
            SameBits.Assert(Gensim.Read("special.bin"), WordVectors.Load(_folder["special.txt"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
