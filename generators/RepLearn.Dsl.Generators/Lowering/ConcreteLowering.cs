using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers categorical variables whose draws are relaxed in training (Jang et al. 2017, Maddison et al. 2017). The columns of a row are the classes of
/// one variable after the other; as rows of their own they are normalised variable by variable.
/// </summary>
internal sealed class ConcreteLowering(ArrayGraph graph, ConcreteSpec latent, LayerLowering layers) : DistributionLowering
{
    /// <inheritdoc/>
    /// <remarks>Each variable's class probabilities, which are the mean of its one-hot draws, and the logits.</remarks>
    public override Posterior Of(Node[] heads) =>
        new(Joined(heads[0], graph.Softmax(ReduceAxis.Columns, Split(heads[0]))).Named("probabilities"), heads[0]);

    /// <inheritdoc/>
    /// <remarks>
    /// In training <c>softmax((logits + g) / τ)</c> with g standard Gumbel variables, in tests the one-hot draw that it tends to as τ goes to 0,
    /// which has the class probabilities.
    /// </remarks>
    public override Draw Sample(Posterior posterior, int samples, ProgramMode mode)
    {
        Node logits = posterior.Scale!;
        Node uniform = layers.Noise(NoiseKind.Uniform, "uniform", latent.Size, samples);
        Node gumbel = Gumbel(uniform);
        Node perturbed = graph.Add(graph.RepeatRows(logits, samples), gumbel).Named("perturbed");
        if (mode != ProgramMode.Train)
        {
            return new Draw(Joined(perturbed, OneHot(Split(perturbed))), null);
        }

        Node scaled = Split(graph.Multiply(InverseTemperature(), perturbed));
        Node relaxed = graph.Softmax(ReduceAxis.Columns, scaled).Named("relaxed");
        return latent.Hard
            ? new Draw(Joined(perturbed, graph.StraightThrough(OneHot(scaled), relaxed)), null)
            : new Draw(Joined(perturbed, relaxed), gumbel);
    }

    /// <inheritdoc/>
    /// <remarks>Of relaxed draws by densities, of one-hot draws by probabilities.</remarks>
    public override Node LogRatio(Posterior posterior, Draw draw) =>
        draw.Standard is { } gumbel ? RelaxedRatio(posterior.Scale!, gumbel) : OneHotRatio(posterior.Scale!, draw.Code);

    public override Node LogPosterior(Posterior posterior, Draw draw) => throw NoDensity();

    public override Node LogPrior(Node code) => throw NoDensity();

    /// <inheritdoc/>
    /// <remarks>One-hot and uniform: the largest of uniform variables is any of them.</remarks>
    public override Node PriorDraw()
    {
        Node uniform = layers.Noise(NoiseKind.Uniform, "priorUniform", latent.Size);
        return Joined(uniform, OneHot(Split(uniform)));
    }

    /// <inheritdoc/>
    /// <remarks><c>Σ p ln p + ln classes</c> of each variable: its divergence from the uniform distribution.</remarks>
    public override Node Divergence(Posterior posterior)
    {
        Node logits = posterior.Scale!;
        Node probability = graph.Softmax(ReduceAxis.Columns, Split(logits));
        Node negativeEntropy = graph.Sum(ReduceAxis.Columns, graph.Multiply(probability, LogProbability(logits)));
        return Joined(logits, graph.Add(negativeEntropy, graph.Constant(Math.Log(latent.Classes)))).Named("variableDivergence");
    }

    // The ratio of the densities of a relaxed draw z with logits a and with equal ones (Maddison et al. 2017, eq. 10), at one temperature τ:
    // Σ a − n ln Σ exp(a) z^−τ + n ln Σ z^−τ for n classes. With z^−τ ∝ exp(−a − g) neither z, which may round to 0, nor τ is left of it.
    private Node RelaxedRatio(Node logits, Node gumbel)
    {
        Node repeated = graph.RepeatRows(logits, gumbel.Shape.Rows);
        Node noise = Split(graph.Negate(gumbel));
        Node prior = graph.LogSumExp(ReduceAxis.Columns, graph.Subtract(noise, Split(repeated)));
        Node posterior = graph.LogSumExp(ReduceAxis.Columns, noise);
        Node sums = graph.Sum(ReduceAxis.Columns, Joined(repeated, graph.Subtract(prior, posterior)));
        return graph.Add(graph.Sum(ReduceAxis.Columns, repeated), graph.Scale(sums, latent.Classes));
    }

    // Σ z ln p + ln n over the variables
    private Node OneHotRatio(Node logits, Node code)
    {
        Node logProbability = graph.RepeatRows(Joined(logits, LogProbability(logits)), code.Shape.Rows);
        return graph.Add(
            graph.Sum(ReduceAxis.Columns, graph.Multiply(code, logProbability)), graph.Constant(latent.Variables * Math.Log(latent.Classes)));
    }

    private static InvalidOperationException NoDensity() => new("Lowering: categorical variables have no density.");

    private Node LogProbability(Node logits)
    {
        Node split = Split(logits);
        return graph.Subtract(split, graph.LogSumExp(ReduceAxis.Columns, split)).Named("logProbability");
    }

    private Node Split(Node rows) => graph.Reshape(rows, rows.Shape.Rows * latent.Variables);

    private Node Joined(Node rows, Node split) => graph.Reshape(split, rows.Shape.Rows);

    // −ln(−ln u), of which the smallest u is no 0
    private Node Gumbel(Node uniform)
    {
        Node exponential = graph.Negate(graph.Apply(Op.Log, graph.Apply(Op.Maximum, uniform, graph.Constant(LatentLowering.SmallestUniform))));
        return graph.Negate(graph.Apply(Op.Log, exponential)).Named("gumbel");
    }

    // 1 at each row's largest value, the first of equal ones.
    private Node OneHot(Node values)
    {
        Node distance = graph.Apply(Op.Abs, graph.Subtract(graph.ColumnIndex(values.Shape.Columns), graph.ArgMax(values)));
        return graph.Detach(graph.Apply(Op.Step, graph.Subtract(graph.Constant(0.5), distance))).Named("oneHot");
    }

    // 1 / τ with τ = τ₀ (τ₁ / τ₀)^(share of the annealing steps that are taken)
    private Node InverseTemperature()
    {
        Node fallen = graph.Ramp("annealing", graph.Constant(Math.Log(latent.Temperature / latent.FinalTemperature)), latent.AnnealingSteps);
        return graph.Scale(graph.Apply(Op.Exp, fallen), 1 / latent.Temperature).Named("inverseTemperature");
    }
}
