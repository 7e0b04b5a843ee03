using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>A sparse code, and what it was made of.</summary>
/// <param name="Code">All units, as a sparse matrix.</param>
/// <param name="Values">The values of the units that are kept.</param>
/// <param name="Input">What is encoded.</param>
/// <param name="Weight">A row for each unit.</param>
/// <param name="Idle">Examples since each unit was active, before this step.</param>
internal sealed record SparseCode(Node Code, Node Values, Node Input, Node Weight, Node Bias, Node Idle);

/// <summary>
/// Lowers sparse dictionaries. The code is a sparse matrix: what is declared to follow it, a decoder, penalties or a head, becomes work on the active
/// units alone where the graph knows how.
/// </summary>
internal sealed class SparseLowering(ArrayGraph graph, SparseCodeSpec latent, LayerLowering layers)
{
    /// <summary>Whether dead units have a loss of their own.</summary>
    public bool RevivesUnits => latent.Dead.Revived > 0;

    public SparseCode Encode(Node hidden, ProgramMode mode)
    {
        int inputs = hidden.Shape.Columns;
        var site = new LayerSite(latent.Heads[0], SpecPlace.Latent, 0, inputs, latent.DescribeHead(latent.Heads[0], inputs));
        Node weight = layers.Parameter(site, ParameterRole.Weight);
        Node bias = layers.Bias(site);
        Node idle = layers.Parameter(site, ParameterRole.Idle);
        layers.AllowMirror(weight, hasRowPerUnit: true);
        Node input = layers.CentringBias() is { } centre ? graph.Subtract(hidden, centre).Named("centred") : hidden;
        Node sums = Sums(input, weight, bias);
        Node units = latent switch
        {
            TopKSpec top => graph.TopColumns(sums, top.Active).Named("activeUnits"),
            _ => throw new InvalidOperationException($"Lowering: unknown sparse code {latent}."),
        };
        Node values = Rectified(sums, units).Named("activations");
        Node code = graph.ScatterColumns(values, units, latent.Size).Named("code");
        if (mode == ProgramMode.Train)
        {
            Node examples = graph.Divide(graph.One, graph.InverseBatch());
            Node uses = graph.Sum(ReduceAxis.Rows, graph.Apply(Op.Step, code)).Named("unitUses");
            layers.Next(site, ParameterRole.Idle, graph.Select(uses, graph.Zero, graph.Add(idle, examples)));
        }

        return new SparseCode(code, values, input, weight, bias, idle);
    }

    /// <summary>How many units are active in an example, and how many are dead.</summary>
    public IReadOnlyList<TermMetric> Usage(SparseCode code)
    {
        Node active = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Step, code.Values)).Named("activeRows"));
        Node dead = graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Step, Overdue(code)));
        return [new TermMetric("activeUnits", active), new TermMetric("deadUnits", graph.Multiply(graph.StepShare(), dead))];
    }

    /// <summary>
    /// The dead units with the largest sums reconstruct what the decoder leaves of an example, without moving what they are added to
    /// (Gao et al. 2024).
    /// </summary>
    public LossTerm Revival(SparseCode code, Node target, Node output)
    {
        // Nothing is computed of units that can never be chosen. The place of a sum has no derivative: what is chosen is computed again.
        Node ofDead = graph.Copy(graph.Select(Overdue(code), code.Bias, graph.Constant(double.NegativeInfinity)).Named("deadBias"));
        Node units = graph.TopColumns(Sums(graph.Detach(code.Input), code.Weight, ofDead), Math.Min(latent.Dead.Revived, latent.Size)).Named("revivedUnits");
        Node values = Rectified(Sums(code.Input, code.Weight, code.Bias), units).Named("revivals");
        Node left = graph.Detach(graph.Subtract(target, output)).Named("residual");
        Node revived = layers.WithoutBias(graph.ScatterColumns(values, units, latent.Size)).Named("revivedOutput");
        Node error = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Square(graph.Subtract(left, revived))).Named("revivalRows"));

        // Without dead units all of the error is the others'.
        error = graph.Multiply(graph.Apply(Op.Step, graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Step, Overdue(code)))).Named("anyDead"), error);
        return new LossTerm("revival", graph.Scale(error, latent.Dead.Weight), new TermMetric("deadUnitError", error));
    }

    private Node Sums(Node input, Node weight, Node bias) => graph.Add(graph.Apply(Op.ProductTransposed, input, weight), bias);

    private Node Rectified(Node sums, Node units) => graph.Apply(Op.Maximum, graph.GatherColumns(sums, units), graph.Zero);

    // Above 0 where a unit is dead.
    private Node Overdue(SparseCode code) => graph.Subtract(code.Idle, graph.Constant(latent.Dead.After - 0.5));
}
