using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.CodeFixes;

/// <summary>
/// Offers what a diagnostic of the generator says about mending its declaration. The generator decides, because it knows the model; here the
/// text is changed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarationCodeFixProvider))]
[Shared]
public sealed class DeclarationCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "RL1001", "RL1002", "RL1008", "RL1010", "RL1013", "RL1018", "RL2003", "RL2004", "RL2005", "RL2007", "RL2009", "RL2010", "RL2013", "RL2015",
        "RL2018", "RL2019", "RL2023",
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // What is mended stands in the same file, or nothing is offered.
            Location mended = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
            if (mended.SourceTree == diagnostic.Location.SourceTree
                && Enum.TryParse(diagnostic.Properties.GetValueOrDefault(FixProperties.Kind), out FixKind kind)
                && DeclarationEdit.Of(root, mended.SourceSpan, kind, diagnostic.Properties.GetValueOrDefault(FixProperties.Text) ?? "") is { } edit)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(edit.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(edit.Root)), equivalenceKey: $"{diagnostic.Id} {kind}"),
                    diagnostic);
            }
        }
    }
}
