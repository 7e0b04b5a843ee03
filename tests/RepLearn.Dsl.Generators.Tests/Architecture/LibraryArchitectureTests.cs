using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>
/// The libraries' folders are their namespaces, but for the types that users name, which are all in one namespace. Each folder uses
/// only those below it.
/// </summary>
public class LibraryArchitectureTests
{
    private const string Numerics = "RepLearn.Numerics";
    private const string Dsl = "RepLearn.Dsl";
    private const string Embeddings = "RepLearn.Embeddings";

    /// <summary>For each folder of a project, the folders that it may use beside itself.</summary>
    private static readonly Dictionary<string, Dictionary<string, string[]>> s_mayUse = new()
    {
        [Numerics] = new()
        {
            ["Buffers"] = [],
            ["Files"] = ["Buffers"],
            ["Elementary"] = [],
            ["Threads"] = ["Buffers"],
            ["Matrices"] = ["Buffers", "Elementary"],
            ["Random"] = ["Elementary"],
        },
        [Dsl] = new()
        {
            ["Declaration"] = [],
            ["Runtime"] = [],
            ["Files"] = ["Runtime"],
            ["Data"] = ["Runtime", "Files"],
            ["Models"] = ["Runtime"],
            ["Onnx"] = ["Runtime"],
            ["Optimization"] = ["Runtime", "Models"],
            ["Training"] = ["Runtime", "Data", "Files", "Models", "Optimization"],
            ["Monitoring"] = ["Models", "Training"],
        },
        [Embeddings] = new()
        {
            ["Declaration"] = [],
            ["Corpora"] = [],
            ["Random"] = [],
            ["Runtime"] = [],
            ["Vectors"] = [],
            ["Files"] = ["Corpora", "Runtime", "Vectors"],
            ["Evaluation"] = ["Corpora", "Files", "Vectors"],
            ["Vocabularies"] = ["Corpora", "Files", "Random", "Runtime", "Vectors"],
            ["Graphs"] = ["Corpora", "Files", "Random", "Vocabularies"],
            ["Models"] = ["Runtime", "Vocabularies"],
            ["Training"] = ["Corpora", "Files", "Models", "Random", "Runtime", "Vectors", "Vocabularies"],
        },
    };

    /// <summary>The classes of models and vectors, in all their parts: their members reach whatever does the work.</summary>
    private static readonly string[] s_facades = ["Models/Autoencoder", "Models/Embedding", "Models/EmbeddingFile", "Vectors/WordVectors"];

    private static readonly ConcurrentDictionary<string, Library> s_libraries = new();

