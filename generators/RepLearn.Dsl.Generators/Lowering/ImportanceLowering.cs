using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers importance weights of draws from the posterior, and the bound of <c>ln p(x)</c> that they give (Burda et al. 2016).</summary>
internal sealed class ImportanceLowering(ArrayGraph graph, LatentLowering latent, LikelihoodLowering likelihood)
{
    /// <summary><c>ln w = ln p(x | z) + ln p(z) − ln q(z | x)</c> of each draw z, one value per row.</summary>
    /// <param name="output">What the decoder makes of the draws.</param>
    public ImportanceWeights Weigh(Node target, Posterior posterior, Draw draw, Node output)
    {
        NegativeLog density = likelihood.NegativeLog(graph.RepeatRows(target, draw.Code.Shape.Rows), output);
        Node rows = graph.Sum(ReduceAxis.Columns, density.Parts).Named("reconstructionRows");
        Node reconstruction = density.Constant is null ? rows : graph.Add(rows, graph.Scale(density.Constant, target.Shape.Columns));
        Node logRatio = latent.LogRatio(posterior, draw).Named("logRatio");
        return new ImportanceWeights(reconstruction, logRatio, graph.Negate(graph.Add(reconstruction, logRatio)).Named("logWeight"));
    }

    /// <summary>
    /// <c>−E ln 1/k Σ w</c>. The weights of its gradient are normalised by the largest one, so that they neither overflow nor all vanish.
    /// </summary>
    public LossTerm Bound(ImportanceWeights weights)
    {
        int samples = weights.Logarithm.Shape.Rows;
        Node logSum = graph.LogSumExp(ReduceAxis.ExampleRows, weights.Logarithm).Named("logSumOfWeights");
        Node bound = graph.Subtract(graph.Constant(Math.Log(samples)), logSum).Named("boundRows");

        // 1 / Σ (w / Σ w)², from 1, where one draw has all the weight, to k.
        Node shares = graph.Apply(Op.Exp, graph.Subtract(weights.Logarithm, graph.RepeatRows(logSum, samples))).Named("shareOfWeights");
        Node effective = graph.Divide(graph.One, graph.Sum(ReduceAxis.ExampleRows, graph.Square(shares))).Named("effectiveRows");
        return new LossTerm(
            BoundTerm.Name,
            graph.Mean(bound),
            new TermMetric(BoundTerm.Metrics[0], OverSamples(weights.Reconstruction)),
            new TermMetric(BoundTerm.Metrics[1], OverSamples(weights.LogRatio)),
            new TermMetric(BoundTerm.Metrics[2], graph.Mean(effective)));
    }

    private Node OverSamples(Node rows) => graph.Scale(graph.Mean(rows), 1.0 / rows.Shape.Rows);
}

/// <summary>Importance weights of draws, one value per row.</summary>
/// <param name="reconstruction"><c>−ln p(x | z)</c>.</param>
/// <param name="logRatio"><c>ln q(z | x) − ln p(z)</c>.</param>
/// <param name="logarithm"><c>ln w</c>.</param>
internal sealed class ImportanceWeights(Node reconstruction, Node logRatio, Node logarithm)
{
    public readonly Node Reconstruction = reconstruction;
    public readonly Node LogRatio = logRatio;
    public readonly Node Logarithm = logarithm;
}
