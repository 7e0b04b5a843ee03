using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers the terms of the loss: sums over an example's values, means over the batch.</summary>
internal sealed class LossLowering(ArrayGraph graph, ModelSpec spec, LayerLowering layers, LikelihoodLowering likelihood, SettingLowering settings)
{
    private const string DivergenceMetric = "divergence";

    /// <summary>The negative log-likelihood, or the squared error, of the clean input given the decoder's output.</summary>
    /// <param name="emphasis">Factor of each value's part; null for 1.</param>
    public LossTerm Reconstruction(Node target, Node output, Node? emphasis)
    {
        NegativeLog density = likelihood.NegativeLog(target, output);
        Node parts = density.Parts;
        Node? constant = density.Constant;
        Node plain = constant is null ? parts : graph.Add(parts, constant);
        if (emphasis is not null)
        {
            return Emphasized(plain, emphasis);
        }

        Node rows = graph.Mean(graph.Sum(ReduceAxis.Columns, parts).Named("reconstructionRows"));
        Node mean = constant is null ? rows : graph.Add(rows, OfBatch(graph.Scale(constant, target.Shape.Columns)));

        // What has an emphasis in training is reported without it beside it, and is the same when testing.
        bool isEmphasized = spec.Corruption is { Emphasis: not 1 };
        TermMetric[] metrics = isEmphasized ? [new("plainReconstruction", mean)] : [];
        return new LossTerm("reconstruction", mean, metrics);
    }

