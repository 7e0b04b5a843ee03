using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the function that a layer applies: one of the language's or the user's own.</summary>
internal static class ActivationReader
{
    public static readonly ActivationSpec None = new(ActivationKind.Identity);

    public static ActivationSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        int member = ArgumentReader.Member(context, attribute, "activation", "Activation", ModelVocabulary.Activations);
        if (attribute.Value("Custom") is not string custom)
        {
            return new ActivationSpec((ActivationKind)member);
        }

        if (attribute.IsWritten("activation"))
        {
            context.Problems.Report(
                DeclarationDescriptors.ActivationIgnored,
                attribute.PlaceOf("activation"),
                ProblemFix.RemoveArgument,
                attribute.Name,
                ModelVocabulary.Activations[member],
                custom);
        }

        functions.Read(custom, attribute.PlaceOf("Custom"));
        return new ActivationSpec(ActivationKind.Custom, custom);
    }
}
