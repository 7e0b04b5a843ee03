using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds attributes of the language on classes that are no models.</summary>
internal static class StrayAttributeReader
{
    /// <returns>At the first such attribute of a class a problem, and what stands for the model that may be meant; else null.</returns>
    public static StrayReading? Read(GeneratorAttributeSyntaxContext target, CancellationToken token)
    {
        if (target.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        List<ModelAttribute> attributes = AttributeOrder.Collect(type, token);
        bool isNoStray = attributes.Count == 0 || attributes.Exists(attribute => attribute.DeclaresModel || attribute.Family == "Layer");
        return isNoStray ? null : Read(target, type, attributes, token);
    }

    private static StrayReading? Read(GeneratorAttributeSyntaxContext target, INamedTypeSymbol type, List<ModelAttribute> attributes, CancellationToken token)
    {
        ModelAttribute first = attributes[0];
        if (!target.Attributes.Any(data => data.ApplicationSyntaxReference?.GetSyntax(token) == first.Syntax))
        {
            return null;
        }

        bool isEmbedding = ModelVocabulary.EmbeddingCompanions.Contains(first.Name);
        var context = DeclarationContext.Of(target, isEmbedding ? GeneratedForm.Embedding : GeneratedForm.Autoencoder, token);

        // An attribute that does not bind may be the missing one, and the C# compiler reports it.
        if (!UnboundAttributes.Report(context))
        {
            int? width = isEmbedding || HasImages(attributes) ? null : WidthOf(attributes);
            string advice = isEmbedding ? "[SkipGram(n)] or [Cbow(n)], with n the number of values in a vector"
                : HasImages(attributes) ? "[Autoencoder(height, width, channels)] above it, with the sides of the images"
                : width is { } values ? $"[Autoencoder({Format(values)})] above it"
                : "[Autoencoder(n)] above it, with n the number of values in an example";
            ProblemFix? fix = width is { } size ? ProblemFix.Add(context, FixKind.AddAttributeBefore, first, $"Autoencoder({Format(size)})") : null;
            context.Problems.Report(DeclarationDescriptors.ModelMissing, first.Place, fix, first.Name, context.ModelName, advice);
        }

        return new StrayReading(context.Problems.All, IsPartial(type, token) ? SkeletonReader.Read(context, null, attributes) : null);
    }

    /// <summary>
    /// Reads a class whose attributes have names of the language, a model's among them, but do not bind, for example because
    /// <c>using RepLearn;</c> is missing. No other reading finds it.
    /// </summary>
    /// <returns>What stands for the model; null where any attribute binds.</returns>
    public static StrayReading? ReadUnbound(GeneratorAttributeSyntaxContext target, CancellationToken token)
    {
        if (target.TargetSymbol is not INamedTypeSymbol type || AttributeOrder.Collect(type, token).Count > 0)
        {
            return null;
        }

        (string Name, AttributeSyntax Syntax)[] named = [.. UnboundAttributes.Named(type, token)];
        (string Name, AttributeSyntax Syntax) model = named.FirstOrDefault(attribute => ModelVocabulary.Models.Contains(attribute.Name));
        if (!target.Attributes.Any(data => data.ApplicationSyntaxReference?.GetSyntax(token) == model.Syntax) || !named.Any(attribute => ModelVocabulary.Companions.Contains(attribute.Name)))
        {
            return null;
        }

        DeclarationContext context = DeclarationContext.Of(
            target, model.Name == ModelVocabulary.Autoencoder ? GeneratedForm.Autoencoder : GeneratedForm.Embedding, token) with
        {
            Precision = HasDouble(model.Syntax) ? ModelPrecision.Double : ModelPrecision.Single,
        };
        UnboundAttributes.Report(context);
        return new StrayReading(context.Problems.All, IsPartial(type, token) ? SkeletonReader.Read(context, null, []) : null);
    }

    private static bool HasDouble(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments.Any(argument =>
        argument is { NameEquals.Name.Identifier.ValueText: "Precision", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Double" } }) == true;

    private static bool HasImages(List<ModelAttribute> attributes) =>
        attributes.Exists(attribute => attribute.Name is "Encoder.Conv" or "Encoder.MaxPool" or "Encoder.AveragePool" or "Encoder.Upsample");

    // The values of an example that a whole declaration tells by those that its decoder ends with; null where something else is missing too.
    private static int? WidthOf(List<ModelAttribute> attributes) =>
        attributes.Exists(attribute => attribute.Family == "Latent")
            && attributes.Exists(attribute => attribute.Family == "Likelihood")
            && attributes.FindLast(attribute => attribute.Family == "Decoder" && ModelParts.DecidesShape(attribute)) is { Name: "Decoder.Dense", IsComplete: true } last
            && last.SizeOf("units") is > 0 and var units
            ? units
            : null;

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Else the class may be an ordinary one, which the C# compiler would complain of.
    private static bool IsPartial(INamedTypeSymbol? type, CancellationToken token) =>
        type is null
        || (TypeFormReader.DeclarationsOf(type, token).All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)) && IsPartial(type.ContainingType, token));
}

/// <param name="Problems">The one problem, or none where the C# compiler tells of it.</param>
/// <param name="Skeleton">What stands for the model; null where nothing can.</param>
internal sealed record StrayReading(EquatableArray<Problem> Problems, SkeletonSpec? Skeleton);
