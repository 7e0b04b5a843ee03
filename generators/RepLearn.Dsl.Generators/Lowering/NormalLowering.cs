using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers normal distributions whose covariance is diagonal, full or of low rank beside its diagonal, and the standard normal one.</summary>
internal sealed class NormalLowering(ArrayGraph graph, GaussianSpec latent, LayerLowering layers) : DistributionLowering
{
    private readonly LowRankLowering? _factor = latent.Rank > 0 ? new LowRankLowering(graph, latent.Rank) : null;

    public override Posterior Of(Node[] heads) => new(heads[0], heads[1]) { Covariance = heads.Length > 2 ? heads.Skip(2).ToArray() : [] };

    /// <inheritdoc/>
    /// <remarks><c>z = μ + σ ε</c>, with a full covariance <c>+ L ε</c>, with one of low rank <c>+ σ V η</c>.</remarks>
    public override Draw Sample(Posterior posterior, int samples, ProgramMode mode)
    {
        Node noise = layers.Noise(NoiseKind.Normal, "epsilon", latent.Size, samples);
        Node sigma = Sigma(posterior);
        return latent.Covariance switch
        {
            CovarianceKind.LowRank => OfLowRank(posterior, samples, noise, sigma),
            CovarianceKind.Full => OfFull(posterior, samples, noise, sigma),
            _ => Moved(graph, posterior.Code, sigma, noise),
        };
    }

    public override Node PriorDraw() => layers.Noise(NoiseKind.Normal, "prior", latent.Size);

    /// <inheritdoc/>
    /// <remarks><c>½ (μ² + σ² − ln σ² − 1)</c> of each dimension.</remarks>
    public override Node Divergence(Posterior posterior)
    {
        Node squares = graph.Square(posterior.Code);
        Node variance = graph.Apply(Op.Exp, posterior.Scale!);
        return latent.Covariance == CovarianceKind.Diagonal
            ? Divergence(graph.Add(squares, variance), posterior.Scale!)
            : CorrelatedDivergence(posterior, squares, variance);
    }

    public override Node LogPosterior(Posterior posterior, Draw draw)
    {
        Node logScales = graph.RepeatRows(graph.Sum(ReduceAxis.Columns, graph.Scale(posterior.Scale!, 0.5)), draw.Code.Shape.Rows);
        Node standard = latent.Covariance == CovarianceKind.LowRank ? _factor!.LogDensity(posterior.Covariance, draw) : LogPrior(draw.Standard!);
        return graph.Subtract(standard, logScales);
    }

    /// <inheritdoc/>
    /// <remarks>That of the standard normal distribution: <c>Σ −½ x² − ½ ln 2π</c>.</remarks>
    public override Node LogPrior(Node code) => graph.Add(
        graph.Sum(ReduceAxis.Columns, graph.Scale(graph.Square(code), -0.5)), graph.Constant(-0.5 * Math.Log(2 * Math.PI) * code.Shape.Columns));

    public override Node? Deviations(Posterior posterior) => latent.Covariance == CovarianceKind.Diagonal ? Sigma(posterior) : null;

    private Node Sigma(Posterior posterior) => graph.Apply(Op.Exp, graph.Scale(posterior.Scale!, 0.5)).Named("sigma");

    private Draw OfLowRank(Posterior posterior, int samples, Node noise, Node sigma)
    {
        Node factorNoise = layers.Noise(NoiseKind.Normal, "factorNoise", latent.Rank, samples);
        Node spread = _factor!.Spread(posterior.Covariance, noise, factorNoise);
        return new Draw(Moved(graph, posterior.Code, sigma, spread).Code, noise, factorNoise);
    }

    private Draw OfFull(Posterior posterior, int samples, Node noise, Node sigma)
    {
        Draw diagonal = Moved(graph, posterior.Code, sigma, noise);
        Node lower = graph.RepeatRows(posterior.Covariance[0], samples);
        return new Draw(graph.Add(diagonal.Code, graph.Apply(Op.TriangularProduct, lower, noise)), diagonal.Standard, diagonal.FactorNoise);
    }

    // With a full covariance ½ Σ over the row of L² beside the diagonal's: the sum over dimensions is ½ (tr Σ + μᵀμ − d − ln det Σ), and each part what its
    // dimension adds to those before it (the chain rule of the divergence). With one of low rank each dimension's own, and an equal share of what its
    // correlations add.
    private Node CorrelatedDivergence(Posterior posterior, Node squares, Node variance)
    {
        Node logVariance = posterior.Scale!;
        if (latent.Covariance == CovarianceKind.Full)
        {
            squares = graph.Add(squares, variance);
            Node below = graph.Apply(Op.TriangularProduct, graph.Square(posterior.Covariance[0]), graph.Broadcast(graph.One, posterior.Code.Shape));
            return Divergence(graph.Add(squares, below), logVariance);
        }

        squares = graph.Add(squares, graph.Multiply(variance, _factor!.Variances(posterior.Covariance)));
        return Divergence(squares, graph.Add(logVariance, _factor.LogVariances(posterior.Covariance)));
    }

    private Node Divergence(Node squares, Node logVariance) => graph.Scale(graph.Subtract(graph.Subtract(squares, logVariance), graph.One), 0.5);
}
