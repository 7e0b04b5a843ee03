using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Attributes that are meant for the language and can never bind, so that the C# compiler reports them whatever other generators make:
/// what they would declare is not missing. Any other that does not bind yet may be another generator's.
/// </summary>
internal static class UnboundAttributes
{
    /// <summary>Tells how to name those that another library's class of the same name hides.</summary>
    /// <returns>Whether there are any, ambiguous or not.</returns>
    public static bool Report(DeclarationContext context)
    {
        var reported = new List<string>();
        bool found = false;
        foreach (AttributeSyntax attribute in Unbound(context.Model, context.Token))
        {
            SemanticModel semantics = context.Compilation.GetSemanticModel(attribute.SyntaxTree);
            if (CannotBind(attribute.Name, semantics))
            {
                found = true;
                context.Problems.LeaveToCompiler();
                ReportAmbiguous(context, attribute, semantics, reported);
            }
        }

        return found;
    }

    private static void ReportAmbiguous(DeclarationContext context, AttributeSyntax attribute, SemanticModel semantics, List<string> reported)
    {
        foreach (IdentifierNameSyntax name in attribute.Name.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            string[] meanings = Meanings(semantics.GetSymbolInfo(name, context.Token));
            if (meanings.Length > 1 && !reported.Contains(name.Identifier.ValueText))
            {
                reported.Add(name.Identifier.ValueText);
                context.Problems.Report(
                    DeclarationDescriptors.AmbiguousName, SourcePlace.Of(name), ProblemFix.Using(name.Identifier.ValueText, meanings[0]), name.Identifier.ValueText, meanings[0], meanings[1]);
            }
        }
    }

    /// <summary>The attributes of a class that do not bind and have a name of the language, as without <c>using RepLearn;</c>.</summary>
    public static IEnumerable<(string Name, AttributeSyntax Syntax)> Named(INamedTypeSymbol model, CancellationToken token) => Unbound(model, token)
        .Select(attribute => (ModelVocabulary.NameOf(attribute.Name), attribute))
        .Where(named => named.Item1 is not null)!;

    /// <summary>Whether a class has an attribute that does not bind and is written as one of a family without the family's name.</summary>
    public static bool HasOneOf(DeclarationContext context, string family) => Unbound(context.Model, context.Token)
        .Exists(attribute => attribute.Name is SimpleNameSyntax && ModelVocabulary.Has($"{family}.{ModelVocabulary.LastPart(attribute.Name)}"));

    private static List<AttributeSyntax> Unbound(INamedTypeSymbol model, CancellationToken token)
    {
        var unbound = new List<AttributeSyntax>();
        foreach (AttributeData data in model.GetAttributes())
        {
            if (data.AttributeClass is null or { TypeKind: TypeKind.Error } && data.ApplicationSyntaxReference?.GetSyntax(token) is AttributeSyntax syntax)
            {
                unbound.Add(syntax);
            }
        }

        return unbound;
    }

    // A name one or two letters away from one of the language, one that this library shares with another, or one that its class has no member for.
    private static bool CannotBind(NameSyntax name, SemanticModel semantics) =>
        ModelVocabulary.IsNearlyOne(name)
        || name.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(part => Meanings(semantics.GetSymbolInfo(part)).Length > 1)
        || (name is QualifiedNameSyntax { Left: var left } && semantics.GetSymbolInfo(left).Symbol is INamedTypeSymbol type && !IsOfOthers(type.ToDisplayString()));

    // Of an ambiguous name, this library's first; none where it has none.
    private static string[] Meanings(SymbolInfo info)
    {
        string[] meanings = info.CandidateReason == CandidateReason.Ambiguous
            ? [.. info.CandidateSymbols.Select(symbol => symbol.ToDisplayString()).OrderBy(IsOfOthers).ThenBy(meaning => meaning, StringComparer.Ordinal)]
            : [];
        return meanings is [var first, ..] && !IsOfOthers(first) ? meanings : [];
    }

    private static bool IsOfOthers(string meaning) => !meaning.StartsWith(ModelVocabulary.Namespace + ".", StringComparison.Ordinal);
}
