using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Collects a model's attributes in the order of the text, which is the network's order.</summary>
internal static class AttributeOrder
{
    /// <summary>The language's attributes on a class, bound to their syntax, over all its parts.</summary>
    public static List<ModelAttribute> Collect(INamedTypeSymbol model, CancellationToken token)
    {
        var attributes = new List<ModelAttribute>();
        foreach (AttributeData data in model.GetAttributes())
        {
            token.ThrowIfCancellationRequested();
            if (ModelVocabulary.NameOf(data.AttributeClass) is { } name && data.ApplicationSyntaxReference?.GetSyntax(token) is AttributeSyntax syntax)
            {
                attributes.Add(new ModelAttribute(name, data, syntax));
            }
        }

        return attributes;
    }

    /// <summary>Keeps the attributes of the part that declares the model, and reports the others.</summary>
    public static List<ModelAttribute> OfOnePart(DeclarationContext context, ModelAttribute model, List<ModelAttribute> attributes)
    {
        List<ModelAttribute> own = attributes.FindAll(attribute => attribute.Syntax.Parent?.Parent == context.Node);
        if (own.Count < attributes.Count)
        {
            ReportOtherParts(context, model, attributes);
        }

        own.Sort((left, right) => left.Syntax.SpanStart.CompareTo(right.Syntax.SpanStart));
        return own;
    }

    private static void ReportOtherParts(DeclarationContext context, ModelAttribute model, List<ModelAttribute> attributes)
    {
        foreach (ModelAttribute attribute in attributes.Where(attribute => attribute.Syntax.Parent?.Parent != context.Node).OrderBy(attribute => attribute.Syntax.SpanStart))
        {
            context.Problems.Report(
                DeclarationDescriptors.AttributeOnAnotherPart, attribute.Place, attribute.Name, context.ModelName, model.Name,
                model.Name == ModelVocabulary.Autoencoder
                    ? "the order of the attributes is the network's order"
                    : "a model is declared in one place");
        }
    }

    /// <summary>Reports layers that stand on the wrong side of the latent or of the other family.</summary>
    public static void Check(DeclarationContext context, List<ModelAttribute> attributes)
    {
        int latent = attributes.FindIndex(attribute => attribute.Family == "Latent");
        int firstDecoder = attributes.FindIndex(attribute => attribute.Family == "Decoder");
        for (int index = 0; index < attributes.Count; index++)
        {
            switch (attributes[index].Family)
            {
                case "Encoder" when latent >= 0 && index > latent:
                    Report(context, attributes[index], "after", attributes[latent], "above");
                    break;
                case "Encoder" when latent < 0 && firstDecoder >= 0 && index > firstDecoder:
                    Report(context, attributes[index], "after", attributes[firstDecoder], "above");
                    break;
                case "Decoder" when latent >= 0 && index < latent:
                    Report(context, attributes[index], "before", attributes[latent], "below");
                    break;
            }
        }
    }

    private static void Report(DeclarationContext context, ModelAttribute attribute, string side, ModelAttribute other, string target) =>
        context.Problems.Report(DeclarationDescriptors.OutOfOrder, attribute.Place, attribute.Name, side, other.Name, target);
}
