using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A model's attributes by what they declare, each list in the network's order.</summary>
internal sealed record ModelParts(
    ModelAttribute Autoencoder,
    ModelAttribute? Corruption,
    IReadOnlyList<ModelAttribute> Encoder,
    ModelAttribute? Latent,
    ModelAttribute? Prior,
    IReadOnlyList<ModelAttribute> Decoder,
    ModelAttribute? Likelihood,
    IReadOnlyList<ModelAttribute> Regularizers,
    ModelAttribute? Head,
    ModelAttribute? Condition,
    ModelAttribute? Objective)
{
    public ModelAttribute? Budget { get; init; }

    /// <summary>Sorts the attributes, and reports what a model has twice or not at all.</summary>
    public static ModelParts Sort(DeclarationContext context, ModelAttribute autoencoder, List<ModelAttribute> attributes)
    {
        List<ModelAttribute> Of(string family) => attributes.FindAll(attribute => attribute.Family == family);

        var parts = new ModelParts(
            autoencoder,
            One(context, Of("Corruption"), "corruption"),
            Of("Encoder"),
            One(context, Of("Latent"), "latent"),
            One(context, Of("Prior"), "prior"),
            Of("Decoder"),
            One(context, Of("Likelihood"), "likelihood"),
            Of("Regularizer"),
            One(context, Of("Head"), "head"),
            One(context, attributes.FindAll(attribute => attribute.Name == "Condition"), "condition"),
            One(context, Of("Objective"), "objective"))
        {
            Budget = attributes.Find(attribute => attribute.Name == "Budget"),
        };
        foreach (IGrouping<string, ModelAttribute> same in parts.Regularizers.Where(r => r.Name != "Regularizer.Custom").GroupBy(r => r.Name))
        {
            // The C# compiler reports an attribute that is repeated though it may not be.
            if (same.Skip(1).Any())
            {
                context.Problems.LeaveToCompiler();
            }
        }

        if (!context.LacksAttributes)
        {
            parts.ReportMissing(context);
        }

        return parts;
    }

    /// <summary>Whether a layer multiplies by weights; of a block, whether it may.</summary>
    public static bool HasWeights(ModelAttribute layer) =>
        layer.Kind is "Use" or "Residual" || layer.Name is "Encoder.Dense" or "Encoder.Conv" or "Decoder.Dense" or "Decoder.Tied" or "Decoder.Conv" or "Decoder.ConvTranspose";

    private static ModelAttribute? One(DeclarationContext context, List<ModelAttribute> found, string what)
    {
        foreach (ModelAttribute surplus in found.Skip(1))
        {
            if (surplus.Name == found[0].Name)
            {
                context.Problems.LeaveToCompiler();
            }
            else
            {
                context.Problems.Report(
                    DeclarationDescriptors.OnlyOneAllowed, surplus.Place, surplus.Name, what, context.ModelName, found[0].Name);
            }
        }

        return found.FirstOrDefault();
    }

    private void ReportMissing(DeclarationContext context)
    {
        void Report(string what, string advice) =>
            context.Problems.Report(DeclarationDescriptors.PartMissing, Autoencoder.Place, context.ModelName, what, advice);

        if (Latent is null)
        {
            Report("latent", "add [Latent.Code(n)] or [Latent.Gaussian(n)] between encoder and decoder, with n values in a code");
        }

        if (!Decoder.Any(HasWeights))
        {
            Report("decoder layer", $"add [Decoder.Dense({Autoencoder.SizeOf("inputSize")})] after the latent");
        }

        if (Likelihood is null)
        {
            Report("likelihood", "add one, such as [Likelihood.Bernoulli] for inputs in 0..1 or [Likelihood.Gaussian] for any");
        }
    }
}
