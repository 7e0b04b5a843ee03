using System.IO.Compression;

namespace RepLearn.Tests.Packaging;

/// <summary>All packages, made once, and fresh projects that restore from them.</summary>
public sealed class LocalFeed : IDisposable
{
    private static readonly string[] s_projects = ["RepLearn.Numerics", "RepLearn.Dsl", "RepLearn.Embeddings", "RepLearn.Data", "RepLearn.Evaluation", "RepLearn.Extensions", "RepLearn.Extensions.Hnsw", "RepLearn.ML", "RepLearn.Templates"];

    // A version of its own, so that no cache of an earlier run is taken for it.
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("package-users").FullName;
    private int _projects;

    public LocalFeed()
    {
        foreach (string project in s_projects)
        {
            Dotnet.Run("pack", "--no-build", "-c", Dotnet.Configuration, "-o", Feed, $"-p:Version={_version}", "-p:RepositoryUrl=https://example.org/replearn", Path.Combine(Dotnet.Root, "src", project, project + ".csproj"));
        }
    }

    public string Version => _version;

    private string Feed => Path.Combine(_folder, "feed");

    /// <summary>A package or, with <paramref name="extension"/>, its symbols.</summary>
    public ZipArchive Open(string project, string extension = "nupkg") => ZipFile.OpenRead(PathOf(project, extension));

    public string PathOf(string project, string extension = "nupkg") => Path.Combine(Feed, $"{project}.{_version}.{extension}");

    /// <summary>A folder that restores packages from here, and packages of others from where this repository does.</summary>
    public string NewProject(params (string File, string Text)[] files)
    {
        string project = Path.Combine(_folder, $"project{Interlocked.Increment(ref _projects)}");
        Directory.CreateDirectory(project);
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
              <fallbackPackageFolders><add key="known" value="{KnownPackages()}" /></fallbackPackageFolders>
              <packageSources><add key="local" value="{Feed}" /></packageSources>
            </configuration>
            """);

        // Nothing of the folders above is the user's.
        File.WriteAllText(Path.Combine(project, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(project, "Directory.Build.targets"), "<Project />");
        foreach ((string file, string text) in files)
        {
            File.WriteAllText(Path.Combine(project, file), text.Replace("$VERSION", _version, StringComparison.Ordinal));
        }

        return project;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string KnownPackages() => Dotnet.Run("nuget", "locals", "global-packages", "--list").Trim()["global-packages: ".Length..];
}
