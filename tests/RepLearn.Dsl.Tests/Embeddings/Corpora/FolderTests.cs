using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderTests()
    {
        Write("texts/a.txt", "first");
        Write("texts/inner/b.txt", "second");
        Write("other/c.txt", "third");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFile_IsNoFolder() => Assert.Contains(
        "expected a folder, but it is a file", Assert.Throws<CorpusException>(() => TextCorpus.FromFolder(_folder["texts/a.txt"])).Message, StringComparison.Ordinal);

    [Fact]
    public void MoreLinksThanAreFollowed_AreNamed()
    {
        for (int link = 1; link <= 60; link++)
        {
            Link($"texts/l{link}", link == 1 ? "a.txt" : $"l{link - 1}");
        }

        Assert.Contains("too many links", Assert.Throws<CorpusException>(() => TextCorpus.FromFile(_folder["texts/l60"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinksToParents_AreFollowedOnce()
    {
        Link("texts/up", "..");
        Link("texts/here", ".");
        Link("texts/inner/up", _folder["texts"]);
        Link("texts/inner/self", "../inner");
        Assert.Equal(["first", "second", "third"], ReadAll("texts"));
        Assert.Equal(["texts/a.txt", "texts/inner/b.txt", "texts/up/other/c.txt"], Names("texts"));
    }

    [Fact]
    public void TwoLinksToOneFolderOutside_GiveItsFilesOnce()
    {
        Link("texts/z", "../other");
        Link("texts/y", _folder["other"]);
        Assert.Equal(["texts/a.txt", "texts/inner/b.txt", "texts/y/c.txt"], Names("texts"));
    }

    [Fact]
    public void AFile_GoesByItsOwnPathBeforeALink()
    {
        File.CreateSymbolicLink(_folder["texts/0.txt"], "inner/b.txt");
        File.CreateSymbolicLink(_folder["texts/1.txt"], _folder["other/c.txt"]);
        File.CreateSymbolicLink(_folder["texts/2.txt"], "1.txt");
        Assert.Equal(["texts/1.txt", "texts/a.txt", "texts/inner/b.txt"], Names("texts"));
    }

    [Fact]
    public void AFolderThatIsALink_IsReadByItsName()
    {
        Link("alias", "texts");
        Link("texts/inner/back", _folder["alias"]);
        Assert.Equal(["alias/a.txt", "alias/inner/b.txt"], Names("alias"));
    }

    [Fact]
    public void ALinkToNothing_IsNamed()
    {
        File.CreateSymbolicLink(_folder["texts/gone.txt"], "nowhere.txt");
        CorpusException error = Assert.Throws<CorpusException>(() => TextCorpus.FromFolder(_folder["texts"]));
        Assert.Equal(_folder["texts/gone.txt"], error.SourceName);
        Assert.Contains("link to 'nowhere.txt'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinksOfFilesInACircle_AreNamed()
    {
        File.CreateSymbolicLink(_folder["texts/x.txt"], "y.txt");
        File.CreateSymbolicLink(_folder["texts/y.txt"], "x.txt");
        Assert.Throws<CorpusException>(() => TextCorpus.FromFolder(_folder["texts"]));
    }

    [Fact]
    public void ALinkToItself_IsNamed()
    {
        File.CreateSymbolicLink(_folder["texts/self"], "self");
        CorpusException error = Assert.Throws<CorpusException>(() => TextCorpus.FromFolder(_folder["texts"]));
        Assert.Equal(_folder["texts/self"], error.SourceName);
        Assert.Contains("link to 'self'", error.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }

    private void Link(string name, string target) => Directory.CreateSymbolicLink(_folder[name], target);

    private string[] ReadAll(string folder) => Texts.Sentences(TextCorpus.FromFolder(_folder[folder]));

    private string[] Names(string folder) => [.. TextCorpus.FromFolder(_folder[folder]).Names.Select(name => Path.GetRelativePath(_folder[""], name))];
}
