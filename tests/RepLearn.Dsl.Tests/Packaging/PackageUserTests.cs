using System.IO.Compression;
using Xunit;

namespace RepLearn.Tests.Packaging;

/// <summary>The packages in fresh projects, as users have them.</summary>
public sealed partial class PackageUserTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    private const string Program = """
        using System;
        using RepLearn;
        using RepLearn.Data;

        ImageSet images = Digits.Load();
        using var model = new Vae(seed: 1);
        FitReport report = model.Fit(images, new FitOptions { Epochs = 1 });
        Console.WriteLine($"{report.Stopped}, {model.Encode(images).Length / Vae.LatentSize} codes");

        [Autoencoder(64)]
        [Encoder.Dense(32, Activation.Relu)]
        [Latent.Gaussian(4)]
        [Decoder.Dense(32, Activation.Relu)]
        [Decoder.Dense(64)]
        [Likelihood.Bernoulli]
        public sealed partial class Vae;
        """;

    private const string Plain = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RepLearn.Data" Version="$VERSION" />
            <PackageReference Include="RepLearn.Dsl" Version="$VERSION" />
          </ItemGroup>
        </Project>
        """;

    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            SETTINGS
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="RepLearn.Dsl" Version="$VERSION" />
          </ItemGroup>
        </Project>
        """;

    // The files of every package, so that one that is added or lost shows in a diff.
    [Theory]
    [InlineData("RepLearn.Numerics", "LICENSE README.md icon.png lib/net10.0/RepLearn.Numerics.dll lib/net10.0/RepLearn.Numerics.xml")]
    [InlineData("RepLearn.Dsl", "LICENSE README.md analyzers/dotnet/cs/RepLearn.Dsl.CodeFixes.dll analyzers/dotnet/cs/RepLearn.Dsl.Generators.dll build/net10.0/RepLearn.Dsl.targets buildTransitive/net10.0/RepLearn.Dsl.targets icon.png lib/net10.0/RepLearn.Dsl.dll lib/net10.0/RepLearn.Dsl.xml")]
    [InlineData("RepLearn.Embeddings", "LICENSE README.md icon.png lib/net10.0/RepLearn.Embeddings.dll lib/net10.0/RepLearn.Embeddings.xml")]
    [InlineData("RepLearn.Data", "LICENSE NOTICE README.md icon.png lib/net10.0/RepLearn.Data.dll lib/net10.0/RepLearn.Data.xml")]
    [InlineData("RepLearn.Evaluation", "LICENSE NOTICE README.md build/net10.0/RepLearn.Evaluation.targets buildTransitive/net10.0/RepLearn.Evaluation.targets icon.png lib/net10.0/RepLearn.Evaluation.dll lib/net10.0/RepLearn.Evaluation.xml")]
    [InlineData("RepLearn.Extensions", "LICENSE README.md icon.png lib/net10.0/RepLearn.Extensions.dll lib/net10.0/RepLearn.Extensions.xml")]
    [InlineData("RepLearn.Extensions.Hnsw", "LICENSE README.md build/net10.0/RepLearn.Extensions.Hnsw.targets buildTransitive/net10.0/RepLearn.Extensions.Hnsw.targets icon.png lib/net10.0/RepLearn.Extensions.Hnsw.dll lib/net10.0/RepLearn.Extensions.Hnsw.xml")]
    [InlineData("RepLearn.ML", "LICENSE README.md build/net10.0/RepLearn.ML.targets buildTransitive/net10.0/RepLearn.ML.targets icon.png lib/net10.0/RepLearn.ML.dll lib/net10.0/RepLearn.ML.xml")]
    public void APackage_HoldsTheseFiles(string project, string files)
    {
        using ZipArchive symbols = feed.Open(project, "snupkg");

        Assert.Equal(files, FilesOf(project));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{project}.pdb"));
    }

    [Fact]
    public void TheTemplates_AreTheseFiles() => Assert.Equal(
        "LICENSE README.md content/replearn-vae/.template.config/dotnetcli.host.json content/replearn-vae/.template.config/template.json content/replearn-vae/Program.cs content/replearn-vae/ReplearnVae.csproj content/replearn-words/.template.config/dotnetcli.host.json content/replearn-words/.template.config/template.json content/replearn-words/Program.cs content/replearn-words/ReplearnWords.csproj icon.png",
        FilesOf("RepLearn.Templates"));

    [Theory]
    [InlineData("RepLearn.Numerics")]
    [InlineData("RepLearn.Dsl")]
    [InlineData("RepLearn.Embeddings")]
    [InlineData("RepLearn.Data")]
    [InlineData("RepLearn.Evaluation")]
    [InlineData("RepLearn.Extensions")]
    [InlineData("RepLearn.Extensions.Hnsw")]
    [InlineData("RepLearn.ML")]
    [InlineData("RepLearn.Templates")]
    public void APackage_SaysWhatItIs(string project)
    {
        using ZipArchive package = feed.Open(project);
        using var reader = new StreamReader(package.GetEntry(project + ".nuspec")!.Open());
        string description = reader.ReadToEnd();

        Assert.Contains("<license type=\"expression\">MIT</license>", description, StringComparison.Ordinal);
        Assert.Contains("<icon>icon.png</icon>", description, StringComparison.Ordinal);
        Assert.Contains("<projectUrl>https://example.org/replearn</projectUrl>", description, StringComparison.Ordinal);
        Assert.Contains("url=\"https://example.org/replearn\"", description, StringComparison.Ordinal);
        Assert.Contains(" vae ", description, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeAnalysis", description, StringComparison.Ordinal);
    }

    [Fact]
    public void AFreshProject_TrainsAModel()
    {
        string project = feed.NewProject(("app.csproj", Plain), ("Program.cs", Program));

        Assert.Contains("Completed, 1797 codes", Run(project, "run"), StringComparison.Ordinal);
    }

    // The example of the page, with the native files of this platform alone.
    [Fact]
    public void TheExampleOfCollections_Runs()
    {
        string page = File.ReadAllText(Path.Combine(Dotnet.Root, "src", "RepLearn.Extensions", "README.md"));
        string example = page.Split("```csharp\n")[1].Split("```")[0];
        Assert.InRange(example.Count(character => character == '\n'), 10, 25);
        string project = feed.NewProject(
            ("app.csproj", Plain.Replace("RepLearn.Dsl\"", "RepLearn.Extensions.Hnsw\"", StringComparison.Ordinal).Replace("<OutputType>", "<ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><OutputType>", StringComparison.Ordinal)),
            ("Program.cs", example.Replace("EmbeddingGenerator = generator", "EmbeddingGenerator = generator, Index = HnswIndex.Create", StringComparison.Ordinal)));

        Assert.Equal(3, Run(project, "run").Split('\n').Count(line => line.StartsWith("Address ", StringComparison.Ordinal)));
        string native = Assert.Single(Directory.EnumerateFiles(Path.Combine(project, "bin"), "*usearch_c*", SearchOption.AllDirectories));
        Assert.Contains(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, native, StringComparison.Ordinal);
    }

    [Fact]
    public void ASingleFile_TrainsAModel()
    {
        string project = feed.NewProject(("app.cs", $"""
            #:package RepLearn.Dsl@$VERSION
            #:package RepLearn.Data@$VERSION
            {Program}
            """));

        Assert.Contains("Completed, 1797 codes", Run(project, "run", "app.cs"), StringComparison.Ordinal);
    }

    // Every warning of every analyzer is an error; versions are in one place; null is not checked.
    [Fact]
    public void AStrictProject_BuildsWithoutAWarning()
    {
        string project = feed.NewProject(
            ("app.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>disable</Nullable>
                    <AnalysisLevel>latest-all</AnalysisLevel>
                    <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <GenerateDocumentationFile>true</GenerateDocumentationFile>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="RepLearn.Dsl" />
                  </ItemGroup>
                </Project>
                """),
            ("Directory.Packages.props", """
                <Project>
                  <PropertyGroup>
                    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="RepLearn.Dsl" Version="$VERSION" />
                  </ItemGroup>
                </Project>
                """),
            ("Program.cs", """
                using System;
                using RepLearn;

                namespace Strict;

                internal static class Program
                {
                    private static void Main()
                    {
                        using Vae model = new(seed: 1);
                        Console.WriteLine(model.Fit(new float[64 * 100]).Stopped);
                    }
                }

                /// <summary>A model.</summary>
                [Autoencoder(64)]
                [Latent.Gaussian(4)]
                [Decoder.Dense(64)]
                [Likelihood.Bernoulli]
                internal sealed partial class Vae;
                """));

        Assert.Contains("Completed", Run(project, "run"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replearn-vae", "drawn from the prior")]
    [InlineData("replearn-words", "nation is to nations as country is to countries")]
    public void ATemplate_MakesAProgramThatRuns(string template, string says)
    {
        string project = feed.NewProject();
        string hive = Path.Combine(project, "hive");
        Run(project, "new", "install", feed.PathOf("RepLearn.Templates"), "--debug:custom-hive", hive);
        Run(project, "new", template, "-o", "Made", "--debug:custom-hive", hive);

        Assert.Contains(says, Run(project, "run", "-c", "Release", "--project", "Made"), StringComparison.Ordinal);
    }

    // A registry may lack the older framework's reference assemblies, which NuGet asks for first.
    [Fact]
    public void AnOldTarget_HasOneMessage()
    {
        string[] errors = Errors(feed.NewProject(
            ("lib.csproj", Of("<DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>").Replace("net10.0", "net8.0", StringComparison.Ordinal)),
            ("Vae.cs", "public class Empty { }")));

        Assert.Equal(["NU1202"], errors);
    }

    [Fact]
    public void AProjectWithoutTheGenerator_HasOneMessage()
    {
        const string WithoutAnalyzers = "<Target Name=\"NoAnalyzers\" BeforeTargets=\"ExpectCompilerForModels\"><ItemGroup><Analyzer Remove=\"@(Analyzer)\" /></ItemGroup></Target></Project>";
        string project = feed.NewProject(("lib.csproj", Of("").Replace("</Project>", WithoutAnalyzers, StringComparison.Ordinal)), ("Empty.cs", "public class Empty { }"));

        string output = Run(project, "build");
        Assert.Contains("warning RL0003", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Warning", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOldLanguageVersion_HasOneMessage() =>
        Assert.Equal(["RL0002"], Errors(feed.NewProject(("lib.csproj", Of("<LangVersion>10</LangVersion>")), ("Vae.cs", "public class Empty { }"))));

    // What it refers to was compiled already.
    [Fact]
    public void AProjectThatUsesALibraryOfModels_HasNone()
    {
        string project = feed.NewProject(("lib.cs", "public class One { public RepLearn.Adam Adam = new(1e-3); }"));
        Directory.CreateDirectory(Path.Combine(project, "user"));
        File.Move(Path.Combine(project, "lib.cs"), Path.Combine(project, "One.cs"));
        File.WriteAllText(Path.Combine(project, "lib.csproj"), Of("<EnableDefaultCompileItems>false</EnableDefaultCompileItems>").Replace("<ItemGroup>", "<ItemGroup><Compile Include=\"One.cs\" />", StringComparison.Ordinal).Replace("$VERSION", feed.Version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(project, "user", "user.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>10</LangVersion>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../lib.csproj" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "user", "Two.cs"), "public class Two { public One One = new(); }");
        Assert.DoesNotContain("RL000", Run(Path.Combine(project, "user"), "build"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnFSharpProject_HasOneMessage()
    {
        string project = feed.NewProject(
            ("lib.fsproj", Of("").Replace("<ItemGroup>", "<ItemGroup><Compile Include=\"Library.fs\" />", StringComparison.Ordinal)),
            ("Library.fs", "module Library\nlet one = RepLearn.Adam(1e-3)\n"));

        string output = Run(project, "build");
        Assert.Contains("warning RL0001", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Warning", output, StringComparison.Ordinal);
    }

    private string FilesOf(string project)
    {
        using ZipArchive package = feed.Open(project);
        IEnumerable<string> own = package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml");
        return string.Join(' ', own.Order(StringComparer.Ordinal));
    }

    private static string Of(string settings) => Library.Replace("SETTINGS", settings, StringComparison.Ordinal);

    private static string Run(string project, params string[] arguments)
    {
        (int code, string output) = Dotnet.Try(project, arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static string[] Errors(string project)
    {
        (_, string output) = Dotnet.Try(project, "build");
        return [.. System.Text.RegularExpressions.Regex.Matches(output, "error ([A-Z]+[0-9]+)").Select(match => match.Groups[1].Value).Distinct()];
    }
}
