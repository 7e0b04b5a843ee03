namespace RepLearn.Dsl.Generators.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshots");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AReviewedText_Passes_WhateverItsNewlines()
    {
        SnapshotFiles files = Files("Same");
        File.WriteAllText(files.Verified, "a\r\nb\r\n");

        Snapshot.Compare("a\nb\n", accept: false, files);

        Assert.False(File.Exists(files.Received));
    }

    [Fact]
    public void ADifferentText_Fails_NamesTheLine_AndLeavesWhatWasReceived()
    {
        SnapshotFiles files = Files("Different");
        File.WriteAllText(files.Verified, "a\nb\n");

        SnapshotMismatchException mismatch = Assert.Throws<SnapshotMismatchException>(() => Snapshot.Compare("a\nc\n", accept: false, files));

        Assert.Contains("line 2", mismatch.Message);
        Assert.Equal("a\nc\n", File.ReadAllText(files.Received));
        Assert.Equal("a\nb\n", File.ReadAllText(files.Verified));
    }

    [Fact]
    public void ATextWithoutReview_Fails()
    {
        SnapshotFiles files = Files("New");

        SnapshotMismatchException mismatch = Assert.Throws<SnapshotMismatchException>(() => Snapshot.Compare("a\n", accept: false, files));

        Assert.Contains("There is no", mismatch.Message);
        Assert.False(File.Exists(files.Verified));
    }

    [Fact]
    public void Accepting_WritesTheReviewedFile_AndRemovesTheReceivedOne()
    {
        SnapshotFiles files = Files("Accepted");
        File.WriteAllText(files.Received, "old");

        Snapshot.Compare("a\r\n", accept: true, files);

        Assert.Equal("a\n", File.ReadAllText(files.Verified));
        Assert.False(File.Exists(files.Received));
        Snapshot.Compare("a\n", accept: false, files);
    }

    [Fact]
    public void FileNames_FollowVerify()
    {
        var files = new SnapshotFiles(Path.Combine("tests", "FooTests.cs"), "Bar", "variant", "cs");

        Assert.Equal(Path.Combine("tests", "FooTests.Bar_variant.verified.cs"), files.Verified);
        Assert.Equal(Path.Combine("tests", "FooTests.Bar_variant.received.cs"), files.Received);
    }

    private SnapshotFiles Files(string method) => new(Path.Combine(_folder.FullName, "SnapshotTests.cs"), method, null, "txt");
}
