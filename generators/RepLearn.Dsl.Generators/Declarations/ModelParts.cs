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
    ModelAttribute? objective,
    ModelAttribute? budget,
    ModelAttribute? target)
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
    public readonly ModelAttribute? Budget = budget;
    public readonly ModelAttribute? Target = target;

    /// <summary>Sorts the attributes, and reports what a model has twice or not at all.</summary>
    public static ModelParts Sort(DeclarationContext context, ModelAttribute autoencoder, List<ModelAttribute> attributes)
    {
        var parts = new ModelParts(
            autoencoder,
            One(context, attributes, "Corruption", "corruption"),
            Of(attributes, "Encoder"),
            One(context, attributes, "Latent", "latent"),
            One(context, attributes, "Prior", "prior"),
            Of(attributes, "Decoder"),
            One(context, attributes, "Likelihood", "likelihood"),
            Of(attributes, "Regularizer"),
            One(context, attributes, "Head", "head"),
            One(context, attributes, "Condition", "condition"),
            One(context, attributes, "Objective", "objective"),
            One(context, attributes, "Budget", "budget"),
            One(context, attributes, "Target", "target"));
        foreach (ModelAttribute regularizer in parts.Regularizers)
        {
            // The C# compiler reports an attribute that is repeated though it may not be.
            if (regularizer.Kind != "Custom" && !ReferenceEquals(parts.Regularizer(regularizer.Kind), regularizer))
            {
                context.Problems.LeaveToCompiler();
            }
        }

        if (!context.LacksAttributes && (parts.Latent is null || parts.Likelihood is null || !parts.Decoder.Exists(HasWeights)))
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

    // A part that has no family has its own name.
    private static List<ModelAttribute> Of(List<ModelAttribute> attributes, string family)
    {
        var found = new List<ModelAttribute>();
        foreach (ModelAttribute attribute in attributes)
        {
            if (attribute.Family == family || attribute.Name == family)
            {
                found.Add(attribute);
            }
        }

        return found;
    }

    private static ModelAttribute? One(DeclarationContext context, List<ModelAttribute> attributes, string family, string what)
    {
        List<ModelAttribute> found = Of(attributes, family);
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

        if (!Decoder.Exists(HasWeights))
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
