using RepLearn.Embeddings;
using RepLearn.Numerics.Buffers;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

// Whatever cannot be saved leaves the files that were there, and no others.
public sealed class FailedSaveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> AllFiles => ["vectors.txt", "vectors.bin", "vectors.vec", "vectors.tsv", "vectors.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void NotANumber_LeavesTheOldFile(string file)
    {
        var rows = new AlignedBuffer<float>(2 * 16);
        var vectors = new WordVectors(new Words("a", "b"), rows, 16, 2);
        rows.Span[17] = float.NaN;
        Assert.Contains("'b' has NaN", FailsToReplace<InvalidOperationException>(file, vectors));
    }

    [Theory]
    [InlineData("vectors.txt", "New York", "'New York'", "U+0020")]
    [InlineData("vectors.bin", "New York", "'New York'", "U+0020")]
    [InlineData("vectors.vec", "a\tb", "U+0009")]
    [InlineData("vectors.tsv", "a\tb", "U+0009")]
    [InlineData("vectors.safetensors", "a\nb", "U+000A")]
    public void WordThatTheFormatCannotHold_LeavesTheOldFile(string file, string word, params string[] problem)
    {
        string message = FailsToReplace<ArgumentException>(file, new WordVectors(["good", word], [1, 2], 1));
        Assert.All(problem, part => Assert.Contains(part, message));
    }

    // The word is made here: attributes are stored in UTF-8, which cannot hold it.
    [Theory]
    [MemberData(nameof(AllFiles))]
    public void WordThatIsNoText_LeavesTheOldFile(string file) =>
        Assert.Contains("surrogate", FailsToReplace<ArgumentException>(file, new WordVectors(["good", $"x{(char)0xD800}"], [1, 2], 1)));

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void FolderThatIsNotThere_IsAnIoException(string file) =>
        Assert.ThrowsAny<IOException>(() => Gensim.Families.Save(Path.Combine(_folder["none"], file)));

    private string FailsToReplace<TException>(string file, WordVectors vectors)
        where TException : Exception
    {
        Gensim.Families.Save(_folder[file]);
        string[] names = _folder.Names;
        Dictionary<string, byte[]> before = names.ToDictionary(name => name, name => File.ReadAllBytes(_folder[name]));
        string message = Assert.Throws<TException>(() => vectors.Save(_folder[file])).Message;
        Assert.Equal(names, _folder.Names);
        Assert.All(names, name => Assert.Equal(before[name], File.ReadAllBytes(_folder[name])));
        SameBits.Assert(Gensim.Families, WordVectors.Load(_folder[file]));
        return message;
    }

    private sealed class Words(params string[] words) : IWordIndex
    {
        public int Count => words.Length;

        public string this[int id] => words[id];

        public int IndexOf(string word) => Array.IndexOf(words, word);
    }
}
