using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads how weights and biases are drawn: a layer's own way, or the model's.</summary>
internal static class InitializerReader
{
    private const string Argument = "Initializer";

    /// <returns>The attribute's own choice, also <c>Default</c>; the model's where it makes none.</returns>
    public static InitializerKind Read(DeclarationContext context, ModelAttribute attribute) => attribute.IsWritten(Argument)
        ? (InitializerKind)ArgumentReader.Member(context, attribute, Argument, Argument, ModelVocabulary.Initializers)
        : context.Initializer;

    /// <summary>Reports a model's choice that no layer follows.</summary>
    public static void CheckUse(DeclarationContext context, ModelParts parts)
    {
        if (parts.Autoencoder.IsWritten(Argument))
        {
            ReportUnused(context, parts);
        }
    }

    private static void ReportUnused(DeclarationContext context, ModelParts parts)
    {
        if (!parts.Encoder.Concat(parts.Decoder).Append(parts.Latent!).Any(Follows))
        {
            context.Problems.Report(
                ModelDescriptors.InitializerUnused,
                parts.Autoencoder.PlaceOf(Argument),
                ProblemFix.RemoveArgument,
                context.ModelName,
                ModelVocabulary.Initializers[(int)context.Initializer]);
        }

        static bool Follows(ModelAttribute layer) =>
            (ModelParts.HasWeights(layer) || layer is { Family: "Latent", Name: not "Latent.VectorQuantized" }) && !layer.IsWritten(Argument);
    }
}
