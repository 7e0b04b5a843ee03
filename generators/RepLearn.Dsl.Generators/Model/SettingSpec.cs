using System.Globalization;

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
    // What a model may have beside its penalties' weights; first, because the fields below add to it.
    private static readonly List<SettingSpec> s_others = [];

    private static readonly RegularizerSpec[] s_penalties =
    [
        new L1Spec(1), new L2Spec(1), new KlSparsitySpec(1, 0.5), new MmdSpec(1), new TotalCorrelationSpec(1), new WeightDecaySpec(1), new OrthogonalSpec(1), new ContractiveSpec(1),
    ];

    private static readonly SettingSpec s_target = Other("KlSparsityTarget", SettingRange.Share, "The wanted mean activation of each unit.");
    private static readonly SettingSpec s_beta = Other("Beta", SettingRange.Positive, "Weight of the divergence from the prior, which a declared warm-up rises to.");
    private static readonly SettingSpec s_freeBits = Other("FreeBits", SettingRange.Weight, "What each dimension's divergence counts at least, in nats.");
    private static readonly SettingSpec s_capacity = Other("Capacity", SettingRange.Weight, "What the divergence is drawn to, in nats, which a declared warm-up rises to.");
    private static readonly SettingSpec s_sparsity = Other("SparsityWeight", SettingRange.Weight, "Factor of the penalty on active units.");
    private static readonly SettingSpec s_revival = Other("RevivalWeight", SettingRange.Weight, "Factor of the loss that revives dead units.");
    private static readonly SettingSpec s_commitment = Other("Commitment", SettingRange.Weight, "Weight of the distance of the encoder's vectors from their codes.");
    private static readonly SettingSpec s_head = Other("HeadWeight", SettingRange.Weight, "Factor of the head's loss.");
    private static readonly SettingSpec s_sigma = Other("CorruptionSigma", SettingRange.Deviation, "Standard deviation of the noise on inputs in training.");
    private static readonly SettingSpec s_rate = Other("CorruptionRate", SettingRange.Rate, "Probability that a value of an input is corrupted in training.");

    public static SettingSpec WeightOf(RegularizerSpec regularizer) =>
        new(WeightName(regularizer.Name), regularizer.Weight, SettingRange.Weight, regularizer is CustomPenaltySpec
            ? $"Factor of the penalty <c>{regularizer.Name}</c>."
            : $"Factor of <c>Regularizer.{regularizer.Name}</c>.");

    public static SettingSpec TargetOf(KlSparsitySpec sparsity) => s_target with { Declared = sparsity.Target };

    public static SettingSpec BetaOf(DivergenceSpec divergence) => s_beta with { Declared = divergence.Beta };

    public static SettingSpec FreeBitsOf(DivergenceSpec divergence) => s_freeBits with { Declared = divergence.FreeBits };

    public static SettingSpec CapacityOf(DivergenceSpec divergence) => s_capacity with { Declared = divergence.Capacity };

    public static SettingSpec SparsityOf(double weight) => s_sparsity with { Declared = weight };

    public static SettingSpec RevivalOf(DeadUnitSpec dead) => s_revival with { Declared = dead.Weight };

    public static SettingSpec CommitmentOf(VectorQuantizedSpec latent) => s_commitment with { Declared = latent.Commitment };

    public static SettingSpec WeightOf(HeadSpec head) => s_head with { Declared = head.Weight };

    public static SettingSpec AmountOf(CorruptionSpec corruption) => (corruption.Kind == CorruptionKind.Gaussian ? s_sigma : s_rate) with { Declared = corruption.Amount };

    /// <summary>A name, with a number if it is taken: a penalty of the user's may be called as one that exists.</summary>
    public static string Unique(string name, Func<string, bool> isTaken)
    {
        string unique = name;
        for (int number = 2; isTaken(unique); number++)
        {
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }

    /// <summary>The names of all that a declaration may have, so that code which uses them compiles beside one with an error.</summary>
    /// <param name="functions">The user's penalties.</param>
    public static List<string> Names(IEnumerable<string> functions)
    {
        List<string> names = [.. s_penalties.Select(penalty => WeightOf(penalty).Name), .. s_others.Select(setting => setting.Name)];
        foreach (string function in functions)
        {
            names.Add(Unique(WeightName(function), names.Contains));
        }

        return names;
    }

    private static string WeightName(string penalty) => $"{penalty}Weight";

    private static SettingSpec Other(string name, SettingRange range, string description)
    {
        var setting = new SettingSpec(name, 0, range, description);
        s_others.Add(setting);
        return setting;
    }
}
