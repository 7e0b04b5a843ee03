namespace RepLearn.Dsl.Generators.Model;

/// <summary>The numbers that a setting may be; the names are those of the library's <c>RepLearn.Runtime.SettingRange</c>.</summary>
internal enum SettingRange
{
    /// <summary>A factor, or 0, which switches off what it weighs.</summary>
    Weight,

    /// <summary>A factor that must not be 0.</summary>
    Positive,

    /// <summary>A standard deviation of noise, or 0 for none.</summary>
    Deviation,

    /// <summary>A probability of noise below 1, or 0 for none.</summary>
    Rate,

    /// <summary>Above 0 and below 1.</summary>
    Share,
}

/// <summary>A number of the declaration that a model can be given another of while it exists.</summary>
/// <param name="Name">That of the generated property, and in files.</param>
/// <param name="Declared">What it is unless it is set.</param>
/// <param name="Description">What it is, for the property's documentation.</param>
internal sealed record SettingSpec(string Name, double Declared, SettingRange Range, string Description)
{
    /// <summary>The names of all but penalties of the user's, so that code which uses them compiles beside a declaration with an error.</summary>
    public static readonly string[] Names =
    [
        "L1Weight", "L2Weight", "KlSparsityWeight", "KlSparsityTarget", "MmdWeight", "TotalCorrelationWeight", "WeightDecayWeight", "OrthogonalWeight",
        "ContractiveWeight", "Beta", "FreeBits", "Capacity", "SparsityWeight", "RevivalWeight", "Commitment", "HeadWeight", "CorruptionSigma", "CorruptionRate",
    ];

    public static SettingSpec WeightOf(RegularizerSpec regularizer) =>
        new($"{regularizer.Name}Weight", regularizer.Weight, SettingRange.Weight, regularizer is CustomPenaltySpec
            ? $"Factor of the penalty <c>{regularizer.Name}</c>."
            : $"Factor of <c>Regularizer.{regularizer.Name}</c>.");

    public static SettingSpec TargetOf(KlSparsitySpec sparsity) =>
        new($"{sparsity.Name}Target", sparsity.Target, SettingRange.Share, "The wanted mean activation of each unit.");

    public static SettingSpec BetaOf(DivergenceSpec divergence) =>
        new("Beta", divergence.Beta, SettingRange.Positive, "Weight of the divergence from the prior, which a declared warm-up rises to.");

    public static SettingSpec FreeBitsOf(DivergenceSpec divergence) =>
        new("FreeBits", divergence.FreeBits, SettingRange.Weight, "What each dimension's divergence counts at least, in nats.");

    public static SettingSpec CapacityOf(DivergenceSpec divergence) =>
        new("Capacity", divergence.Capacity, SettingRange.Weight, "What the divergence is drawn to, in nats, which a declared warm-up rises to.");

    public static SettingSpec SparsityOf(double weight) =>
        new("SparsityWeight", weight, SettingRange.Weight, "Factor of the penalty on active units.");

    public static SettingSpec RevivalOf(DeadUnitSpec dead) =>
        new("RevivalWeight", dead.Weight, SettingRange.Weight, "Factor of the loss that revives dead units.");

    public static SettingSpec CommitmentOf(VectorQuantizedSpec latent) =>
        new("Commitment", latent.Commitment, SettingRange.Weight, "Weight of the distance of the encoder's vectors from their codes.");

    public static SettingSpec WeightOf(HeadSpec head) => new("HeadWeight", head.Weight, SettingRange.Weight, "Factor of the head's loss.");

    public static SettingSpec AmountOf(CorruptionSpec corruption) => corruption.Kind == CorruptionKind.Gaussian
        ? new("CorruptionSigma", corruption.Amount, SettingRange.Deviation, "Standard deviation of the noise on inputs in training.")
        : new("CorruptionRate", corruption.Amount, SettingRange.Rate, "Probability that a value of an input is corrupted in training.");
}
