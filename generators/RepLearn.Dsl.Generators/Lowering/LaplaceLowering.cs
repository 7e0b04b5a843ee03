using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers independent Laplace distributions, with the one of location 0 and scale 1 as prior.</summary>
/// <param name="size">Values in a code.</param>
internal sealed class LaplaceLowering(ArrayGraph graph, int size, LayerLowering layers) : DistributionLowering
{
    // Of a scale below exp(−80) nothing is left of b exp(−|μ| / b), while 1 / b is still a number in single precision.
    private const double LeastLogScale = -80;

    /// <inheritdoc/>
    /// <remarks><c>z = μ + b l</c></remarks>
    public override Draw Sample(Posterior posterior, int samples, ProgramMode mode)
    {
        Node draw = Unit(layers.Noise(NoiseKind.Uniform, "uniform", posterior.Code.Shape.Columns, samples));
        Node scale = graph.Apply(Op.Exp, posterior.Scale!);
        scale.Name ??= "scale";
        return Moved(graph, posterior.Code, scale, draw);
    }

    public override Node PriorDraw() => Unit(layers.Noise(NoiseKind.Uniform, "priorUniform", size));

    /// <inheritdoc/>
    /// <remarks><c>|μ| + b exp(−|μ| / b) − ln b − 1</c> (Meyer 2021, "An alternative probabilistic interpretation of the Huber loss", with prior scale 1)</remarks>
    public override Node Divergence(Posterior posterior)
    {
        Node distance = graph.Apply(Op.Abs, posterior.Code);
        Node logScale = posterior.Scale!;
        Node inverseScale = graph.Apply(Op.Exp, graph.Negate(graph.Apply(Op.Maximum, logScale, graph.Constant(LeastLogScale))));
        Node exponent = graph.Subtract(logScale, graph.Multiply(distance, inverseScale));
        return graph.Subtract(graph.Subtract(graph.Add(distance, graph.Apply(Op.Exp, exponent)), logScale), graph.One);
    }

    public override Node LogPosterior(Posterior posterior, Draw draw)
    {
        Node logScales = graph.RepeatRows(graph.Sum(ReduceAxis.Columns, posterior.Scale!), draw.Code.Shape.Rows);
        return graph.Subtract(LogPrior(draw.Standard!), logScales);
    }

    /// <inheritdoc/>
    /// <remarks><c>Σ −|x| − ln 2</c></remarks>
    public override Node LogPrior(Node code) => graph.Add(
        graph.Sum(ReduceAxis.Columns, graph.Negate(graph.Apply(Op.Abs, code))), graph.Constant(-Math.Log(2) * code.Shape.Columns));

    // l = −sign(v) ln(1 − 2 |v|) for v uniform on [−½, ½): the inverse of the distribution function
    private Node Unit(Node uniform)
    {
        Node noise = graph.Subtract(uniform, graph.Constant(0.5));
        Node tail = graph.Subtract(graph.One, graph.Scale(graph.Apply(Op.Abs, noise), 2));
        Node logTail = graph.Apply(Op.Log, graph.Apply(Op.Maximum, tail, graph.Constant(LatentLowering.SmallestUniform)));
        return graph.Negate(graph.Multiply(graph.Apply(Op.Sign, noise), logTail));
    }
}
