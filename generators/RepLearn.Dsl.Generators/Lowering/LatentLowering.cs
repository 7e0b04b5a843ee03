using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>What an encoder gives of an example: one row per head of the latent.</summary>
/// <param name="code">What users get as the code: the first head's values or, of categorical variables, the probabilities that these are the logits of.</param>
/// <param name="scale">What else the distribution depends on: the second head's values, which give it its width, or the logits; null for a deterministic code.</param>
internal sealed class Posterior(Node code, Node? scale)
{
    public readonly Node Code = code;
    public readonly Node? Scale = scale;

    /// <summary>What else gives a normal distribution its covariance: what its Cholesky factor has below the diagonal, or the columns of a factor.</summary>
    public Node[] Covariance = [];

    /// <summary>The vectors of a quantised code; null for others.</summary>
    public Quantized? Quantized;

    /// <summary>The parts of a sparse code; null for others.</summary>
    public SparseCode? Sparse;
}

/// <summary>Codes that are decoded, one or several rows per example.</summary>
/// <param name="standard">
/// What a draw was made of: the draw of location 0 and scale 1, the Gumbel variables, or on a sphere 1 minus the cosine of the angle to the mean; null for
/// a deterministic code and for one-hot draws. Densities take it instead of <c>(z − μ) / σ</c>, which loses digits where σ is small.
/// </param>
/// <param name="factorNoise">Of a covariance of low rank, the standard normal variables that its factor's columns are multiplied by; else null.</param>
internal sealed class Draw(Node code, Node? standard, Node? factorNoise = null)
{
    public readonly Node Code = code;
    public readonly Node? Standard = standard;
    public readonly Node? FactorNoise = factorNoise;
}

/// <summary>What a model makes of codes, for terms that compare it with other codes of the same examples.</summary>
/// <param name="target">What is reconstructed.</param>
/// <param name="mean">The mean of what the decoder makes of the codes.</param>
/// <param name="loss">The reconstruction's loss with other codes; where the decoder is frozen, as a function of these alone.</param>
internal sealed class Reconstruction(Node target, Func<Node> mean, Func<Node, bool, Node> loss)
{
    public readonly Node Target = target;
    public readonly Func<Node> Mean = mean;
    public readonly Func<Node, bool, Node> Loss = loss;
}

/// <summary>Lowers latents: the heads of the encoder and, by the latent's distribution, draws, the divergence from the prior, and both densities.</summary>
/// <param name="prior">A prior that is learned; null for the latent's own.</param>
internal sealed class LatentLowering(ArrayGraph graph, LatentSpec latent, LayerLowering layers, SettingLowering settings, PriorLowering? prior = null)
{
    /// <summary>The smallest uniform number above 0 that is drawn, so that a logarithm stays finite; as the library's draws from the prior have it.</summary>
    internal const double SmallestUniform = 1.0 / (1 << 24);

    /// <summary>1 / σ² of a distribution that has shrunk to a point stays in the range of numbers, with room for products, in single precision too.</summary>
    internal const double LeastLogVariance = -60;

    private readonly QuantizedLowering? _quantized = latent is VectorQuantizedSpec quantized ? new QuantizedLowering(graph, quantized, layers, settings) : null;
    private readonly SparseLowering? _sparse = latent is SparseCodeSpec sparse ? new SparseLowering(graph, sparse, layers, settings) : null;

    // Of codes that are drawn; null for deterministic ones.
    private readonly DistributionLowering? _distribution = latent is GaussianSpec normal ? new NormalLowering(graph, normal, layers) : OtherThanNormal(graph, latent, layers);

    private static DistributionLowering? OtherThanNormal(ArrayGraph graph, LatentSpec latent, LayerLowering layers) => latent switch
    {
        LaplaceSpec => new LaplaceLowering(graph, latent.Size, layers),
        VonMisesFisherSpec sphere => new SphereLowering(graph, sphere, layers),
        ConcreteSpec concrete => new ConcreteLowering(graph, concrete, layers),
        _ => null,
    };

