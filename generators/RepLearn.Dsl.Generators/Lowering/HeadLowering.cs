using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers heads: what they predict from a code, and its loss where an example has a label.</summary>
internal sealed class HeadLowering(ArrayGraph graph, HeadSpec head, LayerLowering layers)
{
    private Node? _label;

    /// <summary>The input with each example's label; made once, after the values that are encoded.</summary>
    public Node Label => _label ??= graph.Input("label", 1);

    /// <summary>Probabilities for each example.</summary>
    public Node Predict(Node code) => head switch
    {
        SoftmaxSpec => graph.Apply(Op.Exp, LogProbabilities(code)).Named("probability"),
        _ => throw new InvalidOperationException($"Lowering: unknown head {head}."),
    };

    public LossTerm Loss(Node code) => head switch
    {
        SoftmaxSpec => CrossEntropy(code),
        _ => throw new InvalidOperationException($"Lowering: unknown head {head}."),
    };

    // −Σ ln p(label) over labelled examples, divided by all; a label of −1 equals no column's number.
    private LossTerm CrossEntropy(Node code)
    {
        Node logProbabilities = LogProbabilities(code);
        Node isClass = graph.EqualsColumn(Label, head.Outputs).Named("isClass");
        Node ofLabel = graph.Sum(ReduceAxis.Columns, graph.Select(isClass, logProbabilities, graph.Zero));
        Node crossEntropy = graph.Negate(graph.Mean(ofLabel.Named("labelLogProbability")));

        Node isWrong = graph.Apply(Op.Step, graph.Subtract(graph.Apply(Op.Abs, graph.Subtract(graph.ArgMax(Logits(code)), Label)), graph.Constant(0.5)));
        Node isLabelled = graph.Apply(Op.Step, graph.Add(Label, graph.Constant(0.5)));
        Node errors = graph.Mean(graph.Multiply(isLabelled, isWrong).Named("wrong"));
        return new LossTerm(
            head.Term,
            graph.Scale(crossEntropy, head.Weight),
            new TermMetric(head.Metrics[0], crossEntropy),
            new TermMetric(head.Metrics[1], errors));
    }

    private Node LogProbabilities(Node code)
    {
        Node logits = Logits(code);
        return graph.Subtract(logits, graph.LogSumExp(ReduceAxis.Columns, logits)).Named("logProbability");
    }

    private Node Logits(Node code)
    {
        int inputs = code.Shape.Columns;
        return layers.Dense(new LayerSite("head", SpecPlace.Head, 0, inputs, head.Describe(inputs)), code, ActivationSpec.None, mirrored: false);
    }
}
