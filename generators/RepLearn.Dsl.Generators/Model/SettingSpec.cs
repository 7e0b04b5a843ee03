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
/// <param name="name">That of the generated property, and in files.</param>
/// <param name="declared">What it is unless it is set.</param>
/// <param name="description">What it is, for the property's documentation.</param>
internal sealed class SettingSpec(string name, double declared, SettingRange range, string description)
{
    public readonly string Name = name;
    public readonly double Declared = declared;
    public readonly SettingRange Range = range;
    public readonly string Description = description;

    public static SettingSpec WeightOf(RegularizerSpec regularizer) =>
        new(WeightName(regularizer.Name), regularizer.Weight, SettingRange.Weight, regularizer is CustomPenaltySpec
            ? $"Factor of the penalty <c>{regularizer.Name}</c>."
            : $"Factor of <c>Regularizer.{regularizer.Name}</c>.");

    public static SettingSpec Target(double declared) => new("KlSparsityTarget", declared, SettingRange.Share, "The wanted mean activation of each unit.");

    public static SettingSpec Beta(double declared) => new("Beta", declared, SettingRange.Positive, "Weight of the divergence from the prior, which a declared warm-up rises to.");

    public static SettingSpec FreeBits(double declared) => new("FreeBits", declared, SettingRange.Weight, "What each dimension's divergence counts at least, in nats.");

    public static SettingSpec Capacity(double declared) => new("Capacity", declared, SettingRange.Weight, "What the divergence is drawn to, in nats, which a declared warm-up rises to.");

    public static SettingSpec Sparsity(double declared) => new("SparsityWeight", declared, SettingRange.Weight, "Factor of the penalty on active units.");

    public static SettingSpec Revival(double declared) => new("RevivalWeight", declared, SettingRange.Weight, "Factor of the loss that revives dead units.");

    public static SettingSpec Commitment(double declared) => new("Commitment", declared, SettingRange.Weight, "Weight of the distance of the encoder's vectors from their codes.");

    public static SettingSpec Head(double declared) => new("HeadWeight", declared, SettingRange.Weight, "Factor of the head's loss.");

    public static SettingSpec Sigma(double declared) => new("CorruptionSigma", declared, SettingRange.Deviation, "Standard deviation of the noise on inputs in training.");

    public static SettingSpec Rate(double declared) => new("CorruptionRate", declared, SettingRange.Rate, "Probability that a value of an input is corrupted in training.");

    /// <summary>Whether two declarations mean the same number.</summary>
    public bool IsSame(SettingSpec other) => Name == other.Name && Declared.Equals(other.Declared) && Description == other.Description;

    /// <summary>With a number behind its name if another has that: a penalty of the user's may be called as one that exists.</summary>
    public SettingSpec Among(List<SettingSpec> others)
    {
        string unique = Name;
        for (int number = 2; IsTaken(unique, others); number++)
        {
            unique = Name + number.ToString(CultureInfo.InvariantCulture);
        }

        return new SettingSpec(unique, Declared, Range, Description);
    }

    /// <summary>The names of all that a declaration may have, so that code which uses them compiles beside one with an error.</summary>
    /// <param name="functions">The user's penalties.</param>
    public static List<string> Names(IEnumerable<string> functions)
    {
        RegularizerSpec[] penalties =
        [
            new L1Spec(1), new L2Spec(1), new KlSparsitySpec(1, 0.5), new MmdSpec(1), new TotalCorrelationSpec(1), new WeightDecaySpec(1), new OrthogonalSpec(1), new ContractiveSpec(1),
        ];
        List<SettingSpec> all =
        [
            .. penalties.Select(WeightOf), Target(0), Beta(0), FreeBits(0), Capacity(0), Sparsity(0), Revival(0), Commitment(0), Head(0), Sigma(0), Rate(0),
        ];
        foreach (string function in functions)
        {
            all.Add(new SettingSpec(WeightName(function), 0, SettingRange.Weight, string.Empty).Among(all));
        }

        return all.ConvertAll(setting => setting.Name);
    }

    private static bool IsTaken(string name, List<SettingSpec> settings)
    {
        foreach (SettingSpec setting in settings)
        {
            if (setting.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string WeightName(string penalty) => $"{penalty}Weight";
}