    public static TheoryData<string> Projects => [Numerics, Dsl, Embeddings];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AFile_StandsInTheFolderOfItsNamespace(string project)
    {
        string root = RootOf(project);
        foreach (SyntaxTree file in In(project).Files)
        {
            string space = Library.NamespaceOf(file);
            if (!IsUsers(space))
            {
                Assert.Equal((file.FilePath, $"{root}.{Library.FolderOf(file).Replace('/', '.')}"), (file.FilePath, space));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AFileOfTheUsersNamespace_DeclaresAPublicType(string project)
    {
        Library library = In(project);

        Assert.Empty(library.Files
            .Where(file => IsUsers(Library.NamespaceOf(file)) && !library.TypesOf(file).Any(IsPublic))
            .Select(file => file.FilePath));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AType_StandsInOneFolder(string project)
    {
        Library library = In(project);

        Assert.Empty(library.Types()
            .Where(type => type.DeclaringSyntaxReferences.Select(part => Library.FolderOf(part.SyntaxTree)).Distinct().Count() > 1)
            .Select(type => type.ToDisplayString()));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AFolder_UsesOnlyThoseBelowIt(string project) =>
        Assert.Equal("", string.Join('\n', In(project).Files.SelectMany(file => UpwardUses(In(project), file, s_mayUse[project]))));

    /// <summary>Editors that offer names do not offer those that only generated code uses.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void APublicTypeOfAnotherNamespace_IsHiddenFromCompletion(string project)
    {
        Library library = In(project);

        Assert.Empty(library.Files
            .Where(file => !IsUsers(Library.NamespaceOf(file)))
            .SelectMany(library.TypesOf)
            .Where(type => IsPublic(type) && !Library.IsHidden(type))
            .Select(type => type.ToDisplayString()));
    }

    /// <summary>Each library stands on what those below it publish.</summary>
    [Theory]
    [InlineData(Numerics)]
    [InlineData(Dsl)]
    [InlineData(Embeddings)]
    [InlineData("RepLearn.Data")]
    [InlineData("RepLearn.Evaluation")]
    [InlineData("RepLearn.Extensions")]
    [InlineData("RepLearn.Extensions.Hnsw")]
    [InlineData("RepLearn.ML")]
    public void ALibrary_ShowsItsInternalsToTestsOnly(string project) =>
        Assert.All(FriendsOf(project), friend => Assert.Matches(@"^RepLearn\.(Benchmarks|Dsl\.Tests|Dsl\.Generators\.Tests)$", friend));

    [Fact]
    public void TheTest_SeesAnUpwardUse()
    {
        var library = new Library("Sketch",
        [
            ("Low/Low.cs", "namespace Sketch.Low; class Low { void M() => Sketch.High.Extensions.Count(1); /// <see cref=\"Sketch.Top.Top\"/>\n int N; }"),
            ("High/Extensions.cs", "namespace Sketch.High; static class Extensions { public static int Count(this int one) => one; }"),
            ("High/High.cs", "using Sketch.Low; using Sketch.Top; namespace Sketch.High; class High { Low.Low _low = null!; int M(int one) => Top.Top.Field; }"),
            ("Top/Top.cs", "namespace Sketch.Top; class Top { public static int Field; }"),
        ]);
        Dictionary<string, string[]> mayUse = new() { ["Low"] = [], ["High"] = ["Low"], ["Top"] = ["Low", "High"] };

        Assert.Equal(["High/High.cs uses Top", "Low/Low.cs uses High"], library.Files.SelectMany(file => UpwardUses(library, file, mayUse)).Order(StringComparer.Ordinal));
    }

    private static Library In(string project) => s_libraries.GetOrAdd(project, Library.Of);

    private static IEnumerable<string> UpwardUses(Library library, SyntaxTree file, Dictionary<string, string[]> mayUse)
    {
        string folder = RoomOf(file, mayUse);
        Assert.True(mayUse.ContainsKey(folder), $"{file.FilePath} is in no folder that the test knows.");
        return s_facades.Contains(file.FilePath.Split('.')[0])
            ? []
            : library.FilesUsedBy(file).Select(used => RoomOf(used, mayUse)).Distinct()
                .Where(used => used != folder && !mayUse[folder].Contains(used))
                .Select(used => $"{file.FilePath} uses {used}");
    }

    // The editor shows it while the declaration is written.
    [Theory]
    [InlineData(Dsl)]
    [InlineData(Embeddings)]
    public void NumbersOfADeclaration_TellTheirUpperBound(string project)
    {
        string[] silent =
        [
            .. from file in In(project).Files
               where Library.FolderOf(file) == "Declaration"
               from number in Library.DocumentedNumbersOf(file)
               where !Regex.IsMatch(number.Documentation, @"\b(below|at most|up to|to\s+(///\s*)?\d)|inheritdoc")
               select number.Name,
        ];
        Assert.Equal("", string.Join(", ", silent));
    }

    // Messages, reports and files are read by people and programs of any culture.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Numbers_AreWrittenInInvariantCulture(string project)
    {
        Library library = In(project);
        Assert.Equal("", string.Join("\n", library.Files.SelectMany(library.TextsByCulture).Select(text => $"{text.GetLocation().GetLineSpan()}: {text}")));
        Assert.Equal("", string.Join("\n", library.Files.SelectMany(library.RecordsByCulture).Where(type => !Library.IsHidden(type)).Select(type => type.Name)));
    }

    // The folder of the table that a file is in, at whatever depth.
    private static string RoomOf(SyntaxTree file, Dictionary<string, string[]> mayUse)
    {
        string folder = Library.FolderOf(file);
        while (folder.Contains('/') && !mayUse.ContainsKey(folder))
        {
            folder = folder[..folder.LastIndexOf('/')];
        }

        return folder;
    }

    private static IEnumerable<string> FriendsOf(string project) =>
        XDocument.Load(Path.Combine(GeneratorSources.Root, "src", project, project + ".csproj"))
            .Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value)
            .Concat(In(project).Files.SelectMany(file => Regex.Matches(file.ToString(), @"InternalsVisibleTo\(""([^""]*)").Select(match => match.Groups[1].Value)));

    private static string RootOf(string project) => project == Dsl ? "RepLearn" : project;

    private static bool IsUsers(string space) => space is "RepLearn" or Embeddings;

    private static bool IsPublic(INamedTypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public;
}
