using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>What an encoder gives of an example: one row per head of the latent.</summary>
/// <param name="Code">What users get as the code: the first head's values.</param>
/// <param name="Scale">The second head's values, which give a distribution its width; null for a deterministic code.</param>
internal sealed record Posterior(Node Code, Node? Scale);

/// <summary>Lowers latents: the heads of the encoder, a draw from the posterior, its divergence from the prior.</summary>
internal sealed class LatentLowering(ArrayGraph graph, LatentSpec latent, LayerLowering layers)
{
    /// <summary>The smallest uniform number above 0 that is drawn, so that a logarithm stays finite; as the library's draws from the prior have it.</summary>
    internal const double SmallestUniform = 1.0 / (1 << 24);

    public Posterior Encode(Node hidden)
    {
        graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        int inputs = hidden.Shape.Columns;
        Node[] heads = [.. latent.Heads.Select((name, head) => layers.Dense(
            new LayerSite(name, SpecPlace.Latent, 0, inputs, latent.DescribeHead(inputs)), hidden, latent.LastActivation, mirrored: head == 0))];
        return new Posterior(heads[0], heads.Length > 1 ? heads[1] : null);
    }

    /// <summary>The code that is decoded: a draw, as a function of parameters and of noise that does not depend on them.</summary>
    public Node Sample(Posterior posterior)
    {
        Node? code = latent switch
        {
            GaussianSpec => Normal(posterior),
            LaplaceSpec => Laplace(posterior),
            _ => null,
        };
        if (code is not null)
        {
            code.Name ??= "latent";
        }

        return code ?? posterior.Code;
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

    /// <summary>Each dimension's divergence of the posterior from the prior.</summary>
    public Node Divergence(Posterior posterior) => latent switch
    {
        GaussianSpec => NormalDivergence(posterior.Code, posterior.Scale!),
        LaplaceSpec => LaplaceDivergence(posterior.Code, posterior.Scale!),
        _ => throw new InvalidOperationException($"Lowering: {latent.Name} has no divergence."),
    };

    // z = μ + exp(½ ln σ²) ε
    private Node Normal(Posterior posterior)
    {
        Node noise = layers.Noise(NoiseKind.Normal, "epsilon", posterior.Code.Shape.Columns);
        Node sigma = graph.Apply(Op.Exp, graph.Scale(posterior.Scale!, 0.5));
        sigma.Name ??= "sigma";
        return graph.Add(posterior.Code, graph.Multiply(sigma, noise));
    }

    // z = μ + b l
    private Node Laplace(Posterior posterior)
    {
        Node draw = UnitLaplace(layers.Noise(NoiseKind.Uniform, "uniform", posterior.Code.Shape.Columns));
        Node scale = graph.Apply(Op.Exp, posterior.Scale!);
        scale.Name ??= "scale";
        return graph.Add(posterior.Code, graph.Multiply(scale, draw));
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
        Node exponent = graph.Subtract(logScale, graph.Multiply(distance, graph.Apply(Op.Exp, graph.Negate(logScale))));
        return graph.Subtract(graph.Subtract(graph.Add(distance, graph.Apply(Op.Exp, exponent)), logScale), graph.One);
    }
}
