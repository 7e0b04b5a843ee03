using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Attributes that do not bind, but are meant for the language to all appearance. The C# compiler reports them; what they would
/// declare is not missing.
/// </summary>
internal static class UnboundAttributes
{
    /// <returns>Whether there are any.</returns>
    public static bool Exist(INamedTypeSymbol type, CancellationToken token) => Of(type, token).Any();

    /// <summary>Tells how to name those that another library's class of the same name hides.</summary>
    /// <returns>Whether there are any, ambiguous or not.</returns>
    public static bool Report(DeclarationContext context)
    {
        AttributeSyntax[] unbound = Of(context.Model, context.Token).ToArray();
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (AttributeSyntax attribute in unbound)
        {
            context.Problems.LeaveToCompiler();
            SemanticModel semantics = context.Compilation.GetSemanticModel(attribute.SyntaxTree);
            foreach (IdentifierNameSyntax name in attribute.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                SymbolInfo info = semantics.GetSymbolInfo(name, context.Token);
                string[] meanings = info.CandidateReason == CandidateReason.Ambiguous
                    ? [.. info.CandidateSymbols.Select(symbol => symbol.ToDisplayString()).OrderBy(IsOfOthers).ThenBy(meaning => meaning, StringComparer.Ordinal)]
                    : [];
                if (meanings.Length > 1 && !IsOfOthers(meanings[0]) && reported.Add(name.Identifier.ValueText))
                {
                    context.Problems.Report(
                        DeclarationDescriptors.AmbiguousName, SourcePlace.Of(name), name.Identifier.ValueText, meanings[0], meanings[1]);
                }
            }
        }

        return unbound.Length > 0;
    }

    private static bool IsOfOthers(string meaning) => !meaning.StartsWith(ModelVocabulary.Namespace + ".", StringComparison.Ordinal);

    private static IEnumerable<AttributeSyntax> Of(INamedTypeSymbol type, CancellationToken token) => type.GetAttributes()
        .Where(data => data.AttributeClass is null or { TypeKind: TypeKind.Error })
        .Select(data => data.ApplicationSyntaxReference?.GetSyntax(token))
        .OfType<AttributeSyntax>()
        .Where(attribute => LooksOurs(attribute.Name));

    // A name of the language somewhere, perhaps misspelt.
    private static bool LooksOurs(NameSyntax name) => name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Select(part => part.Identifier.ValueText)
        .Select(part => part.EndsWith("Attribute", StringComparison.Ordinal) ? part.Substring(0, part.Length - "Attribute".Length) : part)
        .Any(part => ModelVocabulary.Words.Any(word => part == word || (word.Length > 4 && Spelling.IsNear(part, word))));
}
