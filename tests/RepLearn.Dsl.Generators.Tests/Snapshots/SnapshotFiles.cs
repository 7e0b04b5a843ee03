namespace RepLearn.Dsl.Generators.Tests.Snapshots;

/// <summary>The paths of one snapshot, beside its test.</summary>
internal sealed record SnapshotFiles(string TestFile, string Method, string? Variant, string Extension)
{
    public string Verified => PathOf("verified");

    public string Received => PathOf("received");

    private string PathOf(string state)
    {
        string variant = Variant is null ? "" : "_" + Variant;
        string name = $"{Path.GetFileNameWithoutExtension(TestFile)}.{Method}{variant}.{state}.{Extension}";
        return Path.Combine(Path.GetDirectoryName(TestFile)!, name);
    }
}
