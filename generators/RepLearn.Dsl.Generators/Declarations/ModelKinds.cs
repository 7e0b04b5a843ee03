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
        List<ModelAttribute> declaring = Declarations(all);
        ModelAttribute first = declaring[0];
        if (target.ApplicationSyntaxReference?.GetSyntax(context.Token) != first.Syntax || (declaring.Count > 1 && HasRepeated(declaring)))
        {
            context.Problems.LeaveToCompiler();
            return null;
        }

        foreach (ModelAttribute attribute in all)
        {
            if (!attribute.IsComplete)
            {
                ReportIncomplete(context, all);
                return null;
            }
        }

        for (int index = 1; index < declaring.Count; index++)
        {
            ReportSecond(context, first, declaring[index]);
        }

        return first;
    }

    private static bool HasRepeated(List<ModelAttribute> declaring) =>
        declaring.Exists(attribute => !ReferenceEquals(declaring.Find(other => other.Name == attribute.Name), attribute));

    private static void ReportIncomplete(DeclarationContext context, List<ModelAttribute> all) =>
        UnknownArguments.Report(context, all.FindAll(attribute => !attribute.IsComplete));

    private static void ReportSecond(DeclarationContext context, ModelAttribute first, ModelAttribute second)
    {
        if (second.Syntax.Parent?.Parent == context.Node)
        {
            context.Problems.Report(
                DeclarationDescriptors.OnlyOneAllowed, second.Place, second.Name, "declaration", context.ModelName, first.Name);
        }
    }

    /// <summary>The attributes that declare a model, the one that counts first.</summary>
    public static List<ModelAttribute> Declarations(List<ModelAttribute> all)
    {
        var declaring = new List<ModelAttribute>();
        foreach (ModelAttribute attribute in all)
        {
            if (attribute.DeclaresModel)
            {
                declaring.Add(attribute);
            }
        }

        declaring.Sort(AttributeOrder.InText);
        return declaring;
    }

    /// <summary>Reports attributes that belong to another kind of model.</summary>
    public static void CheckCompanions(DeclarationContext context, ModelAttribute model, List<ModelAttribute> attributes)
    {
        foreach (ModelAttribute attribute in attributes)
        {
            if (!attribute.DeclaresModel && ModelVocabulary.KindOf(attribute.Name) != ModelVocabulary.KindOf(model.Name))
            {
                ReportOtherKind(context, model, attribute);
            }
        }
    }

    private static void ReportOtherKind(DeclarationContext context, ModelAttribute model, ModelAttribute attribute) => context.Problems.Report(
        DeclarationDescriptors.AttributeOfAnotherKind, attribute.Place, attribute.Name, ModelVocabulary.KindOf(attribute.Name), context.ModelName, model.Name);
}
