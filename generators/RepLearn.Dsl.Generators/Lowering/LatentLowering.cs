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

/// <summary>Lowers latents: the heads of the encoder, a draw from the posterior, its divergence from the prior, and both densities.</summary>
/// <param name="prior">A prior that is learned; null for the latent's own.</param>
internal sealed class LatentLowering(ArrayGraph graph, LatentSpec latent, LayerLowering layers, SettingLowering settings, PriorLowering? prior = null)
{
    /// <summary>The smallest uniform number above 0 that is drawn, so that a logarithm stays finite; as the library's draws from the prior have it.</summary>
    internal const double SmallestUniform = 1.0 / (1 << 24);

    /// <summary>1 / σ² of a distribution that has shrunk to a point stays in the range of numbers, with room for products, in single precision too.</summary>
    internal const double LeastLogVariance = -60;

    // Of a scale below exp(−80) nothing is left of b exp(−|μ| / b), while 1 / b is still a number in single precision.
    private const double LeastLogScale = -80;

    private readonly QuantizedLowering? _quantized = latent is VectorQuantizedSpec quantized ? new QuantizedLowering(graph, quantized, layers, settings) : null;
    private readonly ConcreteLowering? _concrete = latent is ConcreteSpec concrete ? new ConcreteLowering(graph, concrete, layers) : null;
    private readonly NormalLowering? _normal = latent is GaussianSpec normal ? new NormalLowering(graph, normal, layers) : null;
    private readonly SphereLowering? _sphere = latent is VonMisesFisherSpec sphere ? new SphereLowering(graph, sphere, layers) : null;
    private readonly SparseLowering? _sparse = latent is SparseCodeSpec sparse ? new SparseLowering(graph, sparse, layers, settings) : null;

    public Posterior Encode(Node hidden, ProgramMode mode)
    {
        graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        if (_quantized?.Quantize(hidden, mode) is { } quantized)
        {
            return new Posterior(quantized.Latent, null) { Quantized = quantized };
        }

        int inputs = hidden.Shape.Columns;
        if (_sparse is not null)
        {
            SparseCode code = _sparse.Encode(hidden, mode);
            return new Posterior(code.Code, null) { Sparse = code };
        }

        var heads = new Node[latent.Heads.Length];
        for (int head = 0; head < heads.Length; head++)
        {
            string name = latent.Heads[head];
            var site = new LayerSite(name, SpecPlace.Latent, 0, inputs, latent.DescribeHead(name, inputs));
            heads[head] = layers.Dense(site, hidden, latent.LastActivation, mirrored: head == 0);
        }

        return _concrete is not null ? new Posterior(_concrete.Probabilities(heads[0]), heads[0])
            : _sphere is not null ? new Posterior(_sphere.Direction(heads[0]), _sphere.Concentration(heads[1]))
            : new Posterior(heads[0], heads.Length > 1 ? heads[1] : null) { Covariance = heads.Length > 2 ? [.. heads.Skip(2)] : [] };
    }

    /// <summary>The standard deviation of each value; null where the values are not independent normal variables.</summary>
    public Node? Deviations(Posterior posterior) =>
        latent is GaussianSpec { Covariance: CovarianceKind.Diagonal } ? _normal!.Deviations(posterior) : null;

    /// <summary>What the latent reports beside the reconstruction.</summary>
    public TermMetric[] Metrics(Posterior posterior, Reconstruction reconstruction) =>
        posterior.Sparse is { } code ? _sparse!.Metrics(code, reconstruction) : [];

    /// <summary>What the latent adds to the loss beside a divergence; in training also what becomes of its state.</summary>
    public IEnumerable<LossTerm> Terms(Posterior posterior, Reconstruction reconstruction, ProgramMode mode)
    {
        if (posterior.Sparse is { } code)
        {
            return _sparse!.Terms(code, reconstruction);
        }

        if (posterior.Quantized is not { } quantized)
        {
            return [];
        }

        if (mode == ProgramMode.Train)
        {
            _quantized!.Update(quantized);
        }

        return _quantized!.Terms(quantized);
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
        Draw draw = latent switch
        {
            ConcreteSpec => _concrete!.Sample(posterior.Scale!, samples, mode),
            GaussianSpec => _normal!.Sample(posterior, samples),
            VonMisesFisherSpec => _sphere!.Sample(posterior.Code, posterior.Scale!, samples),
            LaplaceSpec => Laplace(posterior, samples),
            _ => new Draw(posterior.Code, null),
        };
        if (draw.Code != posterior.Code)
        {
            draw.Code.Name ??= "latent";
        }

        return draw;
    }

