using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Evaluation;

public sealed class QuestionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a\tb\t1.5\nc\td\t-2\n")]
    [InlineData("a,b,1.5\nc, d ,-2")]
    [InlineData("a b 1.5\r\n\r\n  c   d -2.0\r\n")]
    [InlineData("# judged by ten people\nWord 1\tWord 2\tHuman (mean)\na\tb\t1.5\n# the second\nc\td\t-20e-1")]
    [InlineData("\uFEFFa\tb\t1.5\nc\td\t-2\n")]
    [InlineData("\uFEFFa\tb\t1.5\n\uFEFFc\td\t-2\n\uFEFF# judged\n")]
    [InlineData("\"Word 1\",\"Word 2\",\"Human (mean)\"\n\"a\",\"b\",1.5\nc,\"d\",\"-2\"\n")]
    public void Pairs_MayHaveTabsCommasOrSpacesCommentsAndAHeader(string text) =>
        Assert.Equal([new WordPair("a", "b", 1.5), new WordPair("c", "d", -2)], WordPair.ReadFile(Write(text)));

    [Fact]
    public void Pairs_WithTabsMayHaveSpacesAndCommasInWords() =>
        Assert.Equal([new WordPair("New York", "a,b", 3)], WordPair.ReadFile(Write("New York\ta,b\t3")));

    [Theory]
    [InlineData("", "expected pairs of words with a number", "the file is empty")]
    [InlineData("# nothing\n\n", "expected pairs of words with a number", "none of its 2 lines")]
    [InlineData("word1\tword2\tscore\n", "expected pairs of words with a number", "none of its 1 lines")]
    [InlineData("a b 1\nc d\n", "line 2", "two words and a number", "2 fields", "'c d'")]
    [InlineData("a b 1\n\nc d e 2\n", "line 3", "two words and a number", "4 fields", "'c d e 2'")]
    [InlineData("a\tb\t1\nc\t\t2\n", "line 2", "one is empty")]
    [InlineData("a\tb\t1\nc\td\thigh\n", "line 2", "a finite number", "'high'")]
    [InlineData("a\tb\t1\nc\td\tNaN\n", "line 2", "a finite number", "'NaN'")]
    [InlineData("tiger cat nan\na b 1\n", "line 1", "a finite number", "'nan'")]
    [InlineData("tiger cat 1e400\na b 1\n", "line 1", "a finite number")]
    [InlineData("tiger\tcat\t7,35\na\tb\t1\n", "line 1", "with a decimal point", "'7,35'")]
    [InlineData("tiger\tcat\t-,5\na\tb\t1\n", "line 1", "with a decimal point")]
    [InlineData("a,b,\nc,d,1\n", "line 1", "a finite number")]
    [InlineData("a\tb\t1\nc\td\t2,5\n", "line 2", "a finite number", "'2,5'")]
    public void BadPairs_AreToldWithTheLine(string text, params string[] problem) => ExpectProblem(() => WordPair.ReadFile(Write(text)), problem);

    [Fact]
    public void Analogies_AreReadBySection()
    {
        IReadOnlyList<AnalogySection> sections = AnalogySection.ReadFile(Write(": capital cities\nAthens Greece Oslo Norway\r\n# more\n:empty\n: verbs\ngo\tgoing  see seeing"));
        Assert.Equal(["capital cities", "empty", "verbs"], sections.Select(section => section.Name));
        Assert.Equal([new AnalogyQuestion("Athens", "Greece", "Oslo", "Norway")], sections[0].Questions);
        Assert.Empty(sections[1].Questions);
        Assert.Equal([new AnalogyQuestion("go", "going", "see", "seeing")], sections[2].Questions);
    }

    [Fact]
    public void Analogies_MayLackSections()
    {
        AnalogySection section = Assert.Single(AnalogySection.ReadFile(Write("# of one file\n\uFEFFa b c d\n")));
        Assert.Equal(("", new AnalogyQuestion("a", "b", "c", "d")), (section.Name, Assert.Single(section.Questions)));
    }

    [Theory]
    [InlineData("", "expected questions of four words", "the file is empty")]
    [InlineData(": one\n: two\n", "expected questions of four words", "none of its 2 lines")]
    [InlineData(": one\na b c d\na b c\n", "line 3", "four words", "3 words", "'a b c'")]
    [InlineData("a b c d e\n", "line 1", "four words", "5 words", "'a b c d e'")]
    public void BadAnalogies_AreToldWithTheLine(string text, params string[] problem) => ExpectProblem(() => AnalogySection.ReadFile(Write(text)), problem);

    [Fact]
    public void BytesThatAreNotUtf8_AreToldWithTheLine()
    {
        byte[] bytes = [.. "a b c d\ncaf"u8, 0xE9, .. " b c d\n"u8];
        ExpectProblem(() => AnalogySection.ReadFile(_folder.Write("bad", bytes)), "line 2", "UTF-8", "0xE9");
        ExpectProblem(() => WordPair.ReadFile(_folder.Write("bad", [.. "a b 1\ncaf"u8, 0xE9, .. " b 2\n"u8])), "line 2", "UTF-8", "0xE9");
    }

    [Fact]
    public void FilesOfAnotherKind_DoNotFillTheMemory() =>
        ExpectProblem(() => WordPair.ReadFile(_folder.Write("bad", new byte[1 << 20])), "expected a line of at most 65536 bytes");

    [Fact]
    public void MissingFiles_AreNamed()
    {
        string missing = _folder["missing"];
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => WordPair.ReadFile(missing)).Message);
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => AnalogySection.ReadFile(missing)).Message);
    }

    [Fact]
    public void Folders_AreNoFiles() => ExpectProblem(() => WordPair.ReadFile(_folder.Path), "expected a file, but it is a folder");

    private string Write(string text) => _folder.Write("questions", Encoding.UTF8.GetBytes(text));

    private void ExpectProblem(Action read, params string[] problem)
    {
        QuestionFileException refused = Assert.Throws<QuestionFileException>(read);
        Assert.All(problem, part => Assert.Contains(part, refused.Message));
        Assert.StartsWith($"'{refused.Path}'", refused.Message);
        Assert.StartsWith(_folder.Path, refused.Path);
    }
}
