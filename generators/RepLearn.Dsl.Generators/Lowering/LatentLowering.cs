using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>What an encoder gives of an example: one row per head of the latent.</summary>
/// <param name="Code">What users get as the code: the first head's values.</param>
/// <param name="Scale">The second head's values, which give a distribution its width; null for a deterministic code.</param>
internal sealed record Posterior(Node Code, Node? Scale)
{
    /// <summary>The parts of a sparse code; null for any other.</summary>
    public SparseCode? Sparse { get; init; }
}

/// <summary>Codes that are decoded, one or several rows per example.</summary>
/// <param name="Standard">
/// What is known of a draw without its parameters: the draw of location 0 and scale 1 that it was made of; null for a deterministic code. Densities
/// take it instead of <c>(z − μ) / σ</c>, which loses digits where σ is small.
/// </param>
internal sealed record Draw(Node Code, Node? Standard);

/// <summary>Lowers latents: the heads of the encoder, a draw from the posterior, its divergence from the prior, and both densities.</summary>
internal sealed class LatentLowering(ArrayGraph graph, LatentSpec latent, LayerLowering layers)
{
    /// <summary>The smallest uniform number above 0 that is drawn, so that a logarithm stays finite; as the library's draws from the prior have it.</summary>
    internal const double SmallestUniform = 1.0 / (1 << 24);

    // Of a scale below exp(−80) nothing is left of b exp(−|μ| / b), while 1 / b is still a number in single precision.
    private const double LeastLogScale = -80;

    private readonly SparseLowering? _sparse = latent is SparseCodeSpec sparse ? new SparseLowering(graph, sparse, layers) : null;

    public Posterior Encode(Node hidden, ProgramMode mode = ProgramMode.Infer)
    {
        graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        int inputs = hidden.Shape.Columns;
        if (_sparse is not null)
        {
            SparseCode code = _sparse.Encode(hidden, mode);
            return new Posterior(code.Code, null) { Sparse = code };
        }

        Node[] heads = [.. latent.Heads.Select((name, head) => layers.Dense(
            new LayerSite(name, SpecPlace.Latent, 0, inputs, latent.DescribeHead(inputs)), hidden, latent.LastActivation, mirrored: head == 0))];
        return new Posterior(heads[0], heads.Length > 1 ? heads[1] : null);
    }

    /// <summary>The codes that are decoded: draws, as functions of parameters and of noise that does not depend on them.</summary>
    /// <param name="samples">Draws for each example, a row each.</param>
    public Draw Sample(Posterior posterior, int samples = 1)
    {
        Draw draw = latent switch
        {
            GaussianSpec => Normal(posterior, samples),
            LaplaceSpec => Laplace(posterior, samples),
            _ => new Draw(posterior.Code, null),
        };
        if (draw.Standard is not null)
        {
            draw.Code.Name ??= "latent";
        }

        return draw;
    }

    /// <summary>A draw from the prior for each example: of a deterministic code, which has none, standard normal.</summary>
    public Node PriorDraw()
    {
        Node draw = latent is LaplaceSpec
            ? UnitLaplace(layers.Noise(NoiseKind.Uniform, "priorUniform", latent.Size))
            : layers.Noise(NoiseKind.Normal, "prior", latent.Size);
        draw.Name ??= "priorDraw";
        return draw;
    }

    /// <summary>How a sparse code uses its units; nothing of any other.</summary>
    public IReadOnlyList<TermMetric> Usage(Posterior posterior) => posterior.Sparse is { } code ? _sparse!.Usage(code) : [];

    /// <summary>The loss by which dead units learn what the others leave; null where none is declared.</summary>
    public LossTerm? Revival(Posterior posterior, Node target, Node output) =>
        posterior.Sparse is { } code && _sparse!.RevivesUnits ? _sparse.Revival(code, target, output) : null;

    /// <summary>Each dimension's divergence of the posterior from the prior.</summary>
    public Node Divergence(Posterior posterior) => latent switch
    {
        GaussianSpec => NormalDivergence(posterior.Code, posterior.Scale!),
        LaplaceSpec => LaplaceDivergence(posterior.Code, posterior.Scale!),
        _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no divergence."),
    };

    /// <summary><c>ln q(z | x)</c> of each draw: one value per row.</summary>
    public Node LogPosterior(Posterior posterior, Draw draw)
    {
        Node logScale = latent switch
        {
            GaussianSpec => graph.Scale(posterior.Scale!, 0.5),
            LaplaceSpec => posterior.Scale!,
            _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no density."),
        };
        Node logScales = graph.RepeatRows(graph.Sum(ReduceAxis.Columns, logScale), draw.Code.Shape.Rows);
        return graph.Subtract(LogStandard(draw.Standard!), logScales).Named("logPosterior");
    }

    /// <summary><c>ln p(z)</c> of each code: one value per row.</summary>
    public Node LogPrior(Node code) => LogStandard(code).Named("logPrior");

    // The density of location 0 and scale 1: Σ −½ x² − ½ ln 2π, or Σ −|x| − ln 2.
    private Node LogStandard(Node x)
    {
        (Node parts, double constant) = latent switch
        {
            GaussianSpec => (graph.Scale(graph.Square(x), -0.5), -0.5 * Math.Log(2 * Math.PI)),
            LaplaceSpec => (graph.Negate(graph.Apply(Op.Abs, x)), -Math.Log(2)),
            _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no density."),
        };
        return graph.Add(graph.Sum(ReduceAxis.Columns, parts), graph.Constant(constant * x.Shape.Columns));
    }

    // z = μ + exp(½ ln σ²) ε
    private Draw Normal(Posterior posterior, int samples)
    {
        Node noise = layers.Noise(NoiseKind.Normal, "epsilon", posterior.Code.Shape.Columns, samples);
        Node sigma = graph.Apply(Op.Exp, graph.Scale(posterior.Scale!, 0.5));
        sigma.Name ??= "sigma";
        return Moved(posterior.Code, sigma, noise);
    }

    // z = μ + b l
    private Draw Laplace(Posterior posterior, int samples)
    {
        Node draw = UnitLaplace(layers.Noise(NoiseKind.Uniform, "uniform", posterior.Code.Shape.Columns, samples));
        Node scale = graph.Apply(Op.Exp, posterior.Scale!);
        scale.Name ??= "scale";
        return Moved(posterior.Code, scale, draw);
    }

    private Draw Moved(Node location, Node scale, Node standard)
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

    // ½ (μ² + σ² − ln σ² − 1)
    private Node NormalDivergence(Node mean, Node logVariance) => graph.Scale(
        graph.Subtract(graph.Subtract(graph.Add(graph.Square(mean), graph.Apply(Op.Exp, logVariance)), logVariance), graph.One),
        0.5);

    // |μ| + b exp(−|μ| / b) − ln b − 1 (Meyer 2021, "An alternative probabilistic interpretation of the Huber loss", with prior scale 1)
    private Node LaplaceDivergence(Node location, Node logScale)
    {
        Node distance = graph.Apply(Op.Abs, location);
        Node inverseScale = graph.Apply(Op.Exp, graph.Negate(graph.Apply(Op.Maximum, logScale, graph.Constant(LeastLogScale))));
        Node exponent = graph.Subtract(logScale, graph.Multiply(distance, inverseScale));
        return graph.Subtract(graph.Subtract(graph.Add(distance, graph.Apply(Op.Exp, exponent)), logScale), graph.One);
    }
}
