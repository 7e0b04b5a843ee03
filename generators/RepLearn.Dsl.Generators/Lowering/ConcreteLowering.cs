using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers categorical variables whose draws are relaxed in training (Jang et al. 2017, Maddison et al. 2017). The columns of a row are the classes of
/// one variable after the other; as rows of their own they are normalised variable by variable.
/// </summary>
internal sealed class ConcreteLowering(ArrayGraph graph, ConcreteSpec latent, LayerLowering layers)
{
    /// <summary>Each variable's class probabilities, which are the mean of its one-hot draws.</summary>
    public Node Probabilities(Node logits) => Joined(logits, graph.Softmax(ReduceAxis.Columns, Split(logits))).Named("probabilities");

    /// <summary>
    /// In training <c>softmax((logits + g) / τ)</c> with g standard Gumbel variables, in tests the one-hot draw that it tends to as τ goes to 0,
    /// which has the class probabilities.
    /// </summary>
    /// <param name="samples">Draws for each example, a row each.</param>
    public Node Sample(Node logits, int samples, ProgramMode mode)
    {
        Node uniform = layers.Noise(NoiseKind.Uniform, "uniform", latent.Size, samples);
        Node perturbed = graph.Add(graph.RepeatRows(logits, samples), Gumbel(uniform)).Named("perturbed");
        if (mode != ProgramMode.Train)
        {
            return Joined(perturbed, OneHot(Split(perturbed)));
        }

        Node scaled = Split(graph.Multiply(InverseTemperature(), perturbed));
        Node relaxed = graph.Softmax(ReduceAxis.Columns, scaled).Named("relaxed");
        return Joined(perturbed, latent.Hard ? graph.StraightThrough(OneHot(scaled), relaxed) : relaxed);
    }

    /// <summary>A one-hot draw from the uniform prior for each example: the largest of uniform variables is any of them.</summary>
    public Node PriorDraw()
    {
        Node uniform = layers.Noise(NoiseKind.Uniform, "priorUniform", latent.Size);
        return Joined(uniform, OneHot(Split(uniform)));
    }

    /// <summary><c>Σ p ln p + ln classes</c> of each variable: its divergence from the uniform distribution.</summary>
    public Node Divergence(Node logits)
    {
        Node split = Split(logits);
        Node logProbability = graph.Subtract(split, graph.LogSumExp(ReduceAxis.Columns, split)).Named("logProbability");
        Node negativeEntropy = graph.Sum(ReduceAxis.Columns, graph.Multiply(graph.Softmax(ReduceAxis.Columns, split), logProbability));
        return Joined(logits, graph.Add(negativeEntropy, graph.Constant(Math.Log(latent.Classes)))).Named("variableDivergence");
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
        Node fallen = graph.Ramp("annealing", Math.Log(latent.Temperature / latent.FinalTemperature), latent.AnnealingSteps);
        return graph.Scale(graph.Apply(Op.Exp, fallen), 1 / latent.Temperature).Named("inverseTemperature");
    }
}
