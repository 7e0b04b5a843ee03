using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>The generator's folders are its stages, and each uses only those before it.</summary>
public class ArchitectureTests
{
    private const string Root = "RepLearn.Dsl.Generators";

    /// <summary>For each folder, the folders that it may use beside itself. The root, "", holds what wires them.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Model"] = [],
        ["Diagnostics"] = ["Model"],
        ["Declarations"] = ["Model", "Diagnostics"],
        ["Graph"] = [],
        ["Lowering"] = ["Model", "Graph"],
        ["Differentiation"] = ["Graph", "Lowering"],
        ["Planning"] = ["Model", "Graph", "Lowering", "Differentiation"],
        ["Emission"] = ["Model", "Graph", "Lowering", "Differentiation", "Planning"],
        [""] = ["Model", "Diagnostics", "Declarations", "Graph", "Lowering", "Differentiation", "Planning", "Emission"],
    };

    /// <summary>The only files of the root folder where the stages after the declaration meet.</summary>
    private static readonly string[] MeetingPoints = ["ModelCompiler.cs", "CompilationStages.cs"];

    private static readonly string[] MaySeeRoslyn = ["Declarations", "Diagnostics"];

    private static readonly string[] RootFilesThatSeeRoslyn = ["RepresentationModelGenerator.cs", "ModelCompilation.cs"];

    public static TheoryData<string> Files => [.. GeneratorSources.All().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void AFile_StandsInTheFolderOfItsNamespace(string path)
    {
        string folder = FolderOf(path);
        Assert.Contains(folder, MayUse.Keys);
        Assert.Equal(folder.Length == 0 ? Root : $"{Root}.{folder}", NamespaceOf(Parse(path)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AStage_UsesOnlyStagesBeforeIt(string path)
    {
        string folder = FolderOf(path);
        CompilationUnitSyntax unit = Parse(path);
        IEnumerable<string> used = StagesUsedBy(unit).Where(stage => stage != folder);

        string[] allowed = folder.Length > 0 || MeetingPoints.Contains(path) ? MayUse[folder] : ["Model", "Diagnostics", "Declarations"];
        Assert.Empty(used.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void OnlyDeclarationsAndDiagnostics_SeeRoslyn(string path)
    {
        CompilationUnitSyntax unit = Parse(path);
        bool seesRoslyn = Names(unit).Any(name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

        Assert.True(!seesRoslyn || MaySeeRoslyn.Contains(FolderOf(path)) || RootFilesThatSeeRoslyn.Contains(path), $"{path} uses Microsoft.CodeAnalysis.");
    }

    [Theory]
    [InlineData("CompilationProvider", "it changes at every keystroke", "Declarations/StrayTypes.cs")]
    [InlineData("WithComparer", "a comparer that ignores something gives stale output")]
    [InlineData("NormalizeWhitespace", "it takes most of a generator's time")]
    [InlineData("SyntaxFactory", "text is written as text")]
    [InlineData("CreateSyntaxProvider", "it looks at every node at every keystroke")]
    [InlineData("Guid.NewGuid", "output depends on nothing but the declaration")]
    [InlineData("DateTime", "output depends on nothing but the declaration")]
    [InlineData("Environment.NewLine", "lines end with \\n on every machine")]
    [InlineData("AppendLine", "lines end with \\n on every machine")]
    [InlineData("CurrentCulture", "numbers are written without culture")]
    [InlineData("ToLower()", "letters are compared without culture")]
    [InlineData("ToUpper()", "letters are compared without culture")]
    [InlineData("dynamic ", "types are known")]
    public void TheGenerator_DoesWithout(string banned, string reason, string? butFor = null)
    {
        string[] users =
        [
            .. GeneratorSources.All()
                .Where(file => file.Path != butFor && file.Text.Contains(banned, StringComparison.Ordinal) && Code(file.Text).Contains(banned, StringComparison.Ordinal))
                .Select(file => file.Path),
        ];

        Assert.True(users.Length == 0, $"{string.Join(", ", users)} uses {banned}, but {reason}.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Statics_HoldNoState(string path)
    {
        IEnumerable<FieldDeclarationSyntax> mutable = Parse(path).DescendantNodes().OfType<FieldDeclarationSyntax>()
            .Where(field => field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));

        Assert.Empty(mutable.Select(field => field.ToString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AFile_IsShort(string path)
    {
        int lines = GeneratorSources.All().Single(file => file.Path == path).Text.Count(letter => letter == '\n');

        Assert.True(lines <= 400, $"{path} has {lines} lines; one concept a file, at most 400.");
    }

    [Fact]
    public void TheTest_SeesABackwardUse()
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(
            $"using {Root}.Emission;\nnamespace {Root}.Graph;\nclass C {{ Planning.Plan _plan; {Root}.Declarations.Problem _problem; }}");

        Assert.Equal(["Declarations", "Emission", "Planning"], StagesUsedBy(unit).Order(StringComparer.Ordinal));
    }

    // Usings, and qualified names from the root namespace or, as C# allows, from the stage's name alone.
    private static IEnumerable<string> StagesUsedBy(CompilationUnitSyntax unit) => Names(unit)
        .Select(name => name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..] : name)
        .Select(name => name.Split('.', '<')[0])
        .Where(stage => stage.Length > 0 && MayUse.ContainsKey(stage))
        .Distinct();

    private static IEnumerable<string> Names(CompilationUnitSyntax unit) =>
    [
        .. unit.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(directive => directive.NamespaceOrType.ToString()),
        .. unit.DescendantNodes().OfType<QualifiedNameSyntax>()
            .Where(name => name.Parent is not (QualifiedNameSyntax or UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax))
            .Select(name => name.ToString()),
    ];

    private static string NamespaceOf(CompilationUnitSyntax unit) =>
        unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Single().Name.ToString();

    private static string FolderOf(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    private static CompilationUnitSyntax Parse(string path) =>
        CSharpSyntaxTree.ParseText(GeneratorSources.All().Single(file => file.Path == path).Text, TestCompilation.ParseOptions).GetCompilationUnitRoot();

    // Without comments and texts, which may name what the code does without.
    private static string Code(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions).GetRoot();
        return string.Concat(root.DescendantTokens()
            .Where(token => !token.IsKind(SyntaxKind.StringLiteralToken) && !token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                && !token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            .Select(token => token.Text + (token.TrailingTrivia.Any(SyntaxKind.WhitespaceTrivia) ? " " : "")));
    }
}