    private LossTerm Emphasized(Node plain, Node emphasis) => new(
        "reconstruction",
        graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Multiply(emphasis, plain)).Named("reconstructionRows")),
        new TermMetric("plainReconstruction", graph.Mean(graph.Sum(ReduceAxis.Columns, plain).Named("plainRows"))));

    /// <summary>The divergence of the posterior from the prior: weighed, warmed up, with free bits or drawn to a capacity.</summary>
    /// <param name="parts">Each dimension's.</param>
    public LossTerm Divergence(Node parts, DivergenceSpec options, ProgramMode mode)
    {
        if (options.FreeBits > 0)
        {
            return WithFreeBits(parts, options, mode);
        }

        Node rows = graph.Sum(ReduceAxis.Columns, parts).Named("klRows");
        if (options.Capacity > 0)
        {
            return DrawnToCapacity(rows, options, mode);
        }

        Node divergence = graph.Mean(rows);
        return new LossTerm(
            "kl", graph.Multiply(WarmBeta(options, mode), divergence), new TermMetric(DivergenceMetric, divergence));
    }

    private LossTerm WithFreeBits(Node parts, DivergenceSpec options, ProgramMode mode)
    {
        Node perDimension = graph.Multiply(graph.InverseBatch(), graph.Sum(ReduceAxis.Rows, parts));
        Node floored = graph.Apply(Op.Maximum, perDimension, settings.Of(SettingSpec.FreeBits(options.FreeBits)));
        return new LossTerm(
            "kl",
            graph.Multiply(WarmBeta(options, mode), OfBatch(graph.Sum(ReduceAxis.Columns, floored))),
            new TermMetric(DivergenceMetric, OfBatch(graph.Sum(ReduceAxis.Columns, perDimension))));
    }

    private LossTerm DrawnToCapacity(Node rows, DivergenceSpec options, ProgramMode mode)
    {
        Node batchMean = graph.Multiply(graph.InverseBatch(), graph.Sum(ReduceAxis.Rows, rows));
        Node distance = graph.Subtract(batchMean, Warm("warmCapacity", settings.Of(SettingSpec.Capacity(options.Capacity)), options, mode));
        Node beta = settings.Of(SettingSpec.Beta(options.Beta));
        return new LossTerm(
            "kl", graph.Multiply(beta, OfBatch(graph.Apply(Op.Abs, distance))), new TermMetric(DivergenceMetric, OfBatch(batchMean)));
    }

    private Node WarmBeta(DivergenceSpec options, ProgramMode mode) => Warm("warmBeta", settings.Of(SettingSpec.Beta(options.Beta)), options, mode);

    // Schedules are finished after training.
    private Node Warm(string name, Node final, DivergenceSpec options, ProgramMode mode) =>
        mode == ProgramMode.Train ? graph.Ramp(name, final, options.WarmupSteps) : final;

    /// <summary>A penalty on the code, on the weights, or on the encoder's Jacobian.</summary>
    public LossTerm Penalty(RegularizerSpec regularizer, Node encoderInput, Node code) => regularizer switch
    {
        L1Spec => OnCode(regularizer, graph.Apply(Op.Abs, code)),
        L2Spec => OnCode(regularizer, graph.Square(code)),
        CustomPenaltySpec { Function: var function } => OnCode(
            regularizer, ScalarLowering.Call(graph, function, code, spec.Functions)),
        KlSparsitySpec sparsity => Weighted(regularizer, OfBatch(KlSparsity(settings.Of(SettingSpec.Target(sparsity.Target)), code))),
        WeightDecaySpec => Weighted(regularizer, OfBatch(SquaredWeights())),
        OrthogonalSpec => Weighted(regularizer, OfBatch(GramDistance(CodeWeights()))),
        ContractiveSpec { Samples: var samples } => new LossTerm(
            regularizer.Term,
            new JacobianNorm(code, encoderInput, settings.Of(SettingSpec.WeightOf(regularizer)), samples == 0 ? null : Signs(samples, code.Shape.Columns), graph.Origin),
            new TermMetric(regularizer.Metric, null)),
        _ => throw new InvalidOperationException($"Lowering: unknown regulariser {regularizer}."),
    };

    /// <summary>The unbiased estimate of the squared maximum mean discrepancy of the codes from draws of the prior (Gretton et al. 2012).</summary>
    public LossTerm Discrepancy(RegularizerSpec regularizer, Node code, Node prior)
    {
        var kernel = PairKernel.InverseMultiquadric(2 * code.Shape.Columns);
        Node share = graph.InverseBatch();

        // Σ over i ≠ j, divided by n (n − 1). A single example has no pair: its sum is exactly 0, and the divisor must not be.
        Node pairs = graph.Apply(Op.Maximum, graph.Subtract(graph.One, share), graph.Constant(0.5));
        Node within(Node x) => graph.Multiply(share, graph.Divide(
            graph.Subtract(graph.Multiply(share, Pairs(x, x)), graph.Constant(kernel.AtZero)), pairs));
        Node between = graph.Multiply(graph.Square(share), Pairs(code, prior));
        return Weighted(regularizer, OfBatch(graph.Subtract(graph.Add(within(code), within(prior)), graph.Scale(between, 2))));

        Node Pairs(Node x, Node y) => graph.Sum(ReduceAxis.Rows, graph.PairwiseSum(kernel, x, y));
    }

    /// <summary>
    /// The total correlation of the batch's codes, and beside it the other parts of their divergence from the prior (Chen et al. 2018), with the mixture of
    /// the batch's posteriors in place of that of all data.
    /// </summary>
    public LossTerm TotalCorrelation(RegularizerSpec regularizer, Posterior posterior, Draw draw, Node logPosterior, Node logPrior)
    {
        int size = draw.Code.Shape.Columns;
        double logTwoPi = Math.Log(2 * Math.PI);
        Node logVariance = graph.Apply(Op.Maximum, posterior.Scale!, graph.Constant(LatentLowering.LeastLogVariance));
        Node precision = graph.Apply(Op.Exp, graph.Negate(logVariance)).Named("codePrecision");
        Node logDeviations = graph.Scale(logVariance, -0.5);

        // ln q(z) and Σ ln q(z[d]) of each draw: the logarithms of means over the batch's posteriors.
        Node logBatch = graph.Negate(graph.Apply(Op.Log, graph.InverseBatch()));
        Node shift = graph.Add(logBatch, graph.Constant(0.5 * logTwoPi));
        Node each = Density(logDeviations).Named("logDensityOfEach");
        Node product = graph.Subtract(graph.Sum(ReduceAxis.Columns, each), graph.Scale(shift, size)).Named("logDensityOfProduct");
        Node joint = graph.Subtract(
            Density(graph.Sum(ReduceAxis.Columns, logDeviations)), graph.Add(logBatch, graph.Constant(0.5 * size * logTwoPi))).Named("logDensityOfAll");

        Node correlation = graph.Mean(graph.Subtract(joint, product).Named("correlationRows"));
        return new LossTerm(
            regularizer.Term,
            graph.Multiply(settings.Of(SettingSpec.WeightOf(regularizer)), correlation),
            new TermMetric(regularizer.Metrics[0], correlation),
            new TermMetric(regularizer.Metrics[1], graph.Mean(graph.Subtract(logPosterior, joint))),
            new TermMetric(regularizer.Metrics[2], graph.Mean(graph.Subtract(product, logPrior))));

        Node Density(Node offset) => graph.MixtureLogDensity(draw.Code, posterior.Code, precision, offset);
    }

    private LossTerm OnCode(RegularizerSpec regularizer, Node parts) =>
        Weighted(regularizer, graph.Mean(graph.Sum(ReduceAxis.Columns, parts).Named($"{regularizer.Term}Rows")));

    private LossTerm Weighted(RegularizerSpec regularizer, Node value) =>
        new(regularizer.Term, graph.Multiply(settings.Of(SettingSpec.WeightOf(regularizer)), value), new TermMetric(regularizer.Metric, value));

    // Σ ρ ln(ρ / ρ̂) + (1 − ρ) ln((1 − ρ) / (1 − ρ̂)), ρ̂ the batch's mean. From the logits: where a unit is dead or saturated in
    // every example, ρ̂ or 1 − ρ̂ rounds to 0, but their logarithms and gradients are what brings it back.
    private Node KlSparsity(Node target, Node code)
    {
        Node logits = code.Op == Op.Sigmoid ? code[0] : throw new InvalidOperationException("Lowering: KL sparsity needs a code of sigmoids.");
        Node logMean = LogMeanSigmoid("logMeanActivation", logits);
        Node logRest = LogMeanSigmoid("logMeanInactivity", graph.Negate(logits));
        Node rest = graph.Subtract(graph.One, target);
        Node cross = graph.Add(graph.Multiply(graph.Negate(target), logMean), graph.Multiply(graph.Subtract(target, graph.One), logRest));
        Node entropy = graph.Add(graph.Multiply(target, graph.Apply(Op.Log, target)), graph.Multiply(rest, graph.Apply(Op.Log, rest)));
        return graph.Sum(ReduceAxis.Columns, graph.Add(cross, entropy));
    }

    // ln mean σ(a) = t + ln mean exp(ln σ(a) − t) with t the batch's largest ln σ(a) = −softplus(−a)
    private Node LogMeanSigmoid(string name, Node logits)
    {
        Node logarithms = graph.Negate(graph.Apply(Op.Softplus, graph.Negate(logits)));
        Node largest = graph.Detach(graph.Max(ReduceAxis.Rows, logarithms));
        Node mean = graph.Multiply(graph.InverseBatch(), graph.Sum(ReduceAxis.Rows, graph.Apply(Op.Exp, graph.Subtract(logarithms, largest))));
        Node result = graph.Add(largest, graph.Apply(Op.Log, mean));
        result.Name ??= name;
        return result;
    }

    // Rademacher variables, 1 or −1: of all with mean 0 and variance 1 the estimate's variance is least with these (Hutchinson 1990).
    private Node Signs(int samples, int columns)
    {
        Node uniform = layers.Noise(NoiseKind.Uniform, "directions", columns, samples);
        return graph.Select(graph.Subtract(graph.Constant(0.5), uniform), graph.One, graph.Constant(-1)).Named("direction");
    }

    private Node CodeWeights() => layers.Parameters.First(parameter => parameter is { Place: SpecPlace.Latent, IsWeight: true }).Node;

    // Of columns, or of rows where these are fewer: more vectors than they have values cannot be orthogonal.
    private Node GramDistance(Node weight)
    {
        (int rows, int columns) = (weight.Shape.Rows, weight.Shape.Columns);
        Node gram = rows >= columns ? graph.Apply(Op.TransposedProduct, weight, weight) : graph.Apply(Op.ProductTransposed, weight, weight);

        // ‖G − I‖² = ‖G‖² − 2 tr G + n, and the trace of a Gram matrix is the sum of squares.
        Node distance = graph.Subtract(SumOfSquares(gram.Named("gram")), graph.Scale(SumOfSquares(weight), 2));
        return graph.Add(distance, graph.Constant(Math.Min(rows, columns)));
    }

    private Node SquaredWeights() =>
        layers.Parameters.Where(parameter => parameter.IsWeight).Select(parameter => SumOfSquares(parameter.Node)).Aggregate(graph.Add);

    private Node SumOfSquares(Node matrix) => graph.Sum(ReduceAxis.Columns, graph.Sum(ReduceAxis.Rows, graph.Square(matrix)));

    // A value that is not a sum over examples is weighted in each part of a step by the part's share of examples.
    private Node OfBatch(Node value) => graph.Multiply(graph.StepShare(), value);
}
