using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Errors of which the C# compiler tells by itself, so that nothing need be added. One that another generator's code may mend is none of
/// them: then the compiler would find nothing wrong in the end, and nobody would tell.
/// </summary>
internal static class CompilerErrors
{
    /// <summary>Whether there is one in a piece of syntax.</summary>
    public static bool Exist(DeclarationContext context, SyntaxNode node)
    {
        SemanticModel semantics = context.Compilation.GetSemanticModel(node.SyntaxTree);
        return semantics.GetDiagnostics(node.Span, context.Token).Any(found => found.Severity == DiagnosticSeverity.Error && node.Span.IntersectsWith(found.Location.SourceSpan))
            && !Names(node).Any(name => MayChange(context, name, semantics));
    }

    /// <summary>The first name that means nothing yet, with what it is a member of; null where there is none.</summary>
    public static SyntaxNode? FirstUnknown(DeclarationContext context, SyntaxNode node)
    {
        SemanticModel semantics = context.Compilation.GetSemanticModel(node.SyntaxTree);
        SimpleNameSyntax? unknown = Names(node).FirstOrDefault(name => IsUnknown(semantics.GetSymbolInfo(name, context.Token)));
        SyntaxNode? whole = unknown;
        while (whole?.Parent is MemberAccessExpressionSyntax access)
        {
            whole = access;
        }

        return whole;
    }

    private static IEnumerable<SimpleNameSyntax> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Where(name => name is not IdentifierNameSyntax { IsVar: true } && name.Identifier.ValueText is not ("" or "nameof") && name.Parent is not NameColonSyntax);

    private static bool IsUnknown(SymbolInfo info) =>
        info.Symbol is IFieldSymbol { IsConst: true, HasConstantValue: false } || (info.Symbol is null && info.CandidateSymbols.IsEmpty);

    // A type with several parts may get members, among them overloads and operators.
    private static bool MayChange(DeclarationContext context, SimpleNameSyntax name, SemanticModel semantics)
    {
        SymbolInfo info = semantics.GetSymbolInfo(name, context.Token);
        return IsUnknown(info)
            || info.CandidateSymbols.Any(candidate => HasParts(candidate.ContainingType, context.Token))
            || HasParts(semantics.GetTypeInfo(name, context.Token).Type as INamedTypeSymbol, context.Token);
    }

    private static bool HasParts(INamedTypeSymbol? type, CancellationToken token) =>
        type is not null && TypeFormReader.DeclarationsOf(type, token).Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));
}