    /// <summary>A draw from the prior for each example: of a deterministic code, which has none, standard normal.</summary>
    public Node PriorDraw()
    {
        Node draw = prior is not null ? prior.Draw() : latent switch
        {
            LaplaceSpec => UnitLaplace(layers.Noise(NoiseKind.Uniform, "priorUniform", latent.Size)),
            ConcreteSpec => _concrete!.PriorDraw(),
            VonMisesFisherSpec => _sphere!.PriorDraw(),
            _ => layers.Noise(NoiseKind.Normal, "prior", latent.Size),
        };
        draw.Name ??= "priorDraw";
        return draw;
    }

    /// <summary>Each dimension's, or each variable's, divergence of the posterior from the prior; null where there is none in closed form.</summary>
    public Node? Divergence(Posterior posterior) => prior is not null ? null : latent switch
    {
        ConcreteSpec => _concrete!.Divergence(posterior.Scale!),
        GaussianSpec => _normal!.Divergence(posterior),
        VonMisesFisherSpec => _sphere!.Divergence(posterior.Scale!),
        LaplaceSpec => LaplaceDivergence(posterior.Code, posterior.Scale!),
        _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no divergence."),
    };

    /// <summary><c>ln q(z | x) − ln p(z)</c> of each draw, whose mean is the divergence: one value per row.</summary>
    public Node LogRatio(Posterior posterior, Draw draw) =>
        _concrete?.LogRatio(posterior.Scale!, draw) ?? graph.Subtract(LogPosterior(posterior, draw), LogPrior(draw.Code));

    /// <summary><c>ln q(z | x)</c> of each draw: one value per row.</summary>
    public Node LogPosterior(Posterior posterior, Draw draw) => (latent switch
    {
        GaussianSpec => _normal!.LogPosterior(posterior, draw),
        LaplaceSpec => LogLaplace(draw.Standard!, graph.RepeatRows(graph.Sum(ReduceAxis.Columns, posterior.Scale!), draw.Code.Shape.Rows)),
        VonMisesFisherSpec => _sphere!.LogPosterior(posterior.Scale!, draw),
        _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no density."),
    }).Named("logPosterior");

    /// <summary><c>ln p(z)</c> of each code: one value per row.</summary>
    public Node LogPrior(Node code) => (prior?.LogDensity(code) ?? latent switch
    {
        GaussianSpec => _normal!.LogStandard(code),
        LaplaceSpec => LogLaplace(code),
        VonMisesFisherSpec => _sphere!.LogPrior(code),
        _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no density."),
    }).Named("logPrior");

    private Node LogLaplace(Node x, Node logScales) => graph.Subtract(LogLaplace(x), logScales);

    // The density of location 0 and scale 1: Σ −|x| − ln 2
    private Node LogLaplace(Node x) => graph.Add(
        graph.Sum(ReduceAxis.Columns, graph.Negate(graph.Apply(Op.Abs, x))), graph.Constant(-Math.Log(2) * x.Shape.Columns));

    // z = μ + b l
    private Draw Laplace(Posterior posterior, int samples)
    {
        Node draw = UnitLaplace(layers.Noise(NoiseKind.Uniform, "uniform", posterior.Code.Shape.Columns, samples));
        Node scale = graph.Apply(Op.Exp, posterior.Scale!);
        scale.Name ??= "scale";
        return Moved(graph, posterior.Code, scale, draw);
    }

    /// <summary>A draw of a location and scale.</summary>
    /// <param name="standard">Draws of location 0 and scale 1, one or several rows per example.</param>
    internal static Draw Moved(ArrayGraph graph, Node location, Node scale, Node standard)
    {
        int samples = standard.Shape.Rows;
        return new Draw(graph.Add(graph.RepeatRows(location, samples), graph.Multiply(graph.RepeatRows(scale, samples), standard)), standard);
    }

    // l = −sign(v) ln(1 − 2 |v|) for v uniform on [−½, ½): the inverse of the distribution function
    private Node UnitLaplace(Node uniform)
    {
        Node noise = graph.Subtract(uniform, graph.Constant(0.5));
        Node tail = graph.Subtract(graph.One, graph.Scale(graph.Apply(Op.Abs, noise), 2));
        Node logTail = graph.Apply(Op.Log, graph.Apply(Op.Maximum, tail, graph.Constant(SmallestUniform)));
        return graph.Negate(graph.Multiply(graph.Apply(Op.Sign, noise), logTail));
    }

    // |μ| + b exp(−|μ| / b) − ln b − 1 (Meyer 2021, "An alternative probabilistic interpretation of the Huber loss", with prior scale 1)
    private Node LaplaceDivergence(Node location, Node logScale)
    {
        Node distance = graph.Apply(Op.Abs, location);
        Node inverseScale = graph.Apply(Op.Exp, graph.Negate(graph.Apply(Op.Maximum, logScale, graph.Constant(LeastLogScale))));
        Node exponent = graph.Subtract(logScale, graph.Multiply(distance, inverseScale));
        return graph.Subtract(graph.Subtract(graph.Add(distance, graph.Apply(Op.Exp, exponent)), logScale), graph.One);
    }
}
