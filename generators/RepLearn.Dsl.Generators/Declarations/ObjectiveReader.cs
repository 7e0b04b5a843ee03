using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the attributes that make the loss: corruption, likelihood and regularisers.</summary>
internal static class ObjectiveReader
{
    public static CorruptionSpec ReadCorruption(DeclarationContext context, ModelAttribute attribute)
    {
        (CorruptionKind kind, string argument, NumberRange range) = attribute.Name switch
        {
            "Corruption.Masking" => (CorruptionKind.Masking, "rate", NumberRange.BetweenZeroAndOne),
            "Corruption.Gaussian" => (CorruptionKind.Gaussian, "sigma", NumberRange.Deviation),
            "Corruption.SaltAndPepper" => (CorruptionKind.SaltAndPepper, "rate", NumberRange.BetweenZeroAndOne),
            _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no corruption."),
        };
        double amount = ArgumentReader.Number(context, attribute, argument, range);

        // Normal noise corrupts every entry: an emphasis of 0 would leave nothing of the loss.
        NumberRange factor = kind == CorruptionKind.Gaussian ? NumberRange.Positive : NumberRange.NotNegative;
        double emphasis = ArgumentReader.Number(context, attribute, "Emphasis", factor, missing: 1);
        return new CorruptionSpec(kind, amount, emphasis);
    }

    public static LikelihoodSpec ReadLikelihood(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Likelihood.Bernoulli" => new LikelihoodSpec(LikelihoodKind.Bernoulli, 0),
        "Likelihood.Gaussian" => new LikelihoodSpec(
            LikelihoodKind.Gaussian, ArgumentReader.Number(context, attribute, "Sigma", NumberRange.Deviation, missing: 1)),
        "Likelihood.GaussianLearned" => new LikelihoodSpec(LikelihoodKind.GaussianLearned, 0),
        "Likelihood.SquaredError" => new LikelihoodSpec(LikelihoodKind.SquaredError, 0),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no likelihood."),
    };

    public static RegularizerSpec ReadRegularizer(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        double weight = ArgumentReader.Number(context, attribute, "weight", NumberRange.Positive);
        switch (attribute.Name)
        {
            case "Regularizer.L1":
                return new RegularizerSpec(RegularizerKind.L1, weight, 0, null);
            case "Regularizer.L2":
                return new RegularizerSpec(RegularizerKind.L2, weight, 0, null);
            case "Regularizer.KlSparsity":
                double target = ArgumentReader.Number(context, attribute, "target", NumberRange.BetweenZeroAndOne);
                return new RegularizerSpec(RegularizerKind.KlSparsity, weight, target, null);
            case "Regularizer.WeightDecay":
                return new RegularizerSpec(RegularizerKind.WeightDecay, weight, 0, null);
            case "Regularizer.Contractive":
                return new RegularizerSpec(RegularizerKind.Contractive, weight, 0, null);
            case "Regularizer.Custom":
                string penalty = attribute.Value("penalty") as string ?? "";
                functions.Read(penalty, attribute.PlaceOf("penalty"));
                return new RegularizerSpec(RegularizerKind.Custom, weight, 0, penalty);
            default:
                throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no regulariser.");
        }
    }
}
