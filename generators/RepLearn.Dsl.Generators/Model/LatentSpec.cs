using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>What an encoder ends with: one or several linear maps of its last values, each to a row of <paramref name="Size"/> values.</summary>
/// <param name="Size">Values in a code.</param>
internal abstract record LatentSpec(int Size, InitializerKind Initializer)
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }

    /// <summary>The name and the sizes in the line that tells an architecture.</summary>
    public virtual string Architecture => string.Format(CultureInfo.InvariantCulture, "{0} {1}", Name, Size);

    /// <summary>What it is, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The names of the maps; users get the first one's values as the code.</summary>
    public abstract string[] Heads { get; }

    public virtual ActivationSpec LastActivation => ActivationSpec.None;

    /// <summary>How the divergence from the prior counts; null for a deterministic code.</summary>
    public virtual DivergenceSpec? Divergence => null;

    /// <summary>What it adds to the loss beside a divergence.</summary>
    public virtual LatentTerm[] Terms => [];

    /// <summary>The names of what it reports beside the reconstruction.</summary>
    public virtual string[] Metrics => [];

    /// <summary>A code as the decoder gets it.</summary>
    public virtual ValueShape Output => new(Size);

    /// <summary>Whether few units are active in an example, and the code is a sparse matrix.</summary>
    public virtual bool IsSparse => false;

    /// <summary>Whether draws from it have densities.</summary>
    public bool HasDensities => Divergence is not null;

    /// <summary>The prior; null for a deterministic code.</summary>
    public virtual PriorText? Prior => null;

    /// <summary>Values of the model's condition that the maps multiply by weights beside the encoder's; 0 for none.</summary>
    public int Condition { get; init; }

    /// <summary>The parameters of one map.</summary>
    public virtual LayerShape DescribeHead(string head, int inputs) => new DenseSpec(Size, LastActivation) { Condition = Condition }.Describe(new ValueShape(inputs));

    public virtual long ParameterCount(int inputs)
    {
        long count = 0;
        foreach (string head in Heads)
        {
            count += DescribeHead(head, inputs).ParameterCount;
        }

        return count;
    }
}

/// <summary>A deterministic code.</summary>
internal sealed record CodeSpec(int Size, ActivationSpec Activation, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    public override string Name => "Code";

    public override string Description => $"a code with the activation {Activation.Custom ?? Activation.Kind.ToString()}";

    public override string[] Heads => ["code"];

    public override ActivationSpec LastActivation => Activation;
}

/// <summary>Independent Laplace distributions, with a prior of location 0 and scale 1.</summary>
internal sealed record LaplaceSpec(int Size, DivergenceSpec Options, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    public override string Name => "Laplace";

    public override string Description => "a Laplace distribution";

    public override string[] Heads => ["location", "logScale"];

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("StandardLaplace", "of independent Laplace variables of location 0 and scale 1");
}

/// <summary>A von Mises–Fisher distribution of unit vectors, with the uniform distribution as prior.</summary>
internal sealed record VonMisesFisherSpec(int Size, DivergenceSpec Options, InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Size, Initializer)
{
    private const string Concentration = "concentration";

    public override string Name => "VonMisesFisher";

    public override string Description => "a von Mises–Fisher distribution";

    public override string[] Heads => ["direction", Concentration];

    public override LayerShape DescribeHead(string head, int inputs) => head == Concentration
        ? new DenseSpec(1, LastActivation) { Condition = Condition }.Describe(new ValueShape(inputs))
        : base.DescribeHead(head, inputs);

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("UniformDirections", "that is uniform on the unit sphere");
}

/// <summary>A loss term that a latent brings, and what is reported beside it.</summary>
internal sealed record LatentTerm(string Name, params string[] Metrics);

/// <summary>A distribution of codes.</summary>
/// <param name="Method">The end of the name of the library's method that draws from it.</param>
/// <param name="Description">What it is, after "the prior".</param>
/// <param name="Classes">Classes of its variables where it is categorical; null where it is not.</param>
internal sealed record PriorText(string Method, string Description, int? Classes = null);

/// <summary>How the divergence from the prior counts in the loss.</summary>
/// <param name="Beta">Its weight.</param>
/// <param name="WarmupSteps">Steps until weight or capacity have risen to their full values.</param>
/// <param name="FreeBits">What each dimension counts at least.</param>
/// <param name="Capacity">What it is drawn to; 0 for none.</param>
internal sealed record DivergenceSpec(double Beta, int WarmupSteps, double FreeBits, double Capacity);
