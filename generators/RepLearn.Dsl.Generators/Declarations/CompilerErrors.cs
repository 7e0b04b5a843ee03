using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Errors of which the C# compiler tells by itself, so that nothing need be added. A name that does not bind is none of them where a
/// generator, this one or another, may make it: then the compiler will find nothing wrong in the end.
/// </summary>
internal static class CompilerErrors
{
    /// <summary>Whether there is one in a piece of syntax.</summary>
    public static bool Exist(DeclarationContext context, SyntaxNode node)
    {
        SemanticModel semantics = context.Compilation.GetSemanticModel(node.SyntaxTree);
        return semantics.GetDiagnostics(node.Span, context.Token).Any(found => found.Severity == DiagnosticSeverity.Error && node.Span.IntersectsWith(found.Location.SourceSpan))
            && !node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => MayBeMade(context, name, semantics));
    }

    private static bool MayBeMade(DeclarationContext context, SimpleNameSyntax name, SemanticModel semantics)
    {
        SymbolInfo info = semantics.GetSymbolInfo(name, context.Token);
        if (info.Symbol is IFieldSymbol { IsConst: true, HasConstantValue: false })
        {
            return true;
        }

        string text = name.Identifier.ValueText;
        if (info.Symbol is not null || !info.CandidateSymbols.IsEmpty || text.Length == 0 || text == "nameof" || name.Parent is NameColonSyntax || IsCalled(name))
        {
            return false;
        }

        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return semantics.GetSymbolInfo(access.Expression, context.Token).Symbol is INamedTypeSymbol type
                && TypeFormReader.DeclarationsOf(type, context.Token).Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword))
                && (IsGenerated(context, text) || !IsSlip(text, type.GetMembers()));
        }

        // A function's own names are the user's.
        bool isLocal = name.Parent is not MemberAccessExpressionSyntax && name.FirstAncestorOrSelf<AttributeSyntax>() is null;
        return IsGenerated(context, text)
            || (!isLocal && !IsSlip(text, semantics.LookupSymbols(name.SpanStart)) && IsUnknown(context.Compilation, text));
    }

    // A type of these namespaces lacks its using.
    private static bool IsUnknown(Compilation compilation, string text) =>
        new[] { "System", ModelVocabulary.Namespace }.All(space => compilation.GetTypeByMetadataName($"{space}.{text}") is null);

    // What another generator makes a method of could be no function of a model: only what is written is read.
    private static bool IsCalled(SimpleNameSyntax name)
    {
        ExpressionSyntax called = name.Parent is MemberAccessExpressionSyntax access ? access : name;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called;
    }

    // Models have members that are generated, and those of the class that these make their base.
    private static bool IsGenerated(DeclarationContext context, string text) =>
        GeneratedNames.Contains(text) || TypeFormReader.GeneratedBase(context)?.GetMembers(text).IsEmpty == false;

    private static bool IsSlip(string text, IEnumerable<ISymbol> symbols) =>
        symbols.Select(symbol => symbol.Name).Concat(GeneratedNames).Any(known => Spelling.IsNear(text, known));

    private static IEnumerable<string> GeneratedNames => GeneratedForm.Autoencoder.Members.Concat(GeneratedForm.Embedding.Members).Select(member => member.Name);
}
