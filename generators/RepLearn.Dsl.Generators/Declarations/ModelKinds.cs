using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Which attribute makes a class a model, and what may stand beside it.</summary>
internal static class ModelKinds
{
    /// <summary>
    /// The attribute that declares the model: the first one in the text, if that is the one being read. A second one of another kind is
    /// reported, unless it is on another part of the class, where every attribute is reported anyway.
    /// </summary>
    /// <param name="target">The attribute being read.</param>
    /// <returns>Null where there is nothing to read, as the C# compiler or another reading reports.</returns>
    public static ModelAttribute? Declaring(DeclarationContext context, List<ModelAttribute> all, AttributeData target)
    {
        IReadOnlyList<ModelAttribute> declaring = Declarations(all);
        ModelAttribute first = declaring[0];
        bool isRepeated = declaring.GroupBy(attribute => attribute.Name).Any(same => same.Skip(1).Any());
        if (target.ApplicationSyntaxReference?.GetSyntax(context.Token) != first.Syntax || isRepeated)
        {
            context.Problems.LeaveToCompiler();
            return null;
        }

        if (all.FindAll(attribute => !attribute.IsComplete) is { Count: > 0 } incomplete)
        {
            UnknownArguments.Report(context, incomplete);
            return null;
        }

        foreach (ModelAttribute second in declaring.Skip(1).Where(attribute => attribute.Syntax.Parent?.Parent == context.Node))
        {
            context.Problems.Report(
                DeclarationDescriptors.OnlyOneAllowed, second.Place, second.Name, "declaration", context.ModelName, first.Name);
        }

        return first;
    }

    /// <summary>The attributes that declare a model, the one that counts first.</summary>
    public static IReadOnlyList<ModelAttribute> Declarations(List<ModelAttribute> all) =>
    [
        .. all.Where(attribute => ModelVocabulary.Models.Contains(attribute.Name))
            .OrderBy(attribute => attribute.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.Syntax.SpanStart),
    ];

    /// <summary>Reports attributes that belong to another kind of model.</summary>
    public static void CheckCompanions(DeclarationContext context, ModelAttribute model, List<ModelAttribute> attributes)
    {
        foreach (ModelAttribute attribute in attributes.Where(attribute => !ModelVocabulary.Models.Contains(attribute.Name)))
        {
            if (ModelVocabulary.KindOf(attribute.Name) != ModelVocabulary.KindOf(model.Name))
            {
                context.Problems.Report(
                    DeclarationDescriptors.AttributeOfAnotherKind, attribute.Place, attribute.Name,
                    ModelVocabulary.KindOf(attribute.Name), context.ModelName, model.Name);
            }
        }
    }
}