    public Posterior Encode(Node hidden, ProgramMode mode)
    {
        graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        return _quantized is not null ? QuantizedCode(_quantized.Quantize(hidden, mode))
            : _sparse is not null ? SparseCode(_sparse.Encode(hidden, mode))
            : _distribution is not null ? _distribution.Of(Heads(hidden))
            : new Posterior(Heads(hidden)[0], null);
    }

    private static Posterior QuantizedCode(Quantized quantized) => new(quantized.Latent, null) { Quantized = quantized };

    private static Posterior SparseCode(SparseCode code) => new(code.Code, null) { Sparse = code };

    private Node[] Heads(Node hidden)
    {
        int inputs = hidden.Shape.Columns;
        string[] names = latent.Heads;
        var heads = new Node[names.Length];
        for (int head = 0; head < heads.Length; head++)
        {
            var site = new LayerSite(names[head], SpecPlace.Latent, 0, inputs, latent.DescribeHead(names[head], inputs));
            heads[head] = layers.Dense(site, hidden, latent.LastActivation, mirrored: head == 0);
        }

        return heads;
    }

    /// <summary>The standard deviation of each value; null where the values are not independent normal variables.</summary>
    public Node? Deviations(Posterior posterior) => _distribution?.Deviations(posterior);

    /// <summary>What a sparse latent reports beside the reconstruction.</summary>
    public TermMetric[] Metrics(Posterior posterior, Reconstruction reconstruction) =>
        posterior.Sparse is { } code ? _sparse!.Metrics(code, reconstruction) : [];

    /// <summary>What a sparse or quantised latent adds to the loss; in training also what becomes of its state.</summary>
    public IEnumerable<LossTerm> Terms(Posterior posterior, Reconstruction reconstruction, ProgramMode mode)
    {
        if (posterior.Sparse is { } code)
        {
            return _sparse!.Terms(code, reconstruction);
        }

        if (mode == ProgramMode.Train)
        {
            _quantized!.Update(posterior.Quantized!);
        }

        return _quantized!.Terms(posterior.Quantized!);
    }

    /// <summary>The code of numbers that are given, of a quantised latent.</summary>
    public (Node Input, Node Code) CodeOfIndices()
    {
        Node input = graph.Input("indices", ((VectorQuantizedSpec)latent).Positions);
        return (input, _quantized!.Lookup(input));
    }

    /// <summary>The codes that are decoded: draws, as functions of parameters and of noise that does not depend on them.</summary>
    /// <param name="mode">Categorical variables are relaxed in training.</param>
    /// <param name="samples">Draws for each example, a row each.</param>
    public Draw Sample(Posterior posterior, ProgramMode mode, int samples = 1)
    {
        Draw draw = _distribution?.Sample(posterior, samples, mode) ?? new Draw(posterior.Code, null);
        if (draw.Code != posterior.Code)
        {
            draw.Code.Name ??= "latent";
        }

        return draw;
    }

    /// <summary>A draw from the prior for each example: of a deterministic code, which has none, standard normal.</summary>
    public Node PriorDraw()
    {
        Node draw = prior?.Draw() ?? _distribution?.PriorDraw() ?? layers.Noise(NoiseKind.Normal, "prior", latent.Size);
        draw.Name ??= "priorDraw";
        return draw;
    }

    /// <summary>Each dimension's, or each variable's, divergence of the posterior from the prior; null where there is none in closed form.</summary>
    public Node? Divergence(Posterior posterior) => prior is null ? _distribution!.Divergence(posterior) : null;

    /// <summary><c>ln q(z | x) − ln p(z)</c> of each draw, whose mean is the divergence: one value per row.</summary>
    public Node LogRatio(Posterior posterior, Draw draw) =>
        _distribution!.LogRatio(posterior, draw) ?? graph.Subtract(LogPosterior(posterior, draw), LogPrior(draw.Code));

    /// <summary><c>ln q(z | x)</c> of each draw: one value per row.</summary>
    public Node LogPosterior(Posterior posterior, Draw draw) => _distribution!.LogPosterior(posterior, draw).Named("logPosterior");

    /// <summary><c>ln p(z)</c> of each code: one value per row.</summary>
    public Node LogPrior(Node code) => (prior?.LogDensity(code) ?? _distribution!.LogPrior(code)).Named("logPrior");
}
