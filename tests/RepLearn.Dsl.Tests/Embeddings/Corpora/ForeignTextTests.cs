using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
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

    /// <summary>Letters whose lower byte is zero, texts without a space, scripts whose letters are all ASCII by bytes, signs among letters.</summary>
    [Theory]
    [InlineData("Āris un Ģirts, Ķekava: Ābols")]
    [InlineData("Ā")]
    [InlineData("Ādaži\nĒrgļi")]
    [InlineData("a\nb\nc\n")]
    [InlineData("ПРИВЕТ")]
    [InlineData("привет")]
    [InlineData("ประเทศไทย")]
    [InlineData("नमस्ते दुनिया, आप कैसे हैं")]
    [InlineData("x ≤ y, and y ≤ z")]
    [InlineData("AB 中 in a text of others")]
    [InlineData("日本 語 と 英語")]
    [InlineData("🙂 and 🙃")]
    public void OtherEncodingsWithoutAMark_AreNamedOrRefused(string text)
    {
        foreach ((Encoding encoding, string name) in (ReadOnlySpan<(Encoding, string)>)[
            (new UnicodeEncoding(bigEndian: false, byteOrderMark: false), "UTF-16LE"), (new UnicodeEncoding(bigEndian: true, byteOrderMark: false), "UTF-16BE"),
            (new UTF32Encoding(bigEndian: false, byteOrderMark: false), "UTF-32LE"), (new UTF32Encoding(bigEndian: true, byteOrderMark: false), "UTF-32BE")])
        {
            File.WriteAllBytes(_folder["other"], encoding.GetBytes(text));
            string message = Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromFile(_folder["other"]))).Message;

            // One letter alone says nothing of the order of its bytes.
            Assert.Contains(text == "Ā" ? "UTF-" : $"looks like {name};", message, StringComparison.Ordinal);
            Assert.Throws<CorpusException>(() => Graph.FromFile(_folder["other"]));
            Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["other"], VectorFormat.Word2VecText));
        }
    }

    /// <summary>Of a file of words a few bytes of zero at even places are no other encoding, nor is a character that its end would cut.</summary>
    [Fact]
    public void WordsWithCharactersOfZero_AreRead()
    {
        var vectors = new WordVectors(["\0", "\u00A0\u2028</s>", "\u0085\0🙂"], [1, 2, 3], 1);
        foreach (string file in (string[])["w.txt", "w.tsv", "w.bin"])
        {
            vectors.Save(_folder[file]);
            Assert.Equal("\u0085\0🙂", WordVectors.Load(_folder[file]).Words[2]);
        }
    }

    [Theory]
    [InlineData("abc\0def\0ghi\0", 3)]
    [InlineData("\0text with a zero at its start, and then nothing but text", 0)]
    [InlineData("日本\0語のテキスト", 6)]
    public void AZeroInAFile_IsRefusedWithItsPlace_UnlessBadBytesAreReadOver(string text, int place)
    {
        File.WriteAllText(_folder["zero"], text);
        CorpusException error = Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromFile(_folder["zero"])));
        Assert.Equal(place, error.Offset);
        Assert.Contains("a byte of zero", error.Message, StringComparison.Ordinal);
        Assert.Equal(Texts.Sentences(TextCorpus.FromText(text)), Texts.Sentences(TextCorpus.FromFile(_folder["zero"], new TextOptions { InvalidUtf8 = InvalidUtf8.ReadAsSpace })));
    }

    [Theory]
    [InlineData("%PDF-1.7 begins such a file")]
    [InlineData("PK\u0003\u0004 begins another")]
    [InlineData("a\0b\0c\0")]
    public void TextThatTheProgramHolds_IsText(string text)
    {
        var options = new TextOptions { Tokenizer = new WhitespaceTokenizer() };
        Assert.Equal([text], Texts.Sentences(TextCorpus.FromText(text, options)));
        File.WriteAllText(_folder["file"], text);
        Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromFile(_folder["file"], options)));
    }

    [Fact]
    public void AMarkWhereTextsWerePutTogether_IsNoPartOfAToken()
    {
        const string First = "\uFEFFking queen";
        const string Second = "\uFEFFman woman\n\uFEFFboy";
        var options = new TextOptions { Tokenizer = new WhitespaceTokenizer() };
        byte[] members = [.. Texts.Gzip(First), .. Texts.Gzip("\n" + Second)];
        Assert.Equal(["king queen", "man woman", "boy"], Texts.Sentences(Texts.Corpus(members, TextCompression.Gzip, options)));
        Assert.Equal(["king queen man woman", "boy"], Texts.Sentences(TextCorpus.FromText(First + Second, options)));

        // Across the reader's buffers of 64 KB.
        for (int shift = 0; shift < 4; shift++)
        {
            string text = new string(' ', (1 << 16) - shift) + "\uFEFFking";
            Assert.Equal(["king"], Texts.Sentences(TextCorpus.FromText(text, options)));
        }
    }

    [Theory]
    [InlineData("abc\0def\0ghi\0")]
    [InlineData("a\0\0b")]
    [InlineData("\0text with a zero at its start, and then nothing but text")]
    [InlineData("日本語のテキスト")]
    [InlineData("привет мир")]
    public void Utf8_IsNotTakenForAnotherEncoding(string text) => Assert.NotEmpty(Texts.Sentences(Texts.Corpus(
        Encoding.UTF8.GetBytes(text), options: new TextOptions { InvalidUtf8 = InvalidUtf8.ReadAsSpace })));

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
            () => WordVectors.Load(_folder[name], VectorFormat.Word2VecText), () => WordVectors.Load(_folder[name], VectorFormat.Word2VecBinary)])
        {
            Assert.Contains(kind, Assert.Throws<ModelFileException>(read).Message, StringComparison.Ordinal);
        }

        foreach (Action read in (Action[])[() => WordPair.ReadFile(_folder[name]), () => AnalogySection.ReadFile(_folder[name])])
        {
            Assert.Contains(kind, Assert.Throws<QuestionFileException>(read).Message, StringComparison.Ordinal);
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
        Write("g", [], "a b 1\n\u200Ba\u202Eb\n");
        ExpectEscaped(Assert.Throws<CorpusException>(() => Graph.FromFile(_folder["g"])), "'\\u200Ba\\u202Eb'");
        Write("p", [], "a b 1\na b \u200B1\n");
        ExpectEscaped(Assert.Throws<QuestionFileException>(() => WordPair.ReadFile(_folder["p"])), "'\\u200B1'");
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
