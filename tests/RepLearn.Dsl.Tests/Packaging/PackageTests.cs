using System.IO.Compression;
using System.Runtime.InteropServices;
using Xunit;

namespace RepLearn.Tests.Packaging;

/// <summary>What users get with a package: the files in it, the build settings that come along, the size of a bin folder.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("package-tests").FullName;

    // What a registry shows first: what it is, how it is installed, an example.
    [Theory]
    [InlineData("RepLearn.Numerics")]
    [InlineData("RepLearn.Dsl")]
    [InlineData("RepLearn.Embeddings")]
    [InlineData("RepLearn.Data")]
    [InlineData("RepLearn.Evaluation")]
    [InlineData("RepLearn.Extensions")]
    [InlineData("RepLearn.Extensions.Hnsw")]
    [InlineData("RepLearn.ML")]
    public void APackage_HasAReadmeOfItsOwn(string project)
    {
        using ZipArchive package = Pack(project);

        using var description = new StreamReader(package.GetEntry(project + ".nuspec")!.Open());
        Assert.Contains("<readme>README.md</readme>", description.ReadToEnd(), StringComparison.Ordinal);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        string text = reader.ReadToEnd();
        Assert.StartsWith($"# {project}\n", text, StringComparison.Ordinal);
        Assert.Contains($"dotnet add package {project}\n", text, StringComparison.Ordinal);
        Assert.Contains("```csharp\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheGenerator_ComesWithTheEmbeddingsPackageToo() =>
        Assert.DoesNotContain("exclude", Dependency("RepLearn.Embeddings", "RepLearn.Dsl"), StringComparison.OrdinalIgnoreCase);

    /// <summary>Generated code names types of the numerical layer, so what a user compiles sees it without asking for it.</summary>
    [Theory]
    [InlineData("RepLearn.Dsl")]
    [InlineData("RepLearn.Embeddings")]
    public void TheNumericalLayer_ComesAlongForTheCompiler(string project) =>
        Assert.DoesNotContain("compile", Dependency(project, "RepLearn.Numerics"), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void TheGenerator_IsNoPackageOfItsOwn() =>
        Assert.Equal("false", Property(Path.Combine(Dotnet.Root, "generators", "RepLearn.Dsl.Generators", "RepLearn.Dsl.Generators.csproj"), "IsPackable"));

    [Theory]
    [InlineData("linux-x64", "true", "", "x86-64-v3")]
    [InlineData("linux-x64", "true", "x86-64-v4", "x86-64-v4")]
    [InlineData("linux-arm64", "true", "", "")]
    [InlineData("linux-x64", "false", "", "")]
    public void NativeAot_CompilesForVectorsWithFusedMultiplyAdd(string platform, string publishAot, string chosen, string expected)
    {
        string project = Path.Combine(_folder, "app.proj");
        File.WriteAllText(project, $"""
            <Project>
              <PropertyGroup>
                <RuntimeIdentifier>{platform}</RuntimeIdentifier>
                <PublishAot>{publishAot}</PublishAot>
                <IlcInstructionSet>{chosen}</IlcInstructionSet>
              </PropertyGroup>
              <Import Project="{Path.Combine(Dotnet.Root, "src", "RepLearn.Dsl", "build", "RepLearn.Dsl.targets")}" />
            </Project>
            """);

        Assert.Equal(expected, Property(project, "IlcInstructionSet"));
    }

    [Fact]
    public void ABinFolder_HoldsNativeFilesOfItsPlatformOnly()
    {
        string runtimes = Path.Combine(AppContext.BaseDirectory, "runtimes");
        foreach (string library in (string[])["*usearch*", "*LdaNative*.so", "*LdaNative*.dll", "*LdaNative*.dylib"])
        {
            IEnumerable<string> files = Directory.EnumerateFiles(runtimes, library, SearchOption.AllDirectories);
            Assert.All(files, file => Assert.Equal(RuntimeInformation.RuntimeIdentifier, Path.GetRelativePath(runtimes, file).Split(Path.DirectorySeparatorChar)[0]));
        }

        Assert.Single(Directory.EnumerateFiles(runtimes, "*usearch*", SearchOption.AllDirectories));

        IEnumerable<string> pictures = Directory.EnumerateFiles(runtimes, "lib*Sharp*", SearchOption.AllDirectories);

        string system = RuntimeInformation.RuntimeIdentifier.Split('-')[0];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, file => Assert.StartsWith(system, Path.GetRelativePath(runtimes, file), StringComparison.Ordinal));
        Assert.InRange(pictures.Sum(file => new FileInfo(file).Length), 1, 150_000_000);
    }

    [Theory]
    [InlineData("RepLearn.Numerics")]
    [InlineData("RepLearn.Dsl")]
    public void ALibrary_IsOptimisedInDebugBuildsToo(string project) =>
        Assert.Equal("true", Property(Path.Combine(Dotnet.Root, "src", project, project + ".csproj"), "Optimize", "-p:Configuration=Debug"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Property(string project, string name, params string[] more) =>
        Dotnet.Run(["msbuild", project, $"-getProperty:{name}", .. more]).Trim();

    // The line of a package's description that says what it needs of another.
    private string Dependency(string project, string on)
    {
        using ZipArchive package = Pack(project);
        using var reader = new StreamReader(package.GetEntry(project + ".nuspec")!.Open());
        return Assert.Single(reader.ReadToEnd().Split('\n'), line => line.Contains($"id=\"{on}\"", StringComparison.Ordinal));
    }

    private ZipArchive Pack(string project)
    {
        Dotnet.Run(["pack", "--no-build", "-c", Dotnet.Configuration, "-o", _folder, Path.Combine(Dotnet.Root, "src", project, project + ".csproj")]);
        return ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")));
    }
}
