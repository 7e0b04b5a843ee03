using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Each mistake is reported once, at its place, in words that help; its twin is not.</summary>
public class DiagnosticTests
{
    // RL1019 needs an older language than the cases have: see LanguageVersionTests.
    private static readonly Regex Spaces = new(" +");

    private static readonly string[] RaisedElsewhere = ["RL1019", "RL2037", "RL3001", "RL3005", "RL9001"];

    public static TheoryData<DiagnosticCase> Cases => [.. AllCases];

    internal static IEnumerable<DiagnosticCase> AllCases => [.. DeclarationCases.All, .. EmbeddingCases.All, .. ModelCases.All, .. BlockCases.All, .. DiscreteCases.All, .. DictionaryCases.All, .. FunctionCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AMistake_IsReportedOnce_AtItsPlace(DiagnosticCase mistake)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(mistake.Source), StubCompiler.Compile);

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal(mistake.Message, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(mistake.Id, found.Id);
        Assert.Equal(mistake.Marked, found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(mistake.Start, found.Location.SourceSpan.Start);
        Assert.Equal(LocationKind.SourceFile, found.Location.Kind);
        Assert.Equal(found.Severity == DiagnosticSeverity.Error, outcome.Sources.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AMistake_IsTheOnlyOneInItsExample(DiagnosticCase mistake)
    {
        IEnumerable<string> errors = TestCompilation.Of(mistake.Source).GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => found.Id);

        Assert.Equal(mistake.CompilerErrors.Order(), errors.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheTwinWithoutTheMistake_IsNotReported(DiagnosticCase mistake)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(mistake.Good), StubCompiler.Compile);

        Assert.Empty(outcome.GeneratorDiagnostics);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheTwinWithoutTheMistake_Compiles(DiagnosticCase mistake)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(mistake.Good);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void APragma_Suppresses(DiagnosticCase mistake)
    {
        string source = $"#pragma warning disable {mistake.Id}\n{mistake.Source}\n#pragma warning restore {mistake.Id}\n";

        Assert.True(Assert.Single(Reported(TestCompilation.Of(source))).IsSuppressed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NoWarn_Suppresses(DiagnosticCase mistake)
    {
        CSharpCompilation compilation = TestCompilation.Of(mistake.Source);
        CSharpCompilationOptions options = compilation.Options.WithSpecificDiagnosticOptions([new(mistake.Id, ReportDiagnostic.Suppress)]);

        Assert.Empty(Reported(compilation.WithOptions(options)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheEditorConfig_SetsTheSeverity(DiagnosticCase mistake)
    {
        CSharpCompilation compilation = TestCompilation.Of(mistake.Source);
        CSharpCompilationOptions options = compilation.Options.WithSyntaxTreeOptionsProvider(new EditorConfig(mistake.Id, ReportDiagnostic.Info));

        Diagnostic found = Assert.Single(Reported(compilation.WithOptions(options)));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
    }

    [Fact]
    public void EveryDescriptor_HasACase()
    {
        IEnumerable<string> described = Descriptors().Select(descriptor => descriptor.Id);
        IEnumerable<string> raised = AllCases.Select(mistake => mistake.Id).Concat(RaisedElsewhere);

        Assert.Equal(described.Order(), raised.Distinct().Order());
    }

    [Fact]
    public void EveryDescriptor_HasAnIdOfItsStage_AndASectionOnTheHelpPage()
    {
        string page = File.ReadAllText(GeneratorSources.PathOf("Diagnostics/README.md"));

        Assert.All(Descriptors(), descriptor =>
        {
            Assert.Equal("RepLearn", descriptor.Category);
            Assert.Equal(DescriptorTable.LinkTo(descriptor.Id.ToLowerInvariant()), descriptor.HelpLinkUri);
            Assert.True(descriptor.HelpLinkUri.Length == 0 || Uri.IsWellFormedUriString(descriptor.HelpLinkUri, UriKind.Absolute), descriptor.HelpLinkUri);
            Assert.Contains($"\n### {descriptor.Id}\n", page);
        });
        Assert.Equal(Descriptors().Count(), Descriptors().Select(descriptor => descriptor.Id).Distinct().Count());
    }

    /// <summary>What is told of ids in three places: the descriptors, the table of the releases, the help page.</summary>
    [Fact]
    public void TheTable_AndTheHelpPage_SayWhatTheDescriptorsSay()
    {
        string[] rows = [.. File.ReadLines(GeneratorSources.PathOf("AnalyzerReleases.Unshipped.md")).Where(line => line.StartsWith("RL", StringComparison.Ordinal))];
        string page = File.ReadAllText(GeneratorSources.PathOf("Diagnostics/README.md"));

        DiagnosticDescriptor[] descriptors = [.. Descriptors().OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];
        Assert.Equal(descriptors.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {TitleOf(descriptor)}"), rows.Select(row => Spaces.Replace(row, " ")));
        Assert.All(descriptors, descriptor => Assert.Contains($"\n### {descriptor.Id}\n\n**{TitleOf(descriptor)}.** ", page));
        Assert.Equal(descriptors.Select(descriptor => descriptor.Id), page.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]));
    }

    [Fact]
    public void TheIdsOfAStage_HaveNoGaps() => Assert.All(
        Descriptors().GroupBy(descriptor => descriptor.Id[2]),
        stage => Assert.Equal(
            Enumerable.Range(1, stage.Count()).Select(number => $"RL{stage.Key}{number:D3}"), stage.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal)));

    [Fact]
    public void AHelpLink_IsAnAddressThatAnEditorCanOpen()
    {
        Assert.Equal("https://example.org/replearn/blob/main/generators/RepLearn.Dsl.Generators/Diagnostics/README.md", DescriptorTable.PageIn("https://example.org/replearn/"));
        Assert.Empty(DescriptorTable.PageIn(null));
        Assert.True(File.Exists(Path.Combine(GeneratorSources.Folder, "../..", DescriptorTable.HelpFile)));
    }

    [Theory]
    [InlineData(typeof(DeclarationDescriptors), "RL1")]
    [InlineData(typeof(ModelDescriptors), "RL2")]
    [InlineData(typeof(DifferentiationDescriptors), "RL3")]
    [InlineData(typeof(InternalDescriptors), "RL9")]
    public void EveryStage_HasItsRangeOfIds(Type stage, string range)
    {
        Assert.All(DescriptorsOf(stage), descriptor => Assert.StartsWith(range, descriptor.Id));
    }

    private static string TitleOf(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<DiagnosticDescriptor> Descriptors() =>
        typeof(DescriptorTable).Assembly.GetTypes().Where(type => type.Namespace == typeof(DescriptorTable).Namespace).SelectMany(DescriptorsOf);

    private static IEnumerable<DiagnosticDescriptor> DescriptorsOf(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>();

    private static IEnumerable<Diagnostic> Reported(CSharpCompilation compilation)
    {
        GeneratorTestDriver.Create(StubCompiler.Compile).RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics);
        return diagnostics;
    }

    private sealed class EditorConfig(string id, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic found)
        {
            found = severity;
            return diagnosticId == id;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic found)
        {
            found = ReportDiagnostic.Default;
            return false;
        }
    }
}
