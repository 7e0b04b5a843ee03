using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

// Each damaged file gives an exception that names the file, the problem and the place.
public sealed class BadVectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("special.txt")]
    [InlineData("special.bin")]
    [InlineData("special.vec")]
    [InlineData("special.tsv")]
    [InlineData("special.safetensors")]
    public void CutAnywhere_IsNotTakenForWhole(string file)
    {
        byte[] whole = File.ReadAllBytes(Gensim.PathOf(file));
        File.Copy(Gensim.PathOf("special.metadata.tsv"), _folder["special.metadata.tsv"]);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder[file], whole[..length]);
            Assert.Contains(_folder[file], Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder[file])).Message);
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n", "first line 'count dimension'", "''")]
    [InlineData("words\na 1\n", "first line 'count dimension'", "'words'")]
    [InlineData("1 2 3\na 1 2 3\n", "line 2", "a word and 2 values", "first line 'count dimension'", "'1 2 3'")]
    [InlineData("-1 2\na 1 2\n", "first line 'count dimension'", "'-1 2'")]
    [InlineData("1 -2\na 1 2\n", "first line 'count dimension'", "'1 -2'")]
    [InlineData("1 0\na\n", "first line 'count dimension'", "'1 0'")]
    [InlineData("99999999999999999999 2\na 1 2\n", "first line 'count dimension'")]
    [InlineData("1000000 2\na 1 2\n", "announces 1000000 vectors of 2 values", "only 16 bytes")]
    [InlineData("1 2000000000\na 1 2\n", "announces 1 vectors of 2000000000 values", "bytes")]
    [InlineData("9223372036854775807 9223372036854775807\na 1 2\n", "announces 9223372036854775807", "bytes")]
    [InlineData("0 2147483647\n", "vectors of at most 16777216 values", "2147483647")]
    [InlineData("0 0\n0 0\n", "first line 'count dimension'", "'0 0'")]
    [InlineData("3 2\na 1 2\nb 3.00000000 4.00000000\n", "announces 3 vectors", "ends after 2", "byte 34")]
    [InlineData("1 2\na 1 2\nb 3 4\n", "line 3", "end after 1 vectors", "'b 3 4'")]
    [InlineData("2 2\na 1 2\nb 3.0 \n", "line 3", "a word and 2 values", "1 spaces")]
    [InlineData("2 2\na 1 2\nb 3 4 5\n", "line 3", "a word and 2 values", "3 spaces")]
    [InlineData("2 2\nNew York 1 2\nb 3 4\n", "line 2", "'New York 1 2'")]
    [InlineData("2 2\na 1 2\na 3 4\n", "line 3", "each word once", "'a' is word 1")]
    [InlineData("2 2\n 1.0 2\na 3 4\n", "line 2", "expected a word")]
    [InlineData("2 2\na 1 NaN\nb 3 4\n", "line 2", "finite", "value 2", "'NaN'")]
    [InlineData("2 2\na 1 2\nb 1e39 4\n", "line 3", "finite", "value 1", "'1e39'")]
    [InlineData("2 2\na 1 2\nb 1,5 4\n", "line 3", "a number as value 1", "'1,5'")]
    [InlineData("1 2\na 1.0 2", "line 2", "line break", "'a 1.0 2'", "byte 11")]
    public void Text(string content, params string[] problem) => ExpectProblem("bad.txt", Encoding.UTF8.GetBytes(content), problem);

    [Fact]
    public void TextOfOtherEncoding() => ExpectProblem("bad.txt", [.. "1 2\ncaf"u8, 0xE9, .. " 1 2\n"u8], "line 2", "UTF-8", "0xE9");

    [Fact]
    public void TextInBinary_IsNotReadAsALine() =>
        ExpectProblem("bad.txt", File.ReadAllBytes(Gensim.PathOf("families.bin")), "line 2");

    [Fact]
    public void EndlessLine_TakesNoMoreMemoryThanALineMay()
    {
        using (FileStream stream = File.Create(_folder["bad.txt"]))
        {
            stream.Write("2 2\na 1 2\n"u8);
            stream.SetLength(100_000_000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Expect("bad.txt", "a line of at most 1048704 bytes", "byte 10");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Theory]
    [InlineData("2 1\na 0000bb 000", "announces 2 vectors", "ends in vector 2", "byte 16")]
    [InlineData("2 1\na 0000", "announces 2 vectors", "bytes")]
    [InlineData("2 1\na 0000b 0000x", "end after 2 vectors of 1 values", "byte 16 of 17")]
    [InlineData("2 1\na 0000a 0000", "byte 10", "each word once", "'a' is word 1")]
    [InlineData("2 1\n 0000a 000000", "byte 4", "expected a word")]
    [InlineData("9223372036854775807 9223372036854775807\na 0000", "announces 9223372036854775807", "bytes")]
    [InlineData("2 -1\na 0000b 0000", "first line 'count dimension'", "'2 -1'")]
    [InlineData("2 0\na b ", "first line 'count dimension'", "'2 0'")]
    [InlineData("0 2147483647\n", "vectors of at most 16777216 values", "2147483647")]
    public void Binary(string content, params string[] problem) => ExpectProblem("bad.bin", Encoding.ASCII.GetBytes(content), problem);

    [Fact]
    public void BinaryNotANumber() =>
        ExpectProblem("bad.bin", [.. "1 2\na 0000"u8, .. BitConverter.GetBytes(float.NaN)], "byte 4", "finite", "value 2", "NaN");

    [Fact]
    public void BinaryOfOtherEncoding() => ExpectProblem("bad.bin", [.. "1 1\n"u8, 0xC3, 0x28, .. " 0000"u8], "byte 4", "UTF-8", "0xC3");

    [Theory]
    [InlineData("a\nb\n", "1\t2\n", "2 vectors", "only 4 bytes")]
    [InlineData("a\nb\n", "1.0000\t2\n", "2 vectors", "ends after 1")]
    [InlineData("a\n", "1\t2\n3\t4\n", "line 2", "1 vectors", "there are more")]
    [InlineData("a\nb\n", "1\t2\n3\t4\t5\n", "line 2", "2 values", "there are 3")]
    [InlineData("a\nb\n", "1\t2\n3\tx\n", "line 2", "a number as value 2", "'x'")]
    [InlineData("a\nb\n", "1\t2\n3\t-Infinity\n", "line 2", "finite", "'-Infinity'")]
    [InlineData("a\na\n", "1\t2\n3\t4\n", "line 2", "bad.metadata.tsv", "each word once")]
    [InlineData("a\n\n", "1\t2\n3\t4\n", "line 2", "bad.metadata.tsv", "expected a word")]
    public void Projector(string words, string rows, params string[] problem)
    {
        File.WriteAllText(_folder["bad.metadata.tsv"], words);
        ExpectProblem("bad.tsv", Encoding.UTF8.GetBytes(rows), problem);
    }

    [Theory]
    [InlineData("word\tcount\na\t1\n", "line 1", "one word a line", "'word\\u0009count'")]
    [InlineData("", "empty")]
    [InlineData("a\nb", "line 2", "line break")]
    public void ProjectorWords(string words, params string[] problem)
    {
        File.WriteAllText(_folder["bad.metadata.tsv"], words);
        File.WriteAllText(_folder["bad.tsv"], "1\t2\n3\t4\n");
        string message = Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["bad.tsv"])).Message;
        Assert.All([_folder["bad.metadata.tsv"], .. problem], part => Assert.Contains(part, message));
    }

    [Fact]
    public void ProjectorWithoutWords_NamesTheFileThatIsMissing()
    {
        File.WriteAllText(_folder["bad.tsv"], "1\t2\n");
        Assert.Contains("bad.metadata.tsv", Assert.Throws<FileNotFoundException>(() => WordVectors.Load(_folder["bad.tsv"])).Message);
    }

    [Theory]
    [InlineData("a\nb\n", "expected as many words as vectors", "2 words and 3 vectors")]
    [InlineData("a\nb\na\n", "word 3", "each word once", "'a' is word 1")]
    [InlineData("a\n\nb\n", "word 2", "expected a word")]
    [InlineData("a\nb\nc", "line break after each word")]
    [InlineData("a\nb\n\u00FF\n", "word 3", "UTF-8", "0xFF")]
    public void SafetensorsWords(string words, params string[] problem) =>
        ExpectProblem("bad.safetensors", Tensors("\"vectors\"", words, [1, 2, 3]), problem);

    [Fact]
    public void SafetensorsNotANumber() =>
        ExpectProblem("bad.safetensors", Tensors("\"vectors\"", "a\nb\n", [1, float.NaN]), "'vectors', row 2, column 1, both counted from 1", "NaN");

    [Fact]
    public void SafetensorsOfAnotherKind() =>
        ExpectProblem("bad.safetensors", Tensors("\"weights\"", "a\nb\n", [1, 2]), "tensors 'vectors' and 'words'", "weights, words");

    [Fact]
    public void SafetensorsOfNoRowsButMuchWidth() => ExpectProblem(
        "bad.safetensors",
        PlainSafetensors.Build("""{"vectors":{"dtype":"F32","shape":[0,2147483647],"data_offsets":[0,0]},"words":{"dtype":"U8","shape":[1,0],"data_offsets":[0,0]} }""", []),
        "vectors of at most 16777216 values");

    /// <summary>What a packed file holds is known only when it is unpacked.</summary>
    [Theory]
    [InlineData("bad.bin.gz", "1 16000000\na 0000", "announces 1 vectors", "ends in vector 1")]
    [InlineData("bad.bin.gz", "2000000000 16000000\na 0000", "ends in vector 1")]
    [InlineData("bad.bin.gz", "1 2000000000\na 0000", "at most 16777216 values")]
    [InlineData("bad.bin.gz", "2147483647 2147483647\na 0000", "at most 16777216 values")]
    [InlineData("bad.bin.gz", "9223372036854775807 1\na 0000", "announces 9223372036854775807")]
    [InlineData("bad.bin.gz", "0 2147483647\n", "at most 16777216 values")]
    [InlineData("bad.vec.gz", "1 16000000\na 1\n", "line 2", "a word and 16000000 values")]
    [InlineData("bad.vec.gz", "2147483647 16000000\na 1\n", "line 2", "a word and 16000000 values")]
    [InlineData("bad.vec.gz", "1 2147483647\na 1\n", "at most 16777216 values")]
    [InlineData("bad.txt.gz", "0 0\n0 0\n", "first line 'count dimension'", "'0 0'")]
    public void PackedFilesThatClaimMuch_TakeLittleMemory(string file, string content, params string[] problem)
    {
        using (var packed = new GZipStream(File.Create(_folder[file]), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.ASCII.GetBytes(content));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Expect(file, problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }

    [Theory]
    [InlineData("folder.txt")]
    [InlineData("folder.vec")]
    [InlineData("folder.bin")]
    [InlineData("folder.vec.gz")]
    [InlineData("folder.safetensors")]
    public void AFolder_IsNamedAsSuch(string name)
    {
        Directory.CreateDirectory(_folder[name]);
        Expect(name, "it is a folder");
    }

    [Theory]
    [InlineData("folder.metadata.tsv")]
    [InlineData("folder.tsv")]
    public void AFolderInAPair_IsNamedAsSuch(string name)
    {
        File.WriteAllText(_folder["folder.metadata.tsv"], "a\n");
        File.WriteAllText(_folder["folder.tsv"], "1\n");
        File.Delete(_folder[name]);
        Directory.CreateDirectory(_folder[name]);
        Assert.Contains($"'{_folder[name]}': expected a file, but it is a folder", Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder["folder.tsv"])).Message, StringComparison.Ordinal);
    }

    private static byte[] Tensors(string name, string words, float[] values)
    {
        int end = values.Length * sizeof(float);
        string header = $$"""{"__metadata__":{},{{name}}:{"dtype":"F32","shape":[{{values.Length}},1],"data_offsets":[0,{{end}}]},"words":{"dtype":"U8","shape":[1,{{words.Length}}],"data_offsets":[{{end}},{{end + words.Length}}] } }""";
        return PlainSafetensors.Build(header, [.. values.SelectMany(BitConverter.GetBytes), .. Encoding.Latin1.GetBytes(words)]);
    }

    private void ExpectProblem(string file, byte[] content, params string[] problem)
    {
        File.WriteAllBytes(_folder[file], content);
        Expect(file, problem);
    }

    private void Expect(string file, params string[] problem)
    {
        string message = Assert.Throws<ModelFileException>(() => WordVectors.Load(_folder[file])).Message;
        Assert.All([_folder[file], .. problem], part => Assert.Contains(part, message));
    }
}
