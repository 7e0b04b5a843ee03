namespace RepLearn.Dsl.Generators.Model;

/// <summary>A layer of windows that move over images.</summary>
/// <param name="Channels">Values per pixel that it gives.</param>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="GivenPadding">Null where the declaration leaves it open.</param>
internal abstract record ConvolutionSpec(
    int Channels, int Kernel, int Stride, int? GivenPadding, ActivationSpec Activation, InitializerKind Initializer) : LayerSpec
{
    public override ActivationSpec LastActivation => Activation;

    public override InitializerKind Initialization => Initializer;

    public override bool HasWeights => true;

    /// <summary>Pixels before the larger image at which the first window begins.</summary>
    public abstract int Padding { get; }

    /// <summary>Whether the window moves over the output.</summary>
    public abstract bool IsTransposed { get; }

    protected abstract string Name { get; }

    /// <summary>Pixels of the output along a side; below 1 where the window does not fit.</summary>
    public abstract long OutputsOf(int inputs);

    public override string Architecture(Func<ActivationSpec, string> activation) =>
        $"{Name} {Channels} kernel {Kernel} stride {Stride} padding {Padding}{activation(Activation)}";

    /// <summary>The layer's output, whose sides are at least 1.</summary>
    /// <param name="inputs">An image.</param>
    public ImageShape OutputOf(ImageShape inputs) => new((int)OutputsOf(inputs.Height), (int)OutputsOf(inputs.Width), Channels);

    // A condition is added to each channel, the same at all pixels.
    protected ParameterShape[] WithCondition(ParameterShape weight)
    {
        int inputs = weight.Inputs + Condition;
        ParameterShape bias = new(ParameterRole.Bias, 1, Channels);
        return Condition == 0
            ? [weight, bias]
            : [weight with { Inputs = inputs }, new(ParameterRole.ConditionWeight, Condition, Channels) { Inputs = inputs }, bias];
    }
}

/// <summary><c>activation(x ∗ W + b)</c></summary>
internal sealed record ConvSpec(
    int Channels, int Kernel, int Stride, int? GivenPadding, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default)
    : ConvolutionSpec(Channels, Kernel, Stride, GivenPadding, Activation, Initializer)
{
    public override int Padding => GivenPadding ?? (Kernel - 1) / 2;

    public override bool IsTransposed => false;

    protected override string Name => "conv";

    public override long OutputsOf(int inputs)
    {
        long moves = inputs + (2L * Padding) - Kernel;
        return moves < 0 ? 0 : (moves / Stride) + 1;
    }

    public override LayerShape Describe(ValueShape inputs)
    {
        int places = Kernel * Kernel;
        var weight = new ParameterShape(ParameterRole.Weight, places * inputs.Image!.Channels, Channels) { Outputs = places * Channels };
        return new(ValueShape.Of(OutputOf(inputs.Image)), WithCondition(weight));
    }
}

/// <summary><c>activation(x ∗ᵀ W + b)</c></summary>
internal sealed record ConvTransposeSpec(
    int Channels, int Kernel, int Stride, int? GivenPadding, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default)
    : ConvolutionSpec(Channels, Kernel, Stride, GivenPadding, Activation, Initializer)
{
    // The padding of the convolution that makes images smaller by the stride.
    public override int Padding => GivenPadding ?? Math.Max(0, (Kernel - Stride + 1) / 2);

    public override bool IsTransposed => true;

    protected override string Name => "convTranspose";

    public override long OutputsOf(int inputs) =>
        GivenPadding is null ? (long)inputs * Stride : ((inputs - 1L) * Stride) - (2L * Padding) + Kernel;

    public override LayerShape Describe(ValueShape inputs)
    {
        int places = Kernel * Kernel;
        var weight = new ParameterShape(ParameterRole.Weight, places * Channels, inputs.Image!.Channels)
        {
            // The average number of window places that meet one pixel.
            Inputs = Math.Max(1, (int)((long)places * inputs.Image.Channels / ((long)Stride * Stride))),
            Outputs = places * Channels,
        };
        return new(ValueShape.Of(OutputOf(inputs.Image)), WithCondition(weight));
    }
}

/// <summary>The values taken for an image.</summary>
internal sealed record ReshapeSpec(ImageShape Image) : LayerSpec
{
    public override bool HasParameters => false;

    public override bool IsInArchitecture => true;

    public override string Architecture(Func<ActivationSpec, string> activation) => $"reshape {Image}";

    public override LayerShape Describe(ValueShape inputs) => new(ValueShape.Of(Image), []);
}
