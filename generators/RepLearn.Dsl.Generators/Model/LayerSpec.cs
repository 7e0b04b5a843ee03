namespace RepLearn.Dsl.Generators.Model;

/// <summary>A layer of the encoder or decoder.</summary>
internal abstract record LayerSpec
{
    /// <summary>What the layer applies last.</summary>
    public virtual ActivationSpec LastActivation => ActivationSpec.None;

    /// <summary>How weights and biases begin; Default for layers without weights.</summary>
    public virtual InitializerKind Initialization => InitializerKind.Default;

    /// <summary>What its values are called where a file holds nothing of the layer, between family and number; empty where it makes none.</summary>
    public virtual string Values => "";

    /// <summary>Whether a file of the model holds something of the layer.</summary>
    public virtual bool HasParameters => true;

    /// <summary>Whether the layer decides what a file of the model means.</summary>
    public virtual bool IsInArchitecture => HasParameters;

    /// <summary>Whether the layer multiplies by a matrix.</summary>
    public virtual bool HasWeights => false;

    /// <summary>The layer itself, or those that it consists of.</summary>
    public virtual LayerSpec[] Leaves => [this];

    /// <summary>Values of the model's condition that the layer multiplies by weights beside its inputs; 0 for none.</summary>
    public int Condition { get; init; }

    /// <summary>The layer in the line that tells an architecture.</summary>
    /// <param name="activation">The text of an activation.</param>
    public abstract string Architecture(Func<ActivationSpec, string> activation);

    /// <param name="inputs">Values per example that the layer gets.</param>
    public abstract LayerShape Describe(ValueShape inputs);
}

/// <summary><c>activation(x W + b)</c></summary>
/// <param name="HasUnitRows">Whether each row of W has the Euclidean norm 1.</param>
internal sealed record DenseSpec(int Units, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default, bool HasUnitRows = false) : LayerSpec
{
    public override ActivationSpec LastActivation => Activation;

    public override InitializerKind Initialization => Initializer;

    public override bool HasWeights => true;

    public override string Architecture(Func<ActivationSpec, string> activation) => $"dense {Units}{activation(Activation)}";

    public override LayerShape Describe(ValueShape inputs) =>
        new(new(Units), [.. ParameterShape.Weights(inputs.Size, Condition, Units), new(ParameterRole.Bias, 1, Units)]);
}

/// <summary><c>activation(x Wᵀ + b)</c> with the weights of an encoder's layer.</summary>
/// <param name="Units">The inputs of the layer that it mirrors; 0 until that is known.</param>
internal sealed record TiedSpec(int Units, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default) : LayerSpec
{
    public override ActivationSpec LastActivation => Activation;

    public override InitializerKind Initialization => Initializer;

    public override bool HasWeights => true;

    public override string Architecture(Func<ActivationSpec, string> activation) => $"tied {Units}{activation(Activation)}";

    public override LayerShape Describe(ValueShape inputs) =>
        new(new(Units), [.. ParameterShape.Weights(inputs.Size, Condition, Units).Skip(1), new(ParameterRole.Bias, 1, Units)]);
}

/// <summary>Values set to 0 in training.</summary>
/// <param name="Rate">The probability.</param>
internal sealed record DropoutSpec(double Rate) : LayerSpec
{
    public override string Values => "Dropout";

    public override bool HasParameters => false;

    public override string Architecture(Func<ActivationSpec, string> activation) => throw new InvalidOperationException("Dropout is no part of an architecture.");

    public override LayerShape Describe(ValueShape inputs) => new(inputs, []);
}

/// <summary>A normalisation, and the function applied to what it gives.</summary>
internal abstract record NormSpec : LayerSpec
{
    public ActivationSpec Activation { get; init; } = ActivationSpec.None;

    public override ActivationSpec LastActivation => Activation;
}

/// <summary>Each example's values with mean 0 and variance 1, scaled and shifted.</summary>
internal sealed record LayerNormSpec : NormSpec
{
    public override string Architecture(Func<ActivationSpec, string> activation) => $"layerNorm{activation(Activation)}";

    public override LayerShape Describe(ValueShape inputs) =>
        new(inputs, [new(ParameterRole.Gain, 1, inputs.Size), new(ParameterRole.Bias, 1, inputs.Size)]);
}

/// <summary>Each group of an example's channels, over all pixels, with mean 0 and variance 1, each channel scaled and shifted. A row's values are channels.</summary>
internal sealed record GroupNormSpec(int Groups) : NormSpec
{
    public override string Architecture(Func<ActivationSpec, string> activation) => $"groupNorm {Groups}{activation(Activation)}";

    public override LayerShape Describe(ValueShape inputs)
    {
        int channels = ChannelsOf(inputs);
        return new(inputs, [new(ParameterRole.Gain, 1, channels), new(ParameterRole.Bias, 1, channels)]);
    }

    public static int ChannelsOf(ValueShape inputs) => inputs.Image?.Channels ?? inputs.Size;
}

/// <summary>Each value, or each channel of an image, with mean 0 and variance 1 over the batch, scaled and shifted.</summary>
/// <param name="Momentum">The share of a batch in the running mean and variance.</param>
internal sealed record BatchNormSpec(double Momentum) : NormSpec
{
    public override string Architecture(Func<ActivationSpec, string> activation) => $"batchNorm{activation(Activation)}";

    public override LayerShape Describe(ValueShape inputs)
    {
        int width = inputs.Image?.Channels ?? inputs.Size;
        ParameterShape of(ParameterRole role) => new(role, 1, width);
        return new(inputs, [of(ParameterRole.Gain), of(ParameterRole.Bias), of(ParameterRole.RunningMean), of(ParameterRole.RunningVariance)]);
    }
}
