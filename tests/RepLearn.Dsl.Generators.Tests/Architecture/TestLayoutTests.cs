using System.Text.RegularExpressions;

namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>A test is where its subject is: the folders of the runtime's tests are the libraries, and in them the libraries' folders.</summary>
public class TestLayoutTests
{
    private const string Runtime = "RepLearn.Dsl.Tests";
    private const string Generator = "RepLearn.Dsl.Generators.Tests";

    /// <summary>Subjects that no single folder of a library has.</summary>
    private static readonly string[] s_subjects =
    [
        "Dsl/Gallery", "Dsl/Gradients", "Dsl/Gradients/Models", "Dsl/Learning", "Dsl/Oracles", "Dsl/Oracles/Models",
        "Fuzz", "Packaging", "Samples", "Support",
    ];

    [Theory]
    [InlineData(Runtime, "RepLearn.Tests")]
    [InlineData(Generator, Generator)]
    public void AFile_StandsInTheFolderOfItsNamespace(string project, string root) =>
        Assert.All(FilesOf(project), file => Assert.Equal(
            (file.Path, $"{root}.{FolderOf(file.Path).Replace('/', '.')}"), (file.Path, Regex.Match(file.Text, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value)));

    [Fact]
    public void TestsOfALibrary_StandInItsFolders() =>
        Assert.DoesNotContain(FilesOf(Runtime).Select(file => FolderOf(file.Path)).Distinct(), folder => !s_subjects.Contains(folder) && !IsOfALibrary(folder));

    private static bool IsOfALibrary(string folder)
    {
        string[] parts = folder.Split('/', 2);
        string library = Path.Combine(GeneratorSources.Root, "src", $"RepLearn.{parts[0]}");
        return Directory.Exists(Path.Combine([library, .. parts[1..]]));
    }

    private static IEnumerable<(string Path, string Text)> FilesOf(string project) =>
        GeneratorSources.Of(Path.Combine(GeneratorSources.Root, "tests", project)).Where(file => !file.Path.Contains(".verified.") && !file.Path.Contains(".received."));

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/');
}
