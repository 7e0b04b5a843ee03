using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RepLearn.Dsl.CodeFixes;

namespace RepLearn.Dsl.Generators.Tests.CodeFixes;

/// <summary>A document as an editor has it, with the generator's diagnostics and what code fixes offer for them.</summary>
internal sealed class CodeFixDriver : IDisposable
{
    private static readonly DeclarationCodeFixProvider s_provider = new();

    private readonly AdhocWorkspace _workspace = new();
    private readonly Document _document;

    public CodeFixDriver(string source)
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "UserProject", "UserProject", LanguageNames.CSharp,
            compilationOptions: TestCompilation.Of().Options, parseOptions: TestCompilation.ParseOptions, metadataReferences: TestCompilation.References);
        _document = _workspace.AddProject(project).AddDocument("File0.cs", SourceText.From(source, Encoding.UTF8), filePath: "File0.cs");
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>What the generator reports of the document.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnostics()
    {
        var compilation = (CSharpCompilation)(await _document.Project.GetCompilationAsync())!;
        GeneratorTestDriver.Create(StubCompiler.Compile).RunGeneratorsAndUpdateCompilation(compilation, out _, out ImmutableArray<Diagnostic> diagnostics);
        return diagnostics;
    }

    /// <summary>The actions that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        await s_provider.RegisterCodeFixesAsync(new CodeFixContext(_document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        return offers;
    }

    /// <summary>The document's text after an action.</summary>
    public async Task<string> Apply(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
        return (await changed.GetDocument(_document.Id)!.GetTextAsync()).ToString();
    }

    /// <summary>The document's text after an action was done everywhere in it.</summary>
    public async Task<string> ApplyEverywhere(CodeAction action)
    {
        var context = new FixAllContext(
            _document, s_provider, FixAllScope.Document, action.EquivalenceKey, s_provider.FixableDiagnosticIds, new Known(await Diagnostics()), CancellationToken.None);
        return await Apply((await s_provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    private sealed class Known(IEnumerable<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
