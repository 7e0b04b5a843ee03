using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Errors that the C# compiler reports by itself, so that we report nothing. An error that another generator's code may mend is not among
/// them, because then nobody would report it.
/// </summary>
internal static class CompilerErrors
{
    /// <summary>Whether there is one in a piece of syntax.</summary>
    public static bool Exist(DeclarationContext context, SyntaxNode node)
    {
        SemanticModel semantics = context.Compilation.GetSemanticModel(node.SyntaxTree);
        return !Names(node).Any(name => MayChange(context, name, semantics))
            && (semantics.GetDiagnostics(node.Span, context.Token).Any(found => found.Severity == DiagnosticSeverity.Error && node.Span.IntersectsWith(found.Location.SourceSpan))
                || Names(node).Any(name => Constant(semantics.GetSymbolInfo(name, context.Token)) is not null));
    }

    /// <summary>The first name that means nothing yet, with what it is a member of; null where there is none.</summary>
    public static SyntaxNode? FirstUnknown(DeclarationContext context, SyntaxNode node)
    {
        SemanticModel semantics = context.Compilation.GetSemanticModel(node.SyntaxTree);
        SimpleNameSyntax? unknown = Names(node).FirstOrDefault(name => IsUnknown(context, semantics.GetSymbolInfo(name, context.Token), []));
        SyntaxNode? whole = unknown;
        while (whole?.Parent is MemberAccessExpressionSyntax access)
        {
            whole = access;
        }

        return whole;
    }

    private static IEnumerable<SimpleNameSyntax> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Where(name => name is not IdentifierNameSyntax { IsVar: true } && name.Identifier.ValueText is not ("" or "nameof") && name.Parent is not NameColonSyntax);

    // A constant is unknown while a name in its initializer is. Else it is in a circle (CS0110) or has another error where it is declared.
    private static bool IsUnknown(DeclarationContext context, SymbolInfo info, HashSet<SyntaxNode> passed) => Constant(info) is { } constant
        ? constant.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && passed.Add(value)
            && Names(value).Any(name => IsUnknown(context, context.Compilation.GetSemanticModel(value.SyntaxTree).GetSymbolInfo(name, context.Token), passed))
        : info.Symbol is null && info.CandidateSymbols.IsEmpty;

    private static IFieldSymbol? Constant(SymbolInfo info) => info.Symbol is IFieldSymbol { IsConst: true, HasConstantValue: false } constant ? constant : null;

    // A type with several parts may get members, among them overloads and operators.
    private static bool MayChange(DeclarationContext context, SimpleNameSyntax name, SemanticModel semantics)
    {
        SymbolInfo info = semantics.GetSymbolInfo(name, context.Token);
        return IsUnknown(context, info, [])
            || info.CandidateSymbols.Any(candidate => HasParts(candidate.ContainingType, context.Token))
            || HasParts(semantics.GetTypeInfo(name, context.Token).Type as INamedTypeSymbol, context.Token);
    }

    private static bool HasParts(INamedTypeSymbol? type, CancellationToken token) =>
        type is not null && TypeFormReader.DeclarationsOf(type, token).Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));
}
