using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers priors that are learned, which are mixtures of normal distributions: the density of a code, and a draw as a function of noise.
/// </summary>
/// <param name="encode">The posterior of each row of a matrix, without noise.</param>
internal sealed class PriorLowering(ArrayGraph graph, PriorSpec prior, ModelSpec spec, LayerLowering layers, Func<Node, Posterior> encode)
{
    private readonly LayerSite _site = new("prior", SpecPlace.Prior, 0, spec.InputSize, prior.Describe(spec.InputSize, spec.Latent.Size));

    private Node? _ones;

    // In memory, as factors of products are, even if it is a single number.
    private Node Ones => _ones ??= graph.Copy(graph.Broadcast(graph.One, Shape.Fixed(1, spec.Latent.Size))).Named("priorOnes");

    /// <summary>
    /// <c>ln p(z) = ln Σₖ wₖ N(z; μₖ, diag σₖ²)</c>, one value per row. Distances from the components are sums of squares of differences,
    /// without the digits that <c>z² − 2 z μ + μ²</c> would lose.
    /// </summary>
    public Node LogDensity(Node code)
    {
        Posterior components = Components();
        int size = code.Shape.Columns;
        Node logVariances = LogVariances(components);
        Node precisions = graph.Apply(Op.Exp, graph.Negate(logVariances)).Named("priorPrecision");
        Node distances = graph.Apply(Op.WeightedDistances, code, components.Code, precisions).Named("priorDistance");

        // Sums of the matrix's rows as one row.
        Node volumes = graph.Apply(Op.ProductTransposed, Ones, logVariances);
        Node scales = graph.Subtract(LogWeights(), graph.Add(graph.Scale(volumes, 0.5), graph.Constant(0.5 * size * Math.Log(2 * Math.PI))));
        Node logarithms = graph.Subtract(scales, graph.Scale(distances, 0.5)).Named("priorComponent");
        return graph.LogSumExp(ReduceAxis.Columns, logarithms);
    }

    /// <summary>A draw for each example, by noise.</summary>
    public Node Draw() => Draw(
        layers.Noise(NoiseKind.Uniform, "priorUniform", prior.Components), layers.Noise(NoiseKind.Normal, "prior", spec.Latent.Size));

    /// <summary>A draw for each row of random numbers that are given.</summary>
    public PriorCode DrawOfInputs()
    {
        Node[] inputs = [graph.Input("uniform", prior.Components), graph.Input("normal", spec.Latent.Size)];
        return new PriorCode(inputs, Draw(inputs[0], inputs[1]).Named("priorDraw"));
    }

    // A component by its weight, as the largest of ln wₖ − ln(−ln uₖ) (Gumbel 1954), and a draw from it. The choice has no derivative; mean and variance
    // of the chosen one do.
    private Node Draw(Node uniform, Node normal)
    {
        Posterior components = Components();
        Node chosen = graph.ArgMax(prior.HasWeights ? graph.Add(Gumbel(uniform), LogWeights()) : uniform);
        Node distance = graph.Apply(Op.Abs, graph.Subtract(graph.ColumnIndex(prior.Components), chosen));
        Node choice = graph.Detach(graph.Apply(Op.Step, graph.Subtract(graph.Constant(0.5), distance))).Named("priorChoice");
        Node sigma = graph.Apply(Op.Exp, graph.Scale(graph.Apply(Op.Product, choice, LogVariances(components)), 0.5));
        return graph.Add(graph.Apply(Op.Product, choice, components.Code), graph.Multiply(sigma, normal));
    }

    // −ln(−ln u), of which the smallest u is no 0
    private Node Gumbel(Node uniform)
    {
        Node exponential = graph.Negate(graph.Apply(Op.Log, graph.Apply(Op.Maximum, uniform, graph.Constant(LatentLowering.SmallestUniform))));
        return graph.Negate(graph.Apply(Op.Log, exponential));
    }

    private Node LogWeights()
    {
        if (!prior.HasWeights)
        {
            return graph.Constant(-Math.Log(prior.Components));
        }

        Node logits = layers.Parameter(_site, ParameterRole.Logit);
        return graph.Subtract(logits, graph.LogSumExp(ReduceAxis.Columns, logits)).Named("priorLogWeight");
    }

    private Node LogVariances(Posterior components) => graph.Apply(Op.Maximum, components.Scale!, graph.Constant(LatentLowering.LeastLogVariance));

    // Means and log-variances, a row per component.
    private Posterior Components()
    {
        NodeOrigin? origin = graph.Origin;
        graph.Origin = LayerLowering.OriginOf(SpecPlace.Prior);
        Posterior components = prior switch
        {
            MixtureSpec => new Posterior(layers.Parameter(_site, ParameterRole.Mean), layers.Parameter(_site, ParameterRole.LogVariance)),
            VampSpec => encode(PseudoInputs()),
            _ => throw new InvalidOperationException($"Lowering: unknown prior {prior}."),
        };
        graph.Origin = origin;
        return components;
    }

    // Of inputs between 0 and 1 the parameters are logits.
    private Node PseudoInputs()
    {
        Node learned = layers.Parameter(_site, ParameterRole.PseudoInput);
        return spec is { Likelihood: BernoulliSpec, Target: null } ? graph.Apply(Op.Sigmoid, learned).Named("pseudoInput") : learned;
    }
}
