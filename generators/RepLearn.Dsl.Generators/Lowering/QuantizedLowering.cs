using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>An example's vectors and their codes.</summary>
/// <param name="vectors">The encoder's values, a row per vector.</param>
/// <param name="indices">The number of each one's code.</param>
/// <param name="codes">The code of each.</param>
/// <param name="latent">What the decoder, heads and penalties get, a row per example.</param>
internal sealed class Quantized(Node vectors, Node indices, Node codes, Node latent)
{
    public readonly Node Vectors = vectors;
    public readonly Node Indices = indices;
    public readonly Node Codes = codes;
    public readonly Node Latent = latent;
}

/// <summary>Lowers vector quantisation (van den Oord et al. 2017): the nearest codes, the terms that they bring, and how training moves them.</summary>
internal sealed class QuantizedLowering(ArrayGraph graph, VectorQuantizedSpec latent, LayerLowering layers, SettingLowering settings)
{
    // Laplace smoothing of the counts, as in the authors' code.
    private const double Smoothing = 1e-5;

    private readonly LayerSite _site = new("latent", SpecPlace.Latent, 0, latent.Size, latent.DescribeCodebook());

    // A sum over columns as a row: ½ times the squares of each code. The same for all modes.
    private Node? _halfSquares;

    private Node HalfSquares => _halfSquares ??= graph.Apply(
        Op.ProductTransposed, graph.ConstantRow(0.5, latent.Dimension), graph.Square(Codebook)).Named("codeHalfSquares");

    private Node Codebook => layers.Parameter(_site, ParameterRole.Codebook);

    /// <summary>
    /// The nearest code of each vector, which is that of the largest <c>z · e − ½ ‖e‖²</c>. In training the gradient of the code is that of the vector.
    /// </summary>
    public Quantized Quantize(Node encoded, ProgramMode mode)
    {
        Node vectors = graph.Reshape(encoded, latent.Positions).Named("vectors");
        Node nearness = graph.Subtract(graph.Apply(Op.ProductTransposed, vectors, Codebook), HalfSquares).Named("nearness");
        Node indices = graph.Detach(graph.ArgMax(nearness)).Named("codeIndices");
        Node codes = graph.GatherRows(indices, Codebook).Named("codes");
        Node rows = mode == ProgramMode.Train ? graph.StraightThrough(graph.Detach(codes), vectors) : codes;
        return new Quantized(vectors, indices, codes, graph.Reshape(rows, 1));
    }

    /// <summary>The codes of indices that are given, a row per example.</summary>
    public Node Lookup(Node indices) => graph.Reshape(graph.GatherRows(graph.Reshape(indices, latent.Positions), Codebook), 1);

    /// <summary><c>β ‖z − e‖²</c> with the gradient of z and, where the codebook is learned by gradient, <c>‖z − e‖²</c> with that of e.</summary>
    public IEnumerable<LossTerm> Terms(Quantized quantized)
    {
        Node error = graph.Mean(SquaredRows(graph.Subtract(quantized.Vectors, graph.Detach(quantized.Codes)), "commitmentRows"));
        Node counts = Counts(quantized);
        Node share = graph.Multiply(PerVector(), counts).Named("codeShare");
        Node logShare = graph.Apply(Op.Log, graph.Apply(Op.Maximum, share, graph.Constant(1e-30)));
        Node perplexity = graph.Apply(Op.Exp, graph.Negate(graph.Sum(ReduceAxis.Rows, graph.Multiply(share, logShare))));
        Node used = graph.Scale(graph.Sum(ReduceAxis.Rows, graph.Apply(Op.Step, counts)), 1.0 / latent.Codes);
        yield return new LossTerm(
            "commitment",
            graph.Multiply(settings.Of(SettingSpec.Commitment(latent.Commitment)), error),
            new TermMetric("quantizationError", error),
            new TermMetric("perplexity", graph.Multiply(graph.StepShare(), perplexity)),
            new TermMetric("usedCodes", graph.Multiply(graph.StepShare(), used)));
        if (latent.Codebook is LearnedCodebookSpec)
        {
            yield return new LossTerm("codebook", graph.Mean(SquaredRows(graph.Subtract(graph.Detach(quantized.Vectors), quantized.Codes), "codebookRows")));
        }
    }

    /// <summary>
    /// What a training step makes of the codebook (van den Oord et al. 2017, appendix A.1): counts and sums of the vectors of each code are
    /// moving averages, and a code is their quotient. A dead code takes the place of a vector of the batch (Dhariwal et al. 2020).
    /// </summary>
    public void Update(Quantized quantized)
    {
        if (latent.Codebook is not MovingCodebookSpec { Decay: var decay, Revival: var revival })
        {
            return;
        }

        Node vectors = graph.Detach(quantized.Vectors);
        Node counts = Average(ParameterRole.CodeCount, Counts(quantized)).Named("averageCounts");
        Node sums = Average(ParameterRole.CodeSum, graph.ScatterRows(quantized.Indices, vectors, latent.Codes)).Named("averageSums");
        Node total = graph.Sum(ReduceAxis.Rows, counts).Named("averageCount");
        Node smoothed = graph.Multiply(
            graph.Add(counts, graph.Constant(Smoothing)),
            graph.Divide(total, graph.Add(total, graph.Constant(latent.Codes * Smoothing))));

        // A code that no vector was ever nearest to has no average yet.
        Node codebook = graph.Select(counts, graph.Divide(sums, smoothed), Codebook);
        if (revival > 0)
        {
            Node fairShare = graph.Scale(total, 1.0 / latent.Codes);
            Node isDead = graph.Apply(Op.Step, graph.Subtract(graph.Scale(fairShare, revival), counts)).Named("isDeadCode");
            Node drawn = layers.RandomRows("revivedCodes", vectors, latent.Codes);
            codebook = graph.Select(isDead, drawn, codebook);
            sums = graph.Select(isDead, graph.Multiply(fairShare, drawn), sums);
            counts = graph.Select(isDead, fairShare, counts);
        }

        layers.Next(_site, ParameterRole.Codebook, codebook);
        layers.Next(_site, ParameterRole.CodeCount, counts);
        layers.Next(_site, ParameterRole.CodeSum, sums);

        Node Average(ParameterRole role, Node value) =>
            graph.Add(graph.Scale(layers.Parameter(_site, role), decay), graph.Scale(value, 1 - decay));
    }

    private Node Counts(Quantized quantized) => graph.CountRows(quantized.Indices, latent.Codes).Named("codeCounts");

    // One over the vectors of the batch.
    private Node PerVector() => graph.Scale(graph.InverseBatch(), 1.0 / latent.Positions);

    private Node SquaredRows(Node difference, string name) => graph.Sum(ReduceAxis.Columns, graph.Square(difference)).Named(name);
}
