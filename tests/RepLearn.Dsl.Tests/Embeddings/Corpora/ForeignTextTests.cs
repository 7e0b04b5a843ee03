using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Files;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

// What is no text in UTF-8 is named, and a byte order mark is no part of a word, whichever reader meets it.
public sealed class ForeignTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Encodings => new()
    {
        { "the cat sat on the mat", "utf-16" },
        { "the cat sat on the mat", "utf-16BE" },
        { "the cat sat on the mat", "utf-32" },
        { "привет мир и всем добрый день", "utf-16" },
        { "привет\nмир\n", "utf-16BE" },
        { "日本 語 と 英語", "utf-16" },
        { "hi", "utf-16" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void OtherEncodings_AreNamedWithAndWithoutAMark(string text, string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        foreach (byte[] bytes in (byte[][])[[.. encoding.GetPreamble(), .. encoding.GetBytes(text)], encoding.GetBytes(text)])
        {
            if (name == "utf-32" && bytes[0] != 0xFF)
            {
                continue;
            }

            foreach (InvalidUtf8 invalid in Enum.GetValues<InvalidUtf8>())
            {
                CorpusException error = Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus(bytes, options: new TextOptions { InvalidUtf8 = invalid })));
                Assert.Contains(name == "utf-32" ? "looks like UTF-32" : "looks like UTF-16", error.Message, StringComparison.Ordinal);
                Assert.Equal(0, error.Offset);
            }
        }
    }

    [Theory]
    [InlineData("abc\0def\0ghi\0")]
    [InlineData("a\0\0b")]
    [InlineData("\0text with a zero at its start, and then nothing but text")]
    [InlineData("日本語のテキスト")]
    [InlineData("привет мир")]
    public void Utf8_IsNotTakenForAnotherEncoding(string text) => Assert.NotEmpty(Texts.Sentences(TextCorpus.FromText(text)));

    [Theory]
    [InlineData("texts.tar")]
    [InlineData("texts.tar.gz")]
    [InlineData("old.tar")]
    [InlineData("texts.zip")]
    [InlineData("packed.txt")]
    [InlineData("text.bz2", "425A6839314159265359")]
    [InlineData("text.xz", "FD377A585A000004")]
    [InlineData("text.zst", "28B52FFD2405")]
    public void ArchivesAndUnknownPacking_AreNamed(string name, string? start = null)
    {
        File.WriteAllBytes(_folder[name], start is null ? Archive(name) : Convert.FromHexString(start));
        string kind = name.Contains("tar", StringComparison.Ordinal) ? "a tar archive" : name.EndsWith("zip", StringComparison.Ordinal) ? "a zip archive" : "packed with";
        foreach (Action read in (Action[])[() => Texts.Sentences(TextCorpus.FromFile(_folder[name])), () => Graph.FromFile(_folder[name])])
        {
            Assert.Contains(kind, Assert.Throws<CorpusException>(read).Message, StringComparison.Ordinal);
        }

        foreach (Action read in (Action[])[
            () => WordVectors.Load(_folder[name], VectorFormat.Word2VecText), () => WordVectors.Load(_folder[name], VectorFormat.Word2VecBinary),
            () => WordPair.ReadFile(_folder[name]), () => AnalogySection.ReadFile(_folder[name])])
        {
            Assert.Contains(kind, Assert.Throws<ModelFileException>(read).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AWordThatBeginsLikeBzip2_IsAWord() => Assert.Equal(["BZhang wrote a text"], Texts.Sentences(TextCorpus.FromText("BZhang wrote a text", new TextOptions { Tokenizer = new WhitespaceTokenizer() })));

    [Fact]
    public void TextThatIsNamedLikeGzip_IsToldAsSuch()
    {
        File.WriteAllText(_folder["unpacked.gz"], "some text");
        Assert.Contains("expected gzip", Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromFile(_folder["unpacked.gz"]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMark_IsNoPartOfAWord()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        Write("text", mark, "king queen");
        Assert.Equal(["king queen"], Texts.Sentences(TextCorpus.FromFile(_folder["text"], new TextOptions { Tokenizer = new WhitespaceTokenizer() })));
        Write("edges", mark, "king queen\n");
        Assert.Equal("king", Graph.FromFile(_folder["edges"])[0]);
        Write("edges.mtx", mark, "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n");
        Assert.Equal("2", Graph.FromFile(_folder["edges.mtx"])[0]);
        Write("pairs", mark, "king queen 1\n");
        Assert.Equal("king", WordPair.ReadFile(_folder["pairs"])[0].First);
        Write("questions", mark, "king man queen woman\n");
        Assert.Equal("king", AnalogySection.ReadFile(_folder["questions"])[0].Questions[0].A);
        Write("v.txt", mark, "1 2\nking 1 2\n");
        Write("v.vec", mark, "king 1 2\n");
        Write("v.bin", mark, "1 1\nking 0000");
        Write("v.tsv", mark, "1\t2\n");
        Write("v.metadata.tsv", mark, "king\n");
        Assert.All((string[])["v.txt", "v.vec", "v.bin", "v.tsv"], file => Assert.Equal("king", WordVectors.Load(_folder[file]).Words[0]));
    }

    [Fact]
    public void InvisibleCharacters_AreWrittenByNumberInMessages()
    {
        Write("v.txt", [], "2 2\na 1 2\n\uFEFFb 1\u200B 2\n");
        ExpectEscaped(Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["v.txt"])), "1\\u200B");
        Write("v.txt", [], "2 2\n\uFEFFa 1 2\n\uFEFFa 1 2\n");
        ExpectEscaped(Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["v.txt"])), "'\\uFEFFa'");
        Write("g", [], "a b 1\n\uFEFFa\u202Eb\n");
        ExpectEscaped(Assert.Throws<CorpusException>(() => Graph.FromFile(_folder["g"])), "'\\uFEFFa\\u202Eb'");
        Write("p", [], "a b 1\na b \uFEFF1\n");
        ExpectEscaped(Assert.Throws<ModelFileException>(() => WordPair.ReadFile(_folder["p"])), "'\\uFEFF1'");
        ExpectEscaped(Assert.Throws<UnknownWordException>(() => _ = new WordVectors(["king"], [1], 1)["\uFEFFking"].Length), "'\\uFEFFking'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(512)]
    [InlineData(200_000)]
    public void ZerosBehindGzip_AreReadOver(int zeros)
    {
        // Sizes and checksums that end in zeros, too.
        foreach (string text in (string[])["", "a", "some text", Texts.Lines(3000, 1)])
        {
            byte[] packed = text.Length == 0 ? Texts.EmptyGzip : Texts.Gzip(text);
            foreach (byte[] members in (byte[][])[packed, [.. packed, .. Texts.Gzip("more\n")], [.. Texts.Gzip("before\n"), .. packed]])
            {
                string[] expected = Texts.Sentences(Texts.Corpus(members, TextCompression.Gzip));
                Assert.Equal(expected, Texts.Sentences(Texts.Corpus([.. members, .. new byte[zeros]], TextCompression.Gzip)));
            }
        }
    }

    [Fact]
    public void OtherBytesBehindGzip_AreRefused()
    {
        byte[] packed = Texts.Gzip("some text");
        byte[][] tails = [[1], [0, 0, 1], [.. new byte[100_000], 7], [.. new byte[5], .. packed], [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0]];
        Assert.All(tails, tail => Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus([.. packed, .. tail], TextCompression.Gzip))));
    }

    [Fact]
    public void ACutGzipWithZerosInPlaceOfItsEnd_IsRefused()
    {
        byte[] packed = Texts.Gzip(Texts.Lines(50, 3));
        for (int length = 1; length < packed.Length; length++)
        {
            if (packed.AsSpan(length).ContainsAnyExcept((byte)0))
            {
                Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus([.. packed[..length], .. new byte[600]], TextCompression.Gzip)));
            }
        }
    }

    private static void ExpectEscaped(Exception error, string text)
    {
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, letter => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format);
    }

    private static byte[] Archive(string name)
    {
        var bytes = new MemoryStream();
        if (name.EndsWith("zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Create);
            using Stream entry = zip.CreateEntry("inner.txt").Open();
            entry.Write("some text"u8);
        }
        else if (name == "packed.txt")
        {
            bytes.Write(Texts.Gzip("some text"));
        }
        else
        {
            using Stream packed = name.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true) : bytes;
            using var tar = new TarWriter(packed, name == "old.tar" ? TarEntryFormat.V7 : TarEntryFormat.Pax, leaveOpen: true);
            tar.WriteEntry(name == "old.tar"
                ? new V7TarEntry(TarEntryType.V7RegularFile, "inner.txt") { DataStream = new MemoryStream("some text"u8.ToArray()) }
                : new PaxTarEntry(TarEntryType.RegularFile, "inner.txt") { DataStream = new MemoryStream("some text"u8.ToArray()) });
        }

        return bytes.ToArray();
    }

    private void Write(string name, byte[] start, string text) => File.WriteAllBytes(_folder[name], [.. start, .. Encoding.UTF8.GetBytes(text)]);
}
