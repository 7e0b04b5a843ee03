using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>A sparse code, and what it was made of.</summary>
/// <param name="code">All units, as a sparse matrix.</param>
/// <param name="units">The numbers of the units that are kept.</param>
/// <param name="values">Their values.</param>
/// <param name="input">What is encoded.</param>
/// <param name="weight">A row for each unit.</param>
/// <param name="active">How many units are active in each example: one value per row.</param>
/// <param name="idle">Examples since each unit was active, before this step.</param>
internal sealed class SparseCode(Node code, Node units, Node values, Node active, Node input, Node weight, Node bias, Node idle)
{
    public readonly Node Code = code;
    public readonly Node Units = units;
    public readonly Node Values = values;
    public readonly Node Active = active;
    public readonly Node Input = input;
    public readonly Node Weight = weight;
    public readonly Node Bias = bias;
    public readonly Node Idle = idle;

    /// <summary>What a gate makes of the units that it chose; null without a gate.</summary>
    public Node? Gate { get; init; }
}

/// <summary>
/// Lowers sparse dictionaries. The code is a sparse matrix: what is declared to follow it, a decoder, penalties or a head, becomes work on the active
/// units alone where the graph knows how.
/// </summary>
internal sealed class SparseLowering(ArrayGraph graph, SparseCodeSpec latent, LayerLowering layers, SettingLowering settings)
{
    // Of targets that hardly differ; less would be infinite in some.
    private const double LeastExplained = -1e6;

    // Of the targets' squares: what the rounding of a mean of thousands of singles can leave of equal ones.
    private const double LeastVariance = 1e-9;

    // Of a batch's threshold in the running mean.
    private const double ThresholdShare = 0.01;

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
        Node units;
        Node values;
        Node? active = null;
        Node? gate = null;
        switch (latent)
        {
            case TopKSpec top:
                units = graph.TopColumns(sums, top.Active).Named("activeUnits");
                values = Rectified(sums, units).Named("activations");
                break;
            case BatchTopKSpec top:
                units = OfBatch(top, site, sums, mode).Named("activeUnits");
                values = Rectified(sums, units).Named("activations");
                break;
            case JumpReluSpec jump:
                (units, values, active) = Jumps(jump, site, input, weight, bias, sums);
                break;
            case GatedSpec gated:
                (units, values, gate) = Gated(gated, site, graph.Apply(Op.ProductTransposed, input, weight), sums);
                break;
            default:
                throw new InvalidOperationException($"Lowering: unknown sparse code {latent}.");
        }

        active ??= graph.Apply(Op.Step, values);
        Node code = graph.ScatterColumns(values, units, latent.Size).Named("code");
        if (mode == ProgramMode.Train)
        {
            Node examples = graph.Divide(graph.One, graph.InverseBatch());
            Node uses = graph.Sum(ReduceAxis.Rows, graph.Apply(Op.Step, code)).Named("unitUses");
            layers.Next(site, ParameterRole.Idle, graph.Select(uses, graph.Zero, graph.Add(idle, examples)));
        }

