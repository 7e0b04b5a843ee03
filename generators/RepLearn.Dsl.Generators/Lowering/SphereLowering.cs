using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers von Mises–Fisher distributions on the unit sphere (Davidson et al. 2018). Densities and the divergence are functions of <c>t = 1 − cos θ</c>,
/// θ the angle to the mean direction, and of <c>K(κ) = ln E exp(−κ t)</c> over the uniform distribution, so that nothing large cancels where κ is large.
/// </summary>
internal sealed class SphereLowering(ArrayGraph graph, VonMisesFisherSpec latent, LayerLowering layers) : DistributionLowering
{
    // A vector of zeros has no direction: it stays what it is.
    private const double LeastSquare = 1e-24;

    /// <inheritdoc/>
    /// <remarks>The mean direction, and the concentration <c>1 + softplus</c>, as Davidson et al. have it.</remarks>
    public override Posterior Of(Node[] heads) => new(
        Normalized(heads[0]).Named("meanDirection"), graph.Add(graph.One, graph.Apply(Op.Softplus, heads[1])).Named("kappa"));

    /// <inheritdoc/>
    /// <remarks>
    /// Draws with <c>cos θ</c> along the mean direction and <c>sin θ</c> along a uniform direction across it. They are made about the first axis, from where a
    /// reflection takes them. For fixed noise they are differentiable functions of κ and of the mean direction.
    /// </remarks>
    /// <returns>The draws, and t of each.</returns>
    public override Draw Sample(Posterior posterior, int samples, ProgramMode mode)
    {
        (Node mean, Node concentration) = (posterior.Code, posterior.Scale!);
        Node normal = layers.Noise(NoiseKind.Normal, "epsilon", latent.Size, samples);
        Node uniform = layers.Noise(NoiseKind.Uniform, "uniform", 1, samples);
        Node angle = graph.SphereAngle(Op.SphereAngle, latent.Size, graph.RepeatRows(concentration, samples), uniform).Named("angle");
        Node distance = graph.Scale(graph.Square(graph.Apply(Op.Sin, graph.Scale(angle, 0.5))), 2).Named("cosineDistance");
        Node isFirst = graph.EqualsColumn(graph.Zero, latent.Size);
        Node across = Normalized(graph.Select(isFirst, graph.Zero, normal)).Named("across");
        Node aboutFirst = graph.Select(isFirst, graph.Subtract(graph.One, distance), graph.Multiply(graph.Apply(Op.Sin, angle), across));
        return new Draw(Reflected(mean, isFirst, aboutFirst), distance);
    }

    /// <inheritdoc/>
    /// <remarks>A uniform draw: a normal one, at length 1.</remarks>
    public override Node PriorDraw() => Normalized(layers.Noise(NoiseKind.Normal, "prior", latent.Size));

    /// <inheritdoc/>
    /// <remarks><c>κ K' − K</c>, the divergence from the uniform distribution: one value for the whole code.</remarks>
    public override Node Divergence(Posterior posterior)
    {
        Node concentration = posterior.Scale!;
        Node product = graph.Multiply(concentration, graph.SphereCumulant(concentration, latent.Size, 1));
        return graph.Subtract(product, graph.SphereCumulant(concentration, latent.Size, 0)).Named("divergence");
    }

    /// <inheritdoc/>
    /// <remarks><c>−κ t − K − ln area</c></remarks>
    public override Node LogPosterior(Posterior posterior, Draw draw)
    {
        Node concentration = posterior.Scale!;
        int samples = draw.Code.Shape.Rows;
        Node exponent = graph.Multiply(graph.RepeatRows(concentration, samples), draw.Standard!);
        Node normaliser = graph.RepeatRows(graph.SphereCumulant(concentration, latent.Size, 0), samples);
        return graph.Subtract(LogPrior(draw.Code), graph.Add(exponent, normaliser));
    }

    /// <inheritdoc/>
    /// <remarks><c>−ln area</c></remarks>
    public override Node LogPrior(Node code) => graph.Broadcast(graph.Constant(-new Sphere(latent.Size).LogArea), code.Shape.WithColumns(1));

    // The reflection I − a aᵀ / (1 + |μ₁|) with a = μ + s e₁, s the sign of μ₁, takes e₁ to −s μ (Householder). With this sign a is never short, and
    // slopes are bounded; that others flip where μ₁ passes 0 changes no distribution.
    private Node Reflected(Node mean, Node isFirst, Node draw)
    {
        int samples = draw.Shape.Rows;
        Node first = graph.Sum(ReduceAxis.Columns, graph.Select(isFirst, mean, graph.Zero)).Named("firstCoordinate");
        Node sign = graph.Select(first, graph.One, graph.Constant(-1)).Named("side");
        Node axis = graph.RepeatRows(graph.Select(isFirst, graph.Add(mean, sign), mean).Named("axis"), samples);
        Node scale = graph.Divide(graph.One, graph.Add(graph.One, graph.Multiply(sign, first)));
        Node along = graph.Multiply(graph.Sum(ReduceAxis.Columns, graph.Multiply(axis, draw)), graph.RepeatRows(scale, samples));
        return graph.Multiply(graph.RepeatRows(sign, samples), graph.Subtract(graph.Multiply(axis, along), draw));
    }

    private Node Normalized(Node rows)
    {
        Node square = graph.Sum(ReduceAxis.Columns, graph.Square(rows));
        return graph.Divide(rows, graph.Apply(Op.Sqrt, graph.Apply(Op.Maximum, square, graph.Constant(LeastSquare))));
    }
}
