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
        var own = new List<ModelAttribute>();
        foreach (ModelAttribute attribute in attributes)
        {
            if (attribute.Syntax.Parent?.Parent == context.Node)
            {
                own.Add(attribute);
            }
        }

        if (own.Count < attributes.Count)
        {
            ReportOtherParts(context, model, attributes);
        }

        own.Sort(InText);
        return own;
    }

    /// <summary>Compares places in the text, of parts in several files by the names of these.</summary>
    public static int InText(ModelAttribute left, ModelAttribute right)
    {
        int byFile = string.CompareOrdinal(left.Syntax.SyntaxTree.FilePath, right.Syntax.SyntaxTree.FilePath);
        return byFile != 0 ? byFile : left.Syntax.SpanStart.CompareTo(right.Syntax.SpanStart);
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
        ModelAttribute? latent = FirstOf(attributes, "Latent");
        ModelAttribute? end = latent ?? FirstOf(attributes, "Decoder");
        bool isAfter = false;
        foreach (ModelAttribute attribute in attributes)
        {
            isAfter |= attribute == end;
            if (isAfter && attribute.Family == "Encoder")
            {
                Report(context, attribute, "after", end!, "above");
            }
            else if (!isAfter && attribute.Family == "Decoder" && latent is not null)
            {
                Report(context, attribute, "before", latent, "below");
            }
        }
    }

    private static ModelAttribute? FirstOf(List<ModelAttribute> attributes, string family)
    {
        foreach (ModelAttribute attribute in attributes)
        {
            if (attribute.Family == family)
            {
                return attribute;
            }
        }

        return null;
    }

    private static void Report(DeclarationContext context, ModelAttribute attribute, string side, ModelAttribute other, string target) =>
        context.Problems.Report(DeclarationDescriptors.OutOfOrder, attribute.Place, attribute.Name, side, other.Name, target);
}
