namespace RepLearn.Dsl.Generators.Model;

/// <summary>One declared model.</summary>
internal sealed record ModelSpec(
    string Namespace,
    EquatableArray<ContainingTypeSpec> ContainingTypes,
    string Name,
    ModelPrecision Precision,
    int InputSize,
    CorruptionSpec? Corruption,
    EquatableArray<LayerSpec> Encoder,
    LatentSpec Latent,
    EquatableArray<LayerSpec> Decoder,
    LikelihoodSpec Likelihood,
    EquatableArray<RegularizerSpec> Regularizers,
    EquatableArray<ScalarFunctionSpec> Functions)
    : ClassSpec(Namespace, ContainingTypes, Name, Precision)
{
    /// <summary>How an example lies as an image; null where it is none.</summary>
    public ImageShape? Image { get; init; }

    public ValueShape Input => new(InputSize, Image);

    /// <summary>What is reconstructed in place of the input; null for the input itself.</summary>
    public ValueShape? Target { get; init; }

    /// <summary>What the decoder ends with.</summary>
    public ValueShape Output => Target ?? Input;

    /// <summary>A prior that is learned; null for the latent's own.</summary>
    public PriorSpec? Prior { get; init; }

    /// <summary>What encoder and decoder are given beside their inputs; null for nothing.</summary>
    public ConditionSpec? Condition { get; init; }

    /// <summary>
    /// Whether the decoder's bias, the output for a code of zeros, is subtracted from what a sparse dictionary encodes: where the input itself is
    /// encoded, and the output is the mean of the input as a linear function of the code.
    /// </summary>
    public bool IsCentred => Latent.IsSparse && Target is null && IsLinear;

    /// <summary>Whether the code is of the input itself, and the mean of the output a linear function of the code.</summary>
    public bool IsLinear => Encoder.Count == 0
        && Decoder.Count == 1 && (Decoder[0] is DenseSpec or TiedSpec) && Decoder[0].LastActivation.Kind == ActivationKind.Identity
        && (Likelihood is NormalSpec or LearnedNormalSpec or SquaredErrorSpec);

    /// <summary>What is predicted from the code; null for nothing.</summary>
    public HeadSpec? Head { get; init; }

    /// <summary>What it may cost; null without a limit.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Draws from the posterior for each example, whose bound of <c>ln p(x)</c> is the objective; with one it is the evidence lower bound.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Whether <c>ln p(x)</c> has an importance-weighted estimate.</summary>
    public bool HasDensities => Latent.HasDensities && Likelihood.IsDensity;

    /// <summary>Whether a member of the class that cannot be null has no value after construction.</summary>
    public bool HasUnsetMembers { get; init; }
}

internal enum CorruptionKind
{
    Masking,
    Gaussian,
    SaltAndPepper,
}

/// <param name="Amount">The rate, or the standard deviation.</param>
internal sealed record CorruptionSpec(CorruptionKind Kind, double Amount, double Emphasis);

/// <summary>The order is that of the enum <c>RepLearn.Initializer</c>.</summary>
internal enum InitializerKind
{
    Default,
    FanInUniform,
    He,
    Glorot,
    Orthogonal,
}

/// <summary>The order is that of the enum <c>RepLearn.Activation</c>; Custom stands for a function of the user's.</summary>
internal enum ActivationKind
{
    Identity,
    Relu,
    LeakyRelu,
    Elu,
    Gelu,
    Silu,
    Tanh,
    Sigmoid,
    Softplus,
    Custom,
}

/// <param name="Custom">The name of a function among <see cref="ModelSpec.Functions"/>, for <see cref="ActivationKind.Custom"/>.</param>
internal sealed record ActivationSpec(ActivationKind Kind, string? Custom = null)
{
    public static readonly ActivationSpec None = new(ActivationKind.Identity);
}
