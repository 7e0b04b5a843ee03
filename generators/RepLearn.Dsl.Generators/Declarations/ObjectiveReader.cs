using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the attributes that make the loss: corruption, likelihood, regularisers and heads.</summary>
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

    /// <summary>Each has a row of every value of the encoder.</summary>
    private const int MostDirections = 1024;

    /// <summary>Class numbers up to this are exact in single precision, with room to spare.</summary>
    public const int MostClasses = 1_000_000;

    // Each is an instruction per example.
    private const int MostOtherWeights = 100;

    public static HeadSpec ReadHead(DeclarationContext context, ModelAttribute attribute)
    {
        double weight = ArgumentReader.Number(context, attribute, "Weight", NumberRange.Positive, missing: 1);
        if (attribute.Name == "Head.Linear")
        {
            return new LinearSpec(ArgumentReader.Size(context, attribute, "outputs"), weight);
        }

        int classes = ArgumentReader.Size(context, attribute, "classes", least: 2, most: MostClasses);
        return new SoftmaxSpec(classes, weight) { ClassWeights = ReadClassWeights(context, attribute, classes) };
    }

    private static EquatableArray<double> ReadClassWeights(DeclarationContext context, ModelAttribute attribute, int classes)
    {
        const string argument = "ClassWeights";
        EquatableArray<double> weights = ArgumentReader.Numbers(context, attribute, argument, NumberRange.NotNegative);
        if (!attribute.IsWritten(argument))
        {
            return weights;
        }

        string? expected = attribute.IsNull(argument) ? $"{ArgumentReader.Format(classes)} numbers, one for each class"
            : weights.Count != classes ? $"{ArgumentReader.Format(classes)}, one for each class"
            : weights.All(weight => weight == 0) ? "some above 0"
            : weights.Count(weight => weight != SoftmaxSpec.Commonest(weights)) > MostOtherWeights ? $"at most {ArgumentReader.Format(MostOtherWeights)} that differ from the most frequent one"
            : null;
        if (expected is not null)
        {
            ArgumentReader.ReportList(
                context, attribute, argument, attribute.IsNull(argument) ? "null" : $"a list of {ArgumentReader.Format(weights.Count)} numbers", expected);
        }

        return weights;
    }

    public static LikelihoodSpec ReadLikelihood(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Likelihood.Bernoulli" => new BernoulliSpec(),
        "Likelihood.Poisson" or "Likelihood.Categorical" => ReadDiscrete(context, attribute),
        _ => ReadContinuous(context, attribute),
    };

    private static LikelihoodSpec ReadDiscrete(DeclarationContext context, ModelAttribute attribute) => attribute.Name == "Likelihood.Poisson"
        ? new PoissonSpec()
        : new CategoricalSpec(ArgumentReader.Size(context, attribute, "classes", least: 2, most: MostClasses));

    private static LikelihoodSpec ReadContinuous(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Likelihood.Gaussian" => new NormalSpec(ArgumentReader.Number(context, attribute, "Sigma", NumberRange.Deviation, missing: 1)),
        "Likelihood.GaussianLearned" => new LearnedNormalSpec(),
        "Likelihood.Laplace" => new LaplaceErrorSpec(ArgumentReader.Number(context, attribute, "Scale", NumberRange.Positive, missing: 1)),
        "Likelihood.Huber" => new HuberSpec(ArgumentReader.Number(context, attribute, "delta", NumberRange.Deviation)),
        "Likelihood.SquaredError" => new SquaredErrorSpec(),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no likelihood."),
    };

    public static EquatableArray<RegularizerSpec> ReadRegularizers(
        DeclarationContext context, ScalarFunctionReader functions, List<ModelAttribute> attributes)
    {
        var regularizers = new RegularizerSpec[attributes.Count];
        for (int index = 0; index < regularizers.Length; index++)
        {
            regularizers[index] = ReadRegularizer(context, functions, attributes[index]);
        }

        return new EquatableArray<RegularizerSpec>(regularizers);
    }

    private static RegularizerSpec ReadRegularizer(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        double weight = ArgumentReader.Number(context, attribute, "weight", NumberRange.Positive);
        switch (attribute.Name)
        {
            case "Regularizer.L1":
                return new L1Spec(weight);
            case "Regularizer.L2":
                return new L2Spec(weight);
            case "Regularizer.KlSparsity":
                return new KlSparsitySpec(weight, ArgumentReader.Number(context, attribute, "target", NumberRange.BetweenZeroAndOne));
            case "Regularizer.Mmd":
                return new MmdSpec(weight);
            case "Regularizer.TotalCorrelation":
                return new TotalCorrelationSpec(weight);
            case "Regularizer.WeightDecay":
                return new WeightDecaySpec(weight);
            case "Regularizer.Contractive":
                return new ContractiveSpec(weight, ArgumentReader.Count(context, attribute, "Samples", most: MostDirections));
            case "Regularizer.Orthogonal":
                return new OrthogonalSpec(weight);
            case "Regularizer.Custom":
                string penalty = attribute.Value("penalty") as string ?? "";
                functions.Read(penalty, attribute.PlaceOf("penalty"));
                return new CustomPenaltySpec(weight, penalty);
            default:
                throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no regulariser.");
        }
    }
}
