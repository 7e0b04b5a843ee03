using System.Text;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class DamagedTextTests
{
    [Fact]
    public void GzipOfSeveralMembers_IsReadToItsEnd()
    {
        byte[] packed = [.. Texts.Gzip("first mem"), .. Texts.EmptyGzip, .. Texts.Gzip("ber\nsecond")];
        Assert.Equal(["first member", "second"], Texts.Sentences(Texts.Corpus(packed, TextCompression.Gzip)));

        string text = Texts.Lines(30_000, 2);
        byte[] large = [.. Texts.Gzip(text), .. Texts.Gzip(text)];
        Assert.Equal(text + text, string.Concat(Texts.Sentences(Texts.Corpus(large, TextCompression.Gzip)).Select(line => line + "\n")));
    }

    [Fact]
    public void LargeBrotli_IsReadToItsEnd()
    {
        string text = Texts.Lines(60_000, 3);
        Assert.Equal(text, string.Concat(Texts.Sentences(Texts.Corpus(Texts.Brotli(text), TextCompression.Brotli)).Select(line => line + "\n")));
    }

    [Fact]
    public void GzipThatStopsAnywhereButBetweenMembers_IsRefused()
    {
        byte[] first = Texts.Gzip("some words of the first");
        byte[] both = [.. first, .. Texts.Gzip("and of the second member")];
        for (int length = 0; length < both.Length; length++)
        {
            TextCorpus corpus = Texts.Corpus(both[..length], TextCompression.Gzip);
            if (length == first.Length)
            {
                Assert.Equal(["some words of the first"], Texts.Sentences(corpus));
            }
            else
            {
                Assert.Equal("bytes", Assert.Throws<CorpusException>(() => Texts.Sentences(corpus)).SourceName);
            }
        }
    }

    [Fact]
    public void BrotliThatStopsTooEarly_IsRefused()
    {
        byte[] packed = Texts.Brotli("some words, and then some words that are others");
        for (int length = 0; length < packed.Length; length++)
        {
            TextCorpus corpus = Texts.Corpus(packed[..length], TextCompression.Brotli);
            Assert.Contains("stop before their end", Assert.Throws<CorpusException>(() => Texts.Sentences(corpus)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(TextCompression.Gzip)]
    [InlineData(TextCompression.Brotli)]
    public void ALongTextThatStopsTooEarly_IsRefusedWithTheByteReached(TextCompression compression)
    {
        string text = Texts.Lines(30_000, 4);
        byte[] packed = compression == TextCompression.Gzip ? Texts.Gzip(text) : Texts.Brotli(text);
        TextCorpus corpus = Texts.Corpus(packed[..(packed.Length / 2)], compression);
        CorpusException error = Assert.Throws<CorpusException>(() => Texts.Sentences(corpus));
        Assert.InRange(error.Offset, text.Length / 4, text.Length * 3L / 4);
    }

    [Theory]
    [InlineData(TextCompression.Gzip)]
    [InlineData(TextCompression.Brotli)]
    public void DamagedBytesAndOtherDataBehind_AreRefused(TextCompression compression)
    {
        string text = Texts.Lines(1000, 5);
        byte[] packed = compression == TextCompression.Gzip ? Texts.Gzip(text) : Texts.Brotli(text);
        Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus([.. packed, 1, 2, 3], compression)));
        Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus(Encoding.UTF8.GetBytes(text), compression)));
    }

    [Fact]
    public void AGzipFileWithAChangedByte_FailsItsChecksum()
    {
        byte[] packed = Texts.Gzip(Texts.Lines(1000, 6));
        packed[packed.Length / 2] ^= 1;
        Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus(packed, TextCompression.Gzip)));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xFF, (byte)'b' }, 1, "FF62")] // no byte of UTF-8
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0x80 }, 4, "80")] // continuation without a lead, behind a mark
    [InlineData(new byte[] { (byte)'a', (byte)' ', 0xE2, 0x82 }, 2, "E282")] // character cut off by the end
    [InlineData(new byte[] { 0xC0, 0xAF }, 0, "C0AF")] // overlong form
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0, "EDA080")] // surrogate
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, 0, "looks like UTF-16")]
    public void InvalidUtf8_IsRefusedWithItsByte(byte[] bytes, int offset, string saying)
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Texts.Sentences(Texts.Corpus(bytes)));
        Assert.Equal(offset, error.Offset);
        Assert.Contains(saying, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'bytes', byte {offset}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidUtf8FarInsideOfAFile_IsRefusedWithItsByteInTheUnpackedText()
    {
        byte[] text = Encoding.UTF8.GetBytes(Texts.Lines(10_000, 7));
        text[200_000] = 0xF8;
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".gz");
        try
        {
            using (var writer = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
            {
                writer.Write(text);
            }

            CorpusException error = Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromFile(path)));
            Assert.Equal((path, 200_000L), (error.SourceName, error.Offset));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void InvalidUtf8_IsReadAsSpacesOnRequest()
    {
        byte[] bytes = [.. "one\xFFtwo"u8[..3], 0xFF, .. "two"u8, 0xE2, 0x82, (byte)'\n', .. "é"u8, 0xF0, 0x9F];
        Assert.Equal(["one two", "é"], Texts.Sentences(Texts.Corpus(bytes, options: new TextOptions { InvalidUtf8 = InvalidUtf8.ReadAsSpace })));
    }

    [Fact]
    public void CharactersAcrossTheBuffersEnds_StayWhole()
    {
        for (int shift = 0; shift < 4; shift++)
        {
            string text = new string(' ', (1 << 16) - 2 - shift) + "\U0001D49C\u00e9 日本\n";
            Assert.Equal(["\U0001D49C\u00e9 日本"], Texts.Sentences(TextCorpus.FromText(text)));
        }
    }

    [Fact]
    public void AnErrorAtOpening_ClosesTheStream()
    {
        var stream = new MemoryStream([1, 2, 3, 4]);
        Assert.Throws<CorpusException>(() => Texts.Sentences(TextCorpus.FromStream(() => stream, TextCompression.Gzip)));
        Assert.False(stream.CanRead);
    }
}
