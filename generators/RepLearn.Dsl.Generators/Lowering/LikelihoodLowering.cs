using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers likelihoods: the negative log-density of each value given the decoder's output, and the mean of the output.</summary>
internal sealed class LikelihoodLowering(ArrayGraph graph, LikelihoodSpec likelihood, LayerLowering layers)
{
    // ½ ln 2π
    private const double HalfLogTwoPi = 0.9189385332046727;

    // Lanczos 1964 with g = 7, as tabulated by Godfrey 2001: fifteen digits.
    private const double LanczosShift = 7.5;

    private static ReadOnlySpan<double> Lanczos =>
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Minus the logarithm of each value's density, or its squared error.</summary>
    /// <param name="target">Values of examples, as many rows as outputs.</param>
    public NegativeLog NegativeLog(Node target, Node output) => likelihood is BernoulliSpec
        ? new(graph.Subtract(graph.Apply(Op.Softplus, output), graph.Multiply(target, output)), null)
        : OfOthers(target, output);

    private NegativeLog OfOthers(Node target, Node output) => likelihood switch
    {
        LearnedNormalSpec => LearnedNormal(target, output),
        PoissonSpec => Poisson(target, output),
        CategoricalSpec { Classes: var classes } => new(graph.Negate(graph.Multiply(target, LogSoftmax(output, classes))), null),
        _ => OfDifference(graph.Subtract(target, output)),
    };

    private NegativeLog OfDifference(Node difference) => likelihood switch
    {
        NormalSpec { Sigma: var sigma } => new(graph.Scale(graph.Square(difference), 0.5 / (sigma * sigma)), graph.Constant(Math.Log(sigma) + HalfLogTwoPi)),
        LaplaceErrorSpec { Scale: var scale } => new(graph.Scale(graph.Apply(Op.Abs, difference), 1 / scale), graph.Constant(Math.Log(2 * scale))),
        HuberSpec { Delta: var delta } => Huber(difference, delta),
        SquaredErrorSpec => new(graph.Square(difference), null),
        _ => throw new InvalidOperationException($"Lowering: unknown likelihood {likelihood}."),
    };

    private NegativeLog LearnedNormal(Node target, Node output)
    {
        var site = new LayerSite(
            "output", SpecPlace.Likelihood, 0, target.Shape.Columns, new LayerShape(new(target.Shape.Columns), [new(ParameterRole.LogVariance, 1, 1)]));
        Node logVariance = layers.Parameter(site, ParameterRole.LogVariance);
        Node halfPrecision = graph.Scale(graph.Apply(Op.Exp, graph.Negate(logVariance)), 0.5);
        return new(
            graph.Multiply(halfPrecision, graph.Square(graph.Subtract(target, output))),
            graph.Add(graph.Scale(logVariance, 0.5), graph.Constant(HalfLogTwoPi)));
    }

    private NegativeLog Poisson(Node target, Node output)
    {
        Node rate = graph.Subtract(graph.Apply(Op.Exp, output), graph.Multiply(target, output));
        return new(graph.Add(rate, LogFactorial(target)), null);
    }

    // m (|x − μ| − ½ m) with m = min(|x − μ|, δ): ½ (x − μ)², or δ |x − μ| − ½ δ².
    private NegativeLog Huber(Node difference, double delta)
    {
        Node distance = graph.Apply(Op.Abs, difference);
        Node near = graph.Apply(Op.Minimum, distance, graph.Constant(delta));
        return new(graph.Multiply(near, graph.Subtract(distance, graph.Scale(near, 0.5))), graph.Constant(Math.Log(HuberIntegral(delta))));
    }

    /// <summary>The mean of the distribution that the output stands for.</summary>
    public Node Mean(Node output) => likelihood is BernoulliSpec ? graph.Apply(Op.Sigmoid, output).Named("probability") : MeanOfOthers(output);

    private Node MeanOfOthers(Node output) => likelihood switch
    {
        PoissonSpec => graph.Apply(Op.Exp, output).Named("rate"),
        CategoricalSpec { Classes: var classes } => graph.Apply(Op.Exp, LogSoftmax(output, classes)).Named("probability"),
        _ => output,
    };

    /// <summary><c>∫ exp(−ρ(x)) dx = √2π erf(δ / √2) + 2 / δ exp(−½ δ²)</c>: the density's divisor.</summary>
    internal static double HuberIntegral(double delta)
    {
        // The integral of the middle, as 2 exp(−½ δ²) Σ δ²ⁿ⁺¹ / (1 · 3 ⋯ (2n + 1)), whose terms are all positive; from 9 on nothing is left beyond it.
        double tail = Math.Exp(-0.5 * delta * delta);
        double sum = 0;
        double term = delta;
        for (int odd = 3; delta < 9 && sum + term > sum; odd += 2)
        {
            sum += term;
            term *= delta * delta / odd;
        }

        return (delta < 9 ? 2 * tail * sum : Math.Sqrt(2 * Math.PI)) + (2 / delta * tail);
    }

    // Each group of classes is a row of its own meanwhile.
    private Node LogSoftmax(Node output, int classes)
    {
        int rows = output.Shape.Rows;
        Node logits = graph.Reshape(output, rows * (output.Shape.Columns / classes));
        return graph.Reshape(graph.Subtract(logits, graph.LogSumExp(ReduceAxis.Columns, logits)).Named("logProbability"), rows);
    }

    // ln x! = ln Γ(x + 1) = (x + ½) ln t − t + ln √2π (c₀ + Σ cᵢ / (x + i)), t = x + 7½, for any x ≥ 0
    private Node LogFactorial(Node x)
    {
        Node series = graph.Constant(Lanczos[0]);
        for (int index = 1; index < Lanczos.Length; index++)
        {
            series = graph.Add(series, graph.Divide(graph.Constant(Lanczos[index]), graph.Add(x, graph.Constant(index))));
        }

        Node shifted = graph.Add(x, graph.Constant(LanczosShift));
        Node power = graph.Multiply(graph.Add(x, graph.Constant(0.5)), graph.Apply(Op.Log, shifted));
        Node rest = graph.Add(graph.Apply(Op.Log, series), graph.Constant(HalfLogTwoPi));
        return graph.Add(graph.Subtract(power, shifted), rest).Named("logFactorial");
    }
}

/// <summary>Minus the logarithm of a density, per value.</summary>
/// <param name="parts">What depends on the values.</param>
/// <param name="constant">What is the same for all of them, a number; null for none.</param>
internal sealed class NegativeLog(Node parts, Node? constant)
{
    public readonly Node Parts = parts;
    public readonly Node? Constant = constant;
}
