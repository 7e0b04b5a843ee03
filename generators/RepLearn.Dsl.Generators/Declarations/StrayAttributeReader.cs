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
    /// <returns>Problems of a block, or of attributes that a class has without one that makes it a model, and what stands for that; null where there are none.</returns>
    public static DeclarationReading? Read(AttributedType target, CancellationToken token)
    {
        List<ModelAttribute> attributes = AttributeOrder.Collect(target.Type, token);
        return attributes.Count == 0 ? ReadUnbound(target, token)
            : attributes.Exists(attribute => attribute.DeclaresModel) ? null
            : attributes.Exists(attribute => attribute.Family == "Layer") ? BlockDeclarationReader.Read(target, token)
            : ReadStray(target, attributes, token);
    }

    // At the first of a class's attributes, in whatever part.
    private static DeclarationReading? ReadStray(AttributedType target, List<ModelAttribute> attributes, CancellationToken token)
    {
        ModelAttribute first = attributes[0];
        if (first.Syntax.Parent?.Parent != target.Node || target.Type.TypeKind != TypeKind.Class)
        {
            // Of what is no class the C# compiler tells.
            return null;
        }

        bool isEmbedding = ModelVocabulary.EmbeddingCompanions.Contains(first.Name);
        var context = DeclarationContext.Of(target, isEmbedding ? GeneratedForm.Embedding : GeneratedForm.Autoencoder, token);

        // An attribute that does not bind may be the missing one, and the C# compiler reports it.
        if (!UnboundAttributes.Report(context))
        {
            bool hasImages = HasImages(attributes, token);
            int? width = isEmbedding || hasImages ? null : WidthOf(attributes);
            string advice = isEmbedding ? "[SkipGram(n)] or [Cbow(n)], with n the number of values in a vector"
                : hasImages ? "[Autoencoder(height, width, channels)] above it, with the sides of the images"
                : width is { } values ? $"[Autoencoder({Format(values)})] above it"
                : "[Autoencoder(n)] above it, with n the number of values in an example";
            ProblemFix? fix = width is { } size ? ProblemFix.Add(context, FixKind.AddAttributeBefore, first, $"Autoencoder({Format(size)})") : null;
            context.Problems.Report(DeclarationDescriptors.ModelMissing, first.Place, fix, first.Name, context.ModelName, advice);
        }

        return new DeclarationReading(IsPartial(target.Type, token) ? SkeletonReader.Read(context, null, attributes) : null, context.Problems.All);
    }

    // A class whose attributes have names of the language, a model's among them, but do not bind, for example because "using RepLearn;" is missing.
    // No other reading finds it.
    private static DeclarationReading? ReadUnbound(AttributedType target, CancellationToken token)
    {
        (string Name, AttributeSyntax Syntax)[] named = [.. UnboundAttributes.Named(target.Type, token)];
        (string Name, AttributeSyntax? Syntax) model = named.FirstOrDefault(attribute => ModelVocabulary.Models.Contains(attribute.Name));
        if (target.Node is not ClassDeclarationSyntax || model.Syntax is null || model.Syntax.Parent?.Parent != target.Node
            || !named.Any(attribute => ModelVocabulary.Companions.Contains(attribute.Name)))
        {
            return null;
        }

        DeclarationContext context = DeclarationContext.Of(
            target, model.Name == ModelVocabulary.Autoencoder ? GeneratedForm.Autoencoder : GeneratedForm.Embedding, token) with
        {
            Precision = HasDouble(model.Syntax) ? ModelPrecision.Double : ModelPrecision.Single,
        };
        UnboundAttributes.Report(context);
        return new DeclarationReading(IsPartial(target.Type, token) ? SkeletonReader.Read(context, null, []) : null, context.Problems.All);
    }

    private static bool HasDouble(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments.Any(argument =>
        argument is { NameEquals.Name.Identifier.ValueText: "Precision", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Double" } }) == true;

    // Whether the first layer of the encoder that cares, of a block too, reads an image.
    private static bool HasImages(List<ModelAttribute> attributes, CancellationToken token) => FirstKind(
        attributes.Where(attribute => attribute.Family == "Encoder"), new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default), token) is { } kind and not ("Dense" or "Reshape");

    private static string? FirstKind(IEnumerable<ModelAttribute> layers, HashSet<INamedTypeSymbol> seen, CancellationToken token)
    {
        foreach (ModelAttribute layer in layers)
        {
            string? kind = layer.Value("block") is INamedTypeSymbol block && seen.Add(block.OriginalDefinition) ? FirstKind(BlockReader.LayersOf(block, token), seen, token)
                : layer.Kind is "Dense" or "Reshape" or "Conv" or "ConvTranspose" or "MaxPool" or "AveragePool" or "Upsample" ? layer.Kind
                : null;
            if (kind is not null)
            {
                return kind;
            }
        }

        return null;
    }

    // The values of an example that a whole declaration tells by those that its decoder ends with; null where something else is missing too,
    // or the decoder gives what a target asks for.
    private static int? WidthOf(List<ModelAttribute> attributes) =>
        attributes.Exists(attribute => attribute.Family == "Latent")
            && attributes.Exists(attribute => attribute.Family == "Likelihood")
            && !attributes.Exists(attribute => attribute.Name == "Target")
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
