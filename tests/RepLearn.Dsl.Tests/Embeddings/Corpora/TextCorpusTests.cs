using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class TextCorpusTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_AreSentencesWithoutTheEmptyOnes()
    {
        TextCorpus corpus = TextCorpus.FromText("\n\nThe cat -- sat.\n  \n123\nIt didn't");
        Assert.Equal(["the cat sat", "it didn t"], Texts.Sentences(corpus));
        Assert.Equal(["the cat sat", "it didn t"], Texts.Sentences(corpus));
    }

    [Fact]
    public void WindowsLinesAndByteOrderMarks_LeaveNoTrace()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. "one two\r\nthree\r\n\r\n"u8];
        Assert.Equal(["one two", "three"], Texts.Sentences(Texts.Corpus(text)));
        Assert.Equal(["one two", "three"], Texts.Sentences(Texts.Corpus(text, options: new TextOptions { Tokenizer = new WhitespaceTokenizer() })));
    }

    [Fact]
    public void FilesOfAllKinds_AreReadByTheirExtensions()
    {
        string[] paths =
        [
            Write("a.txt", "Plain"u8.ToArray()), Write("b.txt.gz", Texts.Gzip("In gzip\nof two")), Write("c.TXT.BR", Texts.Brotli("In Brotli")),
        ];
        TextCorpus corpus = TextCorpus.FromFiles(paths);
        Assert.Equal(["plain", "in gzip", "of two", "in brotli"], Texts.Sentences(corpus));
        Assert.Equal(paths, corpus.Names);
        Assert.Equal(["in brotli"], Texts.Sentences(TextCorpus.FromFile(paths[2])));
    }

    [Fact]
    public void AFolder_IsReadInOrdinalOrderOfThePathsThatMatch()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "b"));
        Write("c.txt", "third"u8.ToArray());
        Write("b/inner.txt", "second"u8.ToArray());
        Write("B.txt", "first"u8.ToArray());
        Write("notes.md", "nothing"u8.ToArray());
        Assert.Equal(["first", "second", "third"], Texts.Sentences(TextCorpus.FromFolder(_folder, "*.txt")));
        Assert.Equal(["first", "second", "third", "nothing"], Texts.Sentences(TextCorpus.FromFolder(_folder)));
    }

    [Fact]
    public void AStream_IsOpenedAndClosedOnceForEachPass()
    {
        List<MemoryStream> opened = [];
        TextCorpus corpus = TextCorpus.FromStream(
            () =>
            {
                opened.Add(new MemoryStream(Texts.Gzip("some text")));
                return opened[^1];
            },
            TextCompression.Gzip);
        Assert.Equal(["some text"], Texts.Sentences(corpus));
        corpus.Open().Dispose();
        Assert.Equal(["some text"], Texts.Sentences(corpus));
        Assert.Equal(2, opened.Count);
        Assert.All(opened, stream => Assert.False(stream.CanRead));
    }

    [Fact]
    public void EmptyTexts_HaveNoSentences()
    {
        Assert.Empty(Texts.Sentences(TextCorpus.FromText("")));
        Assert.Empty(Texts.Sentences(TextCorpus.FromText("\n \n1 2 3")));
        Assert.Empty(Texts.Sentences(Texts.Corpus(Texts.EmptyGzip, TextCompression.Gzip)));
        Assert.Empty(Texts.Sentences(Texts.Corpus(Texts.Brotli(""), TextCompression.Brotli)));
        Assert.Equal(["b"], Texts.Sentences(TextCorpus.FromFiles([Write("0", []), Write("1", "b"u8.ToArray()), Write("2", [])])));
    }

    [Fact]
    public void WhatIsNotThere_IsRefusedByName()
    {
        AssertRefused(_folder, "it is a folder", () => TextCorpus.FromFile(_folder));
        Assert.Contains("no such folder", Assert.Throws<DirectoryNotFoundException>(() => TextCorpus.FromFolder(Path.Combine(_folder, "gone"))).Message, StringComparison.Ordinal);
        AssertRefused(_folder, "named '*.txt'", () => TextCorpus.FromFolder(_folder, "*.txt"));
        AssertRefused("files", "at least one", () => TextCorpus.FromFiles([]));

        string path = Write("soon gone.txt", "text"u8.ToArray());
        TextCorpus corpus = TextCorpus.FromFile(path);
        File.Delete(path);
        Assert.Equal(path, Assert.Throws<FileNotFoundException>(() => Texts.Sentences(corpus)).FileName);
    }

    [Fact]
    public void Options_AreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TextCorpus.FromText("a", new TextOptions { MaximumSentenceLength = 0 }));
        Assert.Throws<ArgumentNullException>(() => TextCorpus.FromText("a", new TextOptions { Tokenizer = null! }));
    }

    [Fact]
    public void LongLines_AreCutAtTheMaximum()
    {
        var options = new TextOptions { MaximumSentenceLength = 3 };
        Assert.Equal(["a b c", "d e f", "g"], Texts.Sentences(TextCorpus.FromText("a b c d e f g", options)));
        Assert.Equal(["a b c", "d"], Texts.Sentences(TextCorpus.FromText("a b c ,\n d", options)));

        string line = string.Join(' ', Enumerable.Repeat("word", 25_000));
        Assert.Equal([10_000, 10_000, 5_000], Texts.Sentences(TextCorpus.FromText(line)).Select(sentence => sentence.Split(' ').Length));
    }

    [Fact]
    public void Progress_RisesFromZeroToOneOverAllFiles()
    {
        string text = Texts.Lines(20_000, 1);
        using SentenceReader reader = TextCorpus.FromFiles([Write("a.txt", Encoding.UTF8.GetBytes(text)), Write("b.gz", Texts.Gzip(text))]).Open();
        var sentence = new TokenBuffer();
        Assert.Equal(0, reader.Progress);
        double last = 0;
        for (int read = 1; reader.Read(sentence); read++)
        {
            Assert.InRange(reader.Progress, last, 1);
            last = reader.Progress;
            if (read % 10_000 == 0)
            {
                // What the buffers hold is counted as read: 64 KB of 480, and of about 250 packed ones.
                Assert.InRange(last, read / 40_000.0, (read / 40_000.0) + 0.2);
            }
        }

        Assert.Equal(1, reader.Progress);
    }

    [Fact]
    public void AStreamWithoutLength_HasNoProgressUntilItsEnd()
    {
        using SentenceReader reader = TextCorpus.FromStream(() => new RepeatedStream("a b\n"u8.ToArray(), 10)).Open();
        var sentence = new TokenBuffer();
        Assert.True(reader.Read(sentence));
        Assert.True(double.IsNaN(reader.Progress));
        while (reader.Read(sentence))
        {
        }

        Assert.Equal(1, reader.Progress);
    }

    [Fact]
    public void Sentences_AllocateNothingAfterTheFirst()
    {
        using SentenceReader reader = TextCorpus.FromStream(() => new RepeatedStream("The quick brown Füchse — jumped, didn't they?\n"u8.ToArray(), 900_000)).Open();
        var sentence = new TokenBuffer();
        ReadMany();
        Assert.Equal(0, Allocated.ByThread(ReadMany));
        Assert.Equal(["the", "quick", "brown", "füchse", "jumped", "didn", "t", "they"], Texts.Tokens(sentence));

        void ReadMany()
        {
            for (int read = 0; read < 40_000; read++)
            {
                Assert.True(reader.Read(sentence));
            }
        }
    }

    [Theory]
    [InlineData("a line of words ", 100 << 20)]
    [InlineData("letterswithoutaspace", 100 << 20)]
    [InlineData("é", 100 << 20)]
    [InlineData("--- ", 100 << 20)]
    public void ALineOf100MB_IsReadInBoundedMemory(string piece, int bytes)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(piece);
        int repeats = bytes / utf8.Length;
        using SentenceReader reader = TextCorpus.FromStream(() => new RepeatedStream(utf8, repeats)).Open();
        var sentence = new TokenBuffer();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long tokens = 0;
        while (reader.Read(sentence))
        {
            tokens += sentence.Count;
        }

        Assert.Equal(piece.StartsWith("a line", StringComparison.Ordinal) ? 4L * repeats : 0, tokens);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static void AssertRefused(string name, string problem, Func<object> act)
    {
        CorpusException error = Assert.Throws<CorpusException>(act);
        Assert.EndsWith(name, error.SourceName, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