        return new SparseCode(code, units, values, graph.Sum(ReduceAxis.Columns, active).Named("activeRows"), input, weight, bias, idle) { Gate = gate };
    }

    /// <summary>How many units are active in an example, how many are dead, and how much of the variance a batch's outputs explain.</summary>
    public TermMetric[] Metrics(SparseCode code, Reconstruction reconstruction)
    {
        Node[] values = [graph.Mean(code.Active), OfBatch(DeadUnits(code)), OfBatch(ExplainedVariance(reconstruction))];
        return [.. latent.Metrics.Select((name, index) => new TermMetric(name, values[index]))];
    }

    /// <summary>What the latent declares beside the reconstruction, in the order of its names.</summary>
    public IEnumerable<LossTerm> Terms(SparseCode code, Reconstruction reconstruction)
    {
        switch (latent)
        {
            case JumpReluSpec jump:
                yield return new LossTerm("sparsity", graph.Multiply(settings.Of(SettingSpec.Sparsity(jump.Weight)), graph.Mean(code.Active)));
                break;
            case GatedSpec gated:
                // What the gate tells of an example is learned by a reconstruction of its own (Rajamanoharan et al. 2024).
                Node sum = graph.Mean(graph.Sum(ReduceAxis.Columns, code.Gate!).Named("gateRows"));
                yield return new LossTerm("sparsity", graph.Multiply(settings.Of(SettingSpec.Sparsity(gated.Weight)), sum), new TermMetric("gateSum", sum));
                yield return new LossTerm("gate", reconstruction.Loss(graph.ScatterColumns(code.Gate!, code.Units, latent.Size), true));
                break;
        }

        if (latent.Dead.Revived > 0)
        {
            yield return Revival(code, reconstruction.Target, reconstruction.Mean());
        }

        if (latent.Prefixes.Count > 0)
        {
            yield return new LossTerm("prefixes", latent.Prefixes.Select(count => reconstruction.Loss(First(code, count), false)).Aggregate(graph.Add));
        }
    }

    // Units are in ascending order, so that those below a number stay in their places.
    private Node First(SparseCode code, int count) =>
        graph.ScatterColumns(code.Values, graph.KeepColumns(code.Units, graph.Subtract(graph.Constant(count - 0.5), code.Units)), latent.Size);

    // The dead units with the largest sums reconstruct what the decoder leaves of an example, without moving what they are added to
    // (Gao et al. 2024).
    private LossTerm Revival(SparseCode code, Node target, Node output)
    {
        // Nothing is computed of units that can never be chosen. The place of a sum has no derivative: what is chosen is computed again.
        Node ofDead = graph.Copy(graph.Select(Overdue(code), code.Bias, graph.Constant(double.NegativeInfinity)).Named("deadBias"));
        Node units = graph.TopColumns(Sums(graph.Detach(code.Input), code.Weight, ofDead), Math.Min(latent.Dead.Revived, latent.Size)).Named("revivedUnits");
        Node values = Rectified(Sums(code.Input, code.Weight, code.Bias), units).Named("revivals");
        Node left = graph.Detach(graph.Subtract(target, output)).Named("residual");
        Node revived = layers.WithoutBias(graph.ScatterColumns(values, units, latent.Size)).Named("revivedOutput");
        Node error = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Square(graph.Subtract(left, revived))).Named("revivalRows"));

        // Without dead units all of the error is the others'.
        error = graph.Multiply(graph.Apply(Op.Step, DeadUnits(code)).Named("anyDead"), error);
        return new LossTerm("revival", graph.Multiply(settings.Of(SettingSpec.Revival(latent.Dead.Weight)), error), new TermMetric("deadUnitError", error));
    }

    // The largest of a batch in training, later those above a running mean of what they were above (Bussmann et al. 2024). Of an example only
    // so many are looked at.
    private Node OfBatch(BatchTopKSpec top, LayerSite site, Node sums, ProgramMode mode)
    {
        Node running = layers.Parameter(site, ParameterRole.Threshold);
        Node candidates = graph.TopColumns(sums, top.MostActive).Named("candidates");
        Node values = Rectified(sums, candidates).Named("candidateValues");
        Node threshold = running;
        if (mode == ProgramMode.Train)
        {
            threshold = graph.Apply(Op.Maximum, graph.BatchThreshold(values, top.Active), graph.Zero).Named("batchThreshold");
            Node moved = graph.Add(graph.Scale(running, 1 - ThresholdShare), graph.Scale(threshold, ThresholdShare));
            layers.Next(site, ParameterRole.Threshold, graph.Select(running, moved, threshold));
        }

        return graph.KeepColumns(candidates, graph.Subtract(values, threshold));
    }

    // z = a [a > θ] with the slopes of a rectangle of the bandwidth ε for θ: −θ / ε and, of the count of active units, −1 / ε where |a − θ| < ε / 2
    // (Rajamanoharan et al. 2024, "Jumping Ahead"). Only units that are active, or so near that their thresholds learn, are looked at.
    private (Node Units, Node Values, Node Active) Jumps(JumpReluSpec jump, LayerSite site, Node input, Node weight, Node bias, Node sums)
    {
        Node thresholds = graph.Scale(graph.Apply(Op.Exp, layers.Parameter(site, ParameterRole.LogThreshold)), jump.Threshold).Named("thresholds");
        Node margins = graph.Copy(graph.Subtract(bias, thresholds).Named("marginBias"));
        Node candidates = graph.TopColumns(Sums(graph.Detach(input), weight, margins), jump.MostActive).Named("candidates");
        Node margin(Node units) => graph.Subtract(graph.GatherColumns(sums, units), graph.GatherColumns(thresholds, units));
        Node half = graph.Constant(jump.Bandwidth / 2);
        Node units = graph.KeepColumns(candidates, graph.Add(margin(candidates), half)).Named("activeUnits");
        Node threshold = graph.GatherColumns(thresholds, units).Named("activeThresholds");
        Node above = graph.Detach(graph.Apply(Op.Step, margin(units))).Named("isActive");
        Node near = graph.Apply(Op.Step, graph.Subtract(half, graph.Apply(Op.Abs, margin(units))));
        Node slope = graph.Detach(graph.Scale(near, -1 / jump.Bandwidth)).Named("thresholdSlope");

        // 0, with the slope 1 by the threshold.
        Node moved = graph.Subtract(threshold, graph.Detach(threshold));
        Node values = graph.Add(
            graph.Multiply(above, graph.GatherColumns(sums, units)), graph.Multiply(graph.Detach(graph.Multiply(threshold, slope)), moved));
        return (units, values.Named("activations"), graph.Add(above, graph.Multiply(slope, moved)));
    }

    // A gate's sums above 0 choose units, whose values are those of another map with the same directions (Rajamanoharan et al. 2024, "Improving
    // Dictionary Learning with Gated Sparse Autoencoders").
    private (Node Units, Node Values, Node Gate) Gated(GatedSpec gated, LayerSite site, Node product, Node sums)
    {
        Node candidates = graph.TopColumns(sums, gated.MostActive).Named("candidates");
        Node units = graph.KeepColumns(candidates, graph.GatherColumns(sums, candidates)).Named("activeUnits");
        Node magnitude = graph.Apply(Op.Exp, graph.GatherColumns(layers.Parameter(site, ParameterRole.LogMagnitude), units)).Named("magnitudes");
        Node value = graph.Add(
            graph.Multiply(magnitude, graph.GatherColumns(product, units)), graph.GatherColumns(layers.Parameter(site, ParameterRole.MagnitudeBias), units));
        return (units, graph.Apply(Op.Maximum, value, graph.Zero).Named("activations"), graph.GatherColumns(sums, units).Named("gates"));
    }

    // 1 − Σ ‖y − ŷ‖² / Σ ‖y − ȳ‖² over the batch; 0 where the targets are the same but for the rounding of their mean.
    private Node ExplainedVariance(Reconstruction reconstruction)
    {
        Node centre = graph.Multiply(graph.InverseBatch(), graph.Sum(ReduceAxis.Rows, reconstruction.Target)).Named("targetMean");
        Node variance = Distance(centre).Named("targetVariance");
        Node rounding = graph.Scale(Total(graph.Square(reconstruction.Target)), LeastVariance);
        Node explained = graph.Subtract(graph.One, graph.Divide(Distance(reconstruction.Mean()), variance));
        return graph.Select(graph.Subtract(variance, rounding), graph.Apply(Op.Maximum, explained, graph.Constant(LeastExplained)), graph.Zero);

        Node Total(Node values) => graph.Sum(ReduceAxis.Rows, graph.Sum(ReduceAxis.Columns, values));

        Node Distance(Node from) => Total(graph.Square(graph.Subtract(reconstruction.Target, from)));
    }

    private Node OfBatch(Node value) => graph.Multiply(graph.StepShare(), value);

    private Node Sums(Node input, Node weight, Node bias) => graph.Add(graph.Apply(Op.ProductTransposed, input, weight), bias);

    private Node Rectified(Node sums, Node units) => graph.Apply(Op.Maximum, graph.GatherColumns(sums, units), graph.Zero);

    private Node DeadUnits(SparseCode code) => graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Step, Overdue(code)));

    // Above 0 where a unit is dead.
    private Node Overdue(SparseCode code) => graph.Subtract(code.Idle, graph.Constant(latent.Dead.After - 0.5));
}
