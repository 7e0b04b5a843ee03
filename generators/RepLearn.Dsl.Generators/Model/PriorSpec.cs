namespace RepLearn.Dsl.Generators.Model;

/// <summary>A prior that is learned: a mixture of normal distributions with diagonal covariances.</summary>
/// <param name="Components">How many.</param>
/// <param name="HasWeights">Whether their weights are learned too; else all are equal.</param>
internal abstract record PriorSpec(int Components, bool HasWeights)
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }

    /// <summary>The prior, for the documentation of <c>Sample</c>.</summary>
    public abstract PriorText Text { get; }

    /// <summary>What it learns.</summary>
    /// <param name="inputs">Values in an example.</param>
    /// <param name="size">Values in a code.</param>
    public LayerShape Describe(int inputs, int size) => new(
        new(size), [.. HasWeights ? [new ParameterShape(ParameterRole.Logit, 1, Components)] : Array.Empty<ParameterShape>(), .. Learned(inputs, size)]);

    protected abstract IEnumerable<ParameterShape> Learned(int inputs, int size);

    protected const string SampleMethod = "Learned";
}

/// <summary>Means and variances are parameters.</summary>
internal sealed record MixtureSpec(int Components) : PriorSpec(Components, HasWeights: true)
{
    public override string Name => "Mixture";

    public override PriorText Text => new(SampleMethod, "that is learned, a mixture of normal distributions");

    protected override IEnumerable<ParameterShape> Learned(int inputs, int size) =>
        [new(ParameterRole.Mean, Components, size), new(ParameterRole.LogVariance, Components, size)];
}

/// <summary>The components are the encoder's posteriors of inputs that are learned.</summary>
internal sealed record VampSpec(int Components, bool HasWeights) : PriorSpec(Components, HasWeights)
{
    public override string Name => HasWeights ? "WeightedVamp" : "Vamp";

    public override PriorText Text => new(SampleMethod, "that is learned, the mixture of the posteriors of its pseudo-inputs");

    protected override IEnumerable<ParameterShape> Learned(int inputs, int size) => [new(ParameterRole.PseudoInput, Components, inputs)];
}
