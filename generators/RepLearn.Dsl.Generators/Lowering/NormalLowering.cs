using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers normal distributions whose covariance is diagonal, full or of low rank beside its diagonal, and the standard normal one.</summary>
internal sealed class NormalLowering(ArrayGraph graph, GaussianSpec latent, LayerLowering layers)
{
    private readonly LowRankLowering? _factor = latent.Rank > 0 ? new LowRankLowering(graph, latent.Rank) : null;

    /// <summary><c>σ</c>.</summary>
    public Node Deviations(Posterior posterior) => graph.Apply(Op.Exp, graph.Scale(posterior.Scale!, 0.5)).Named("sigma");

    /// <summary><c>z = μ + σ ε</c>, with a full covariance <c>+ L ε</c>, with one of low rank <c>+ σ V η</c>.</summary>
    /// <param name="samples">Draws for each example, a row each.</param>
    public Draw Sample(Posterior posterior, int samples)
    {
        Node noise = layers.Noise(NoiseKind.Normal, "epsilon", latent.Size, samples);
        Node sigma = Deviations(posterior);
        switch (latent.Covariance)
        {
            case CovarianceKind.LowRank:
                Node factorNoise = layers.Noise(NoiseKind.Normal, "factorNoise", latent.Rank, samples);
                Node spread = _factor!.Spread(posterior.Covariance, noise, factorNoise);
                return new Draw(LatentLowering.Moved(graph, posterior.Code, sigma, spread).Code, noise, factorNoise);
            case CovarianceKind.Full:
                Draw diagonal = LatentLowering.Moved(graph, posterior.Code, sigma, noise);
                Node lower = graph.RepeatRows(posterior.Covariance[0], samples);
                return new Draw(graph.Add(diagonal.Code, graph.Apply(Op.TriangularProduct, lower, noise)), diagonal.Standard, diagonal.FactorNoise);
            default:
                return LatentLowering.Moved(graph, posterior.Code, sigma, noise);
        }
    }

    /// <summary>
    /// <c>½ (μ² + σ² − ln σ² − 1)</c> of each dimension. With a full covariance ½ Σ over the row of L² beside it: the sum over dimensions is
    /// <c>½ (tr Σ + μᵀμ − d − ln det Σ)</c>, and each part what its dimension adds to those before it (the chain rule of the divergence). With one of low
    /// rank each dimension's own, and an equal share of what its correlations add.
    /// </summary>
    public Node Divergence(Posterior posterior)
    {
        (Node mean, Node logVariance) = (posterior.Code, posterior.Scale!);
        Node squares = graph.Square(mean);
        Node variance = graph.Apply(Op.Exp, logVariance);
        if (latent.Covariance == CovarianceKind.LowRank)
        {
            variance = graph.Multiply(variance, _factor!.Variances(posterior.Covariance));
        }

        squares = graph.Add(squares, variance);
        if (latent.Covariance == CovarianceKind.Full)
        {
            squares = graph.Add(squares, graph.Apply(Op.TriangularProduct, graph.Square(posterior.Covariance[0]), graph.Broadcast(graph.One, mean.Shape)));
        }

        if (latent.Covariance == CovarianceKind.LowRank)
        {
            logVariance = graph.Add(logVariance, _factor!.LogVariances(posterior.Covariance));
        }

        return graph.Scale(graph.Subtract(graph.Subtract(squares, logVariance), graph.One), 0.5);
    }

    /// <summary><c>ln q(z | x)</c> of each draw, one value per row.</summary>
    public Node LogPosterior(Posterior posterior, Draw draw)
    {
        Node logScales = graph.RepeatRows(graph.Sum(ReduceAxis.Columns, graph.Scale(posterior.Scale!, 0.5)), draw.Code.Shape.Rows);
        Node standard = latent.Covariance == CovarianceKind.LowRank ? _factor!.LogDensity(posterior.Covariance, draw) : LogStandard(draw.Standard!);
        return graph.Subtract(standard, logScales);
    }

    /// <summary>The density of the standard normal distribution: <c>Σ −½ x² − ½ ln 2π</c>.</summary>
    public Node LogStandard(Node x) => graph.Add(
        graph.Sum(ReduceAxis.Columns, graph.Scale(graph.Square(x), -0.5)), graph.Constant(-0.5 * Math.Log(2 * Math.PI) * x.Shape.Columns));
}
