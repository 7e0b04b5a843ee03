using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A model's attributes by what they declare, each list in the network's order.</summary>
internal sealed class ModelParts(
    ModelAttribute autoencoder,
    ModelAttribute? corruption,
    List<ModelAttribute> encoder,
    ModelAttribute? latent,
    ModelAttribute? prior,
    List<ModelAttribute> decoder,
    ModelAttribute? likelihood,
    List<ModelAttribute> regularizers,
    ModelAttribute? head,
    ModelAttribute? condition,
    ModelAttribute? objective)
{
    public readonly ModelAttribute Autoencoder = autoencoder;
    public readonly ModelAttribute? Corruption = corruption;
    public readonly List<ModelAttribute> Encoder = encoder;
    public readonly ModelAttribute? Latent = latent;
    public readonly ModelAttribute? Prior = prior;
    public readonly List<ModelAttribute> Decoder = decoder;
    public readonly ModelAttribute? Likelihood = likelihood;
    public readonly List<ModelAttribute> Regularizers = regularizers;
    public readonly ModelAttribute? Head = head;
    public readonly ModelAttribute? Condition = condition;
    public readonly ModelAttribute? Objective = objective;

    public ModelAttribute? Budget { get; init; }

    public ModelAttribute? Target { get; init; }

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
            Target = attributes.Find(attribute => attribute.Name == "Target"),
        };
        foreach (ModelAttribute regularizer in parts.Regularizers)
        {
            // The C# compiler reports an attribute that is repeated though it may not be.
            if (regularizer.Kind != "Custom" && !ReferenceEquals(parts.Regularizer(regularizer.Kind), regularizer))
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

    /// <summary>Whether a layer of the decoder may give another number of values than it gets.</summary>
    public static bool DecidesShape(ModelAttribute layer) =>
        layer.Kind is not ("Dropout" or "LayerNorm" or "GroupNorm" or "BatchNorm" or "Residual" or "Flatten");

    /// <summary>Whether a layer multiplies by weights; of a block, whether it may.</summary>
    public static bool HasWeights(ModelAttribute layer) =>
        layer.Kind is "Use" or "Residual" || layer.Name is "Encoder.Dense" or "Encoder.Conv" or "Decoder.Dense" or "Decoder.Tied" or "Decoder.Conv" or "Decoder.ConvTranspose";

    /// <summary>The first regulariser of a kind, for example <c>Mmd</c>; null where there is none.</summary>
    public ModelAttribute? Regularizer(string kind)
    {
        foreach (ModelAttribute regularizer in Regularizers)
        {
            if (regularizer.Kind == kind)
            {
                return regularizer;
            }
        }

        return null;
    }

    private static ModelAttribute? One(DeclarationContext context, List<ModelAttribute> found, string what)
    {
        for (int index = 1; index < found.Count; index++)
        {
            ReportSurplus(context, found[0], found[index], what);
        }

        return found.Count > 0 ? found[0] : null;
    }

    private static void ReportSurplus(DeclarationContext context, ModelAttribute first, ModelAttribute surplus, string what)
    {
        if (surplus.Name == first.Name)
        {
            context.Problems.LeaveToCompiler();
        }
        else
        {
            context.Problems.Report(DeclarationDescriptors.OnlyOneAllowed, surplus.Place, surplus.Name, what, context.ModelName, first.Name);
        }
    }

    private void ReportMissing(DeclarationContext context)
    {
        void Report(string family, string what, string advice, ProblemFix? fix = null)
        {
            // The C# compiler tells of one without its family, such as [Gaussian(2)] for [Latent.Gaussian(2)].
            if (UnboundAttributes.HasOneOf(context, family))
            {
                context.Problems.LeaveToCompiler();
                return;
            }

            context.Problems.Report(DeclarationDescriptors.PartMissing, Autoencoder.Place, fix, context.ModelName, what, advice);
        }

        if (Latent is null)
        {
            Report("Latent", "latent", "add [Latent.Code(n)] or [Latent.Gaussian(n)] between encoder and decoder, with n values in a code");
        }

        if (!Decoder.Any(HasWeights))
        {
            string layer = $"Decoder.Dense({(Target is null ? Autoencoder.SizeOf("inputSize") : Target.SizeOf("size"))})";
            Report("Decoder", "decoder layer", $"add [{layer}] after the latent", Latent is null ? null : ProblemFix.Add(context, FixKind.AddAttributeAfter, Latent, layer));
        }

        if (Likelihood is null)
        {
            Report("Likelihood", "likelihood", "add one, such as [Likelihood.Bernoulli] for inputs in 0..1 or [Likelihood.Gaussian] for any");
        }
    }
}
