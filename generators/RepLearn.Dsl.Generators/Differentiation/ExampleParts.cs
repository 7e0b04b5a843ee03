using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// What each example adds to a loss that is a mean over examples: <c>r</c> of <c>1/n Σ r</c>, as a column. It is read off the loss, whatever terms it was made
/// of, so that no term has to say it again.
/// </summary>
internal sealed class ExampleParts
{
    private readonly ArrayGraph _graph;
    private readonly Source[] _sources;

    public ExampleParts(ArrayGraph graph)
    {
        _graph = graph;
        _sources = new Source[graph.Nodes.Count];
        for (int index = 0; index < _sources.Length; index++)
        {
            _sources[index] = SourceOf(graph.Nodes[index]);
        }
    }

    // What a value depends on.
    private enum Source : byte
    {
        Parameters,
        Example,
        Batch,
    }

    // What a value is divided by: one over the step's examples is one over the batch's times the batch's share of the step.
    [Flags]
    private enum Divisor : byte
    {
        None = 0,
        Batch = 1,
        Share = 2,
        Step = Batch | Share,
    }

    /// <summary>An example's part of a loss; null where the loss is not a mean of such parts, or they are the same for all examples.</summary>
    public Node? Of(Node loss) => PartOf(loss) is { Divisor: Divisor.Step, Value: { Shape.PerExample: true } value } ? value : null;

    private Source SourceOf(Node node)
    {
        Source source = node.Arguments is RunScalar and not Setting ? Source.Batch : node.Shape.PerExample ? Source.Example : Source.Parameters;
        for (int index = 0; index < node.Operands.Length; index++)
        {
            // What does not belong to an example any more was made of all of them; so was what compares an example with others.
            Source operand = _sources[node[index].Id];
            bool isOfAll = operand == Source.Example && (!node.Shape.PerExample || (node.Kind == OpKind.Pairwise && index > 0));
            source = isOfAll || operand == Source.Batch ? Source.Batch : source;
        }

        return source;
    }

    private Part? PartOf(Node node)
    {
        if (_sources[node.Id] == Source.Parameters)
        {
            return new Part(node, Divisor.Batch);
        }

        switch (node.Op)
        {
            case Op.Reduce when node.Reduction is { IsSum: true, Axis: ReduceAxis.Rows } && _sources[node[0].Id] == Source.Example:
                return new Part(_graph.Sum(ReduceAxis.ExampleRows, node[0]), Divisor.None);
            case Op.Multiply:
                return Product(node[0], node[1]) ?? Product(node[1], node[0]);
            default:
                return Mapped(node);
        }
    }

    // What is done to a mean is done to its parts.
    private Part? Mapped(Node node)
    {
        switch (node.Op)
        {
            case Op.Reduce when node.Reduction is { IsSum: true, Axis: ReduceAxis.Columns }:
                return PartOf(node[0]) is { } row ? row.With(_graph.Sum(ReduceAxis.Columns, row.Value)) : null;
            case Op.Negate:
                return PartOf(node[0]) is { } negated ? negated.With(_graph.Negate(negated.Value)) : null;
            case Op.Add or Op.Subtract:
                return PartOf(node[0]) is { } left && PartOf(node[1]) is { } right && left.Divisor == right.Divisor
                    ? left.With(_graph.Apply(node.Op, left.Value, right.Value))
                    : null;
            case Op.Select when _sources[node[0].Id] == Source.Parameters && Simplifier.IsConstant(node[2], 0):
                return PartOf(node[1]) is { } chosen ? chosen.With(_graph.Select(node[0], chosen.Value, _graph.Zero)) : null;
            default:
                return null;
        }
    }

    private Part? Product(Node left, Node right) =>
        FactorOf(left) is { } factor && PartOf(right) is { } part && (factor.Divisor & part.Divisor) == 0
            ? new Part(_graph.Multiply(factor.Value, part.Value), factor.Divisor | part.Divisor)
            : null;

    // What is the same for all examples, and what sums over them are divided by.
    private Part? FactorOf(Node node) => node.Arguments switch
    {
        InverseExamples => new Part(_graph.One, Divisor.Step),
        InverseBatch => new Part(_graph.One, Divisor.Batch),
        StepShare => new Part(_graph.One, Divisor.Share),
        _ when _sources[node.Id] == Source.Parameters => new Part(node, Divisor.None),
        _ when node.Op == Op.Multiply && FactorOf(node[0]) is { } left && FactorOf(node[1]) is { } right && (left.Divisor & right.Divisor) == 0 =>
            new Part(_graph.Multiply(left.Value, right.Value), left.Divisor | right.Divisor),
        _ => null,
    };

    private sealed class Part(Node value, Divisor divisor)
    {
        public readonly Node Value = value;
        public readonly Divisor Divisor = divisor;

        public Part With(Node mapped) => new(mapped, Divisor);
    }
}
