using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds attributes of the language on classes that are no models.</summary>
internal static class StrayAttributeReader
{
    /// <returns>A problem at the first such attribute of a class; else null.</returns>
    public static Problem? Read(GeneratorAttributeSyntaxContext target, CancellationToken token)
    {
        if (target.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        List<ModelAttribute> attributes = AttributeOrder.Collect(type, token);
        if (attributes.Count == 0 || UnboundAttributes.Exist(type, token) || attributes.Exists(attribute => ModelVocabulary.Models.Contains(attribute.Name)))
        {
            return null;
        }

        ModelAttribute first = attributes[0];
        bool isHere = target.Attributes.Any(data => data.ApplicationSyntaxReference?.GetSyntax(token) is AttributeSyntax syntax && syntax == first.Syntax);
        return isHere
            ? new Problem(DeclarationDescriptors.ModelMissing, first.Place, first.Name, CSharpNames.Identifier(type.Name), Advice(first.Name))
            : null;
    }

    private static string Advice(string attribute) => ModelVocabulary.EmbeddingCompanions.Contains(attribute)
        ? "[SkipGram(n)] or [Cbow(n)], with n the number of values in a vector"
        : "[Autoencoder(n)] above it, with n the number of values in an example";
}
