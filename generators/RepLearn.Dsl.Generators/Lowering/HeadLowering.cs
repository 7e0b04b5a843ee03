using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers heads: what they predict from a code, and its loss where an example has a label or targets.</summary>
internal sealed class HeadLowering(ArrayGraph graph, HeadSpec head, LayerLowering layers, SettingLowering settings)
{
    private Node? _label;

    /// <summary>The input with each example's label or targets; made once, after the values that are encoded.</summary>
    public Node Label => _label ??= graph.Input(head.Input, head.InputWidth);

    /// <summary>Probabilities, or numbers, for each example.</summary>
    public Node Predict(Node code) => head switch
    {
        LinearSpec => Outputs(code).Named("prediction"),
        SoftmaxSpec => graph.Apply(Op.Exp, LogProbabilities(code)).Named("probability"),
        _ => throw new InvalidOperationException($"Lowering: unknown head {head}."),
    };

    public LossTerm Loss(Node code) => head switch
    {
        SoftmaxSpec softmax => CrossEntropy(softmax, code),
        LinearSpec => SquaredError(code),
        _ => throw new InvalidOperationException($"Lowering: unknown head {head}."),
    };

    // −Σ w ln p(label) over labelled examples, divided by all; a label of −1 equals no column's number.
    private LossTerm CrossEntropy(SoftmaxSpec softmax, Node code)
    {
        Node logProbabilities = LogProbabilities(code);
        Node isClass = graph.EqualsColumn(Label, head.Outputs).Named("isClass");
        Node ofLabel = graph.Sum(ReduceAxis.Columns, graph.Select(isClass, logProbabilities, graph.Zero)).Named("labelLogProbability");
        Node crossEntropy = graph.Negate(graph.Mean(ofLabel));
        Node weighted = softmax.ClassWeights.Count == 0
            ? crossEntropy
            : graph.Negate(graph.Mean(graph.Multiply(WeightOfLabel(softmax.ClassWeights), ofLabel).Named("weightedLogProbability")));

        Node isWrong = graph.Apply(Op.Step, graph.Subtract(graph.Apply(Op.Abs, graph.Subtract(graph.ArgMax(Outputs(code)), Label)), graph.Constant(0.5)));
        Node isLabelled = graph.Apply(Op.Step, graph.Add(Label, graph.Constant(0.5)));
        Node errors = graph.Mean(graph.Multiply(isLabelled, isWrong).Named("wrong"));
        return new LossTerm(
            head.Term,
            graph.Multiply(settings.Of(SettingSpec.Head(head.Weight)), weighted),
            new TermMetric(head.Metrics[0], crossEntropy),
            new TermMetric(head.Metrics[1], errors));
    }

    // The most frequent weight, except where the label is one of the classes with another.
    private Node WeightOfLabel(EquatableArray<double> weights)
    {
        double most = SoftmaxSpec.Commonest(weights);
        Node weight = graph.Constant(most);
        for (int index = 0; index < weights.Count; index++)
        {
            if (weights[index] != most)
            {
                Node isThis = graph.Subtract(graph.Constant(0.5), graph.Apply(Op.Abs, graph.Subtract(Label, graph.Constant(index))));
                weight = graph.Select(isThis, graph.Constant(weights[index]), weight);
            }
        }

        return weight.Operands.Length == 0 ? weight : weight.Named("classWeight");
    }

    // Σ (prediction − target)² over the targets that are known, divided by all examples. What is compared with a number that is none is false.
    private LossTerm SquaredError(Node code)
    {
        Node isKnown = graph.Add(graph.Apply(Op.Abs, Label), graph.One);
        Node difference = graph.Select(isKnown, graph.Subtract(Outputs(code), Label), graph.Zero).Named("targetDifference");
        Node error = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Square(difference)).Named("targetErrorRows"));
        Node known = graph.Mean(graph.Scale(graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Step, isKnown)), 1.0 / head.Outputs).Named("knownTargets"));
        return new LossTerm(
            head.Term,
            graph.Multiply(settings.Of(SettingSpec.Head(head.Weight)), error),
            new TermMetric(head.Metrics[0], error),
            new TermMetric(head.Metrics[1], known));
    }

    private Node LogProbabilities(Node code)
    {
        Node logits = Outputs(code);
        return graph.Subtract(logits, graph.LogSumExp(ReduceAxis.Columns, logits)).Named("logProbability");
    }

    private Node Outputs(Node code)
    {
        int inputs = code.Shape.Columns;
        return layers.Dense(new LayerSite("head", SpecPlace.Head, 0, inputs, head.Describe(inputs)), code, ActivationSpec.None, mirrored: false);
    }
}
