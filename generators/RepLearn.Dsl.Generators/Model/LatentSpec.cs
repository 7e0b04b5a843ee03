namespace RepLearn.Dsl.Generators.Model;

/// <summary>What an encoder ends with: one or several linear maps of its last values, each to a row of <paramref name="Size"/> values.</summary>
/// <param name="Size">Values in a code.</param>
internal abstract record LatentSpec(int Size, InitializerKind Initializer)
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }

    /// <summary>What it adds to the line that tells an architecture, before its activation.</summary>
    public virtual string Architecture => $"{Name} {Size}";

    /// <summary>What it is, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The names of the maps; users get the first one's values as the code.</summary>
    public abstract IReadOnlyList<string> Heads { get; }

    public virtual ActivationSpec LastActivation => ActivationSpec.None;

    /// <summary>How the divergence from the prior counts; null for a deterministic code.</summary>
    public virtual DivergenceSpec? Divergence => null;

    /// <summary>The prior; null for a deterministic code.</summary>
    public virtual PriorText? Prior => null;

    /// <summary>The parameters of one map.</summary>
    public virtual LayerShape DescribeHead(int inputs) => new DenseSpec(Size, LastActivation).Describe(new ValueShape(inputs));

    public long ParameterCount(int inputs) => Heads.Count * DescribeHead(inputs).ParameterCount;
}

/// <summary>A deterministic code.</summary>
internal sealed record CodeSpec(int Size, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    public override string Name => "Code";

    public override string Description => $"a code with the activation {Activation.Custom ?? Activation.Kind.ToString()}";

    public override IReadOnlyList<string> Heads => ["code"];

    public override ActivationSpec LastActivation => Activation;
}

/// <summary>Independent normal distributions, with a standard normal prior.</summary>
internal sealed record GaussianSpec(int Size, DivergenceSpec Options, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    public override string Name => "Gaussian";

    public override string Description => "a normal distribution";

    public override IReadOnlyList<string> Heads => ["mean", "logVariance"];

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("StandardNormal", "N(0, I)");
}

/// <summary>Independent Laplace distributions, with a prior of location 0 and scale 1.</summary>
internal sealed record LaplaceSpec(int Size, DivergenceSpec Options, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    public override string Name => "Laplace";

    public override string Description => "a Laplace distribution";

    public override IReadOnlyList<string> Heads => ["location", "logScale"];

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("StandardLaplace", "of independent Laplace variables of location 0 and scale 1");
}

/// <summary>A distribution of codes.</summary>
/// <param name="Method">The end of the name of the library's method that draws from it.</param>
/// <param name="Description">What it is, after "the prior".</param>
internal sealed record PriorText(string Method, string Description);

/// <summary>How the divergence from the prior counts in the loss.</summary>
/// <param name="Beta">Its weight.</param>
/// <param name="WarmupSteps">Steps until weight or capacity have risen to their full values.</param>
/// <param name="FreeBits">What each dimension counts at least.</param>
/// <param name="Capacity">What it is drawn to; 0 for none.</param>
internal sealed record DivergenceSpec(double Beta, int WarmupSteps, double FreeBits, double Capacity);
