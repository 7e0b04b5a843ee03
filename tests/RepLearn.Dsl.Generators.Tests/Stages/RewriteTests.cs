using CsCheck;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Random expressions have the same value and shape with all rewrites, with those to simpler forms, and with none.</summary>
public class RewriteTests
{
    private const int Batch = 3;
    private const int Width = 4;

    private static readonly double[] s_constants = [0, 1, -1, 2, 0.5, -0.25, 3];

    // An expression can be built in any graph.
    private static readonly Gen<Func<ArrayGraph, Node>> Expression = Gen.Recursive<Func<ArrayGraph, Node>>((depth, inner) =>
        depth > 5 ? Leaf() : Gen.Frequency((1, Leaf()), (2, Unary(inner)), (5, Binary(inner)), (1, Choice(inner)), (2, Reduced(inner))));

    [Fact]
    public void ARewrittenExpression_HasTheSameValue() => Expression.Sample(Check, iter: 4000, threads: 1, print: Text);

    private static void Check(Func<ArrayGraph, Node> expression)
    {
        Node plain = expression(new ArrayGraph(Rewriting.None));
        var interpreter = new GraphInterpreter(Batch, Specs.Value);
        double[,] expected = interpreter.Evaluate(plain);

        // Rewrites assume finite operands, and may round differently, which matters where a value jumps.
        bool isBeyond(Node node, Func<double, bool> holds) => interpreter.Evaluate(node).Cast<double>().Any(holds);
        if (Traversal.Needed([plain]).Any(node => isBeyond(node, value => !(Math.Abs(value) < 1e9))
            || (node.Op is Op.Step or Op.Sign or Op.Select && isBeyond(node[0], value => Math.Abs(value) < 1e-9))))
        {
            return;
        }

        // What cancels keeps the rounding errors of the largest value on the way.
        double largest = Traversal.Needed([plain]).Max(node => interpreter.Evaluate(node).Cast<double>().Max(Math.Abs));
        foreach (Rewriting rewriting in new[] { Rewriting.Simpler, Rewriting.All })
        {
            var graph = new ArrayGraph(rewriting);
            Node rewritten = expression(graph);
            GraphVerifier.Verify(graph.Nodes, $"{rewriting}");
            Assert.Equal(plain.Shape, rewritten.Shape);
            double[,] actual = Evaluate(rewritten);
            for (int row = 0; row < expected.GetLength(0); row++)
            {
                for (int column = 0; column < expected.GetLength(1); column++)
                {
                    double wanted = expected[row, column];
                    Assert.True(
                        Math.Abs(actual[row, column] - wanted) <= 1e-8 * Math.Max(Math.Max(1, Math.Abs(wanted)), 1e-5 * largest),
                        $"{rewriting} gives {actual[row, column]} instead of {wanted}:\n{Text(expression)}");
                }
            }
        }
    }

    private static Gen<Func<ArrayGraph, Node>> Leaf() => Gen.Int[0, 6 + s_constants.Length].Select(kind => (Func<ArrayGraph, Node>)(graph => kind switch
    {
        0 => graph.Input("x", Width),
        1 => graph.Input("y", Width),
        2 => graph.Input("column", 1),
        3 => graph.Parameter("row", 0, 1, Width),
        4 => graph.Parameter("scalar", 1, 1, 1),
        5 => graph.InverseBatch(),
        6 => graph.Apply(Op.Step, graph.Input("x", Width)),
        _ => graph.Constant(s_constants[kind - 7]),
    }));

    private static Gen<Func<ArrayGraph, Node>> Unary(Gen<Func<ArrayGraph, Node>> inner)
    {
        Op[] operations = [Op.Negate, Op.Exp, Op.Log, Op.Sqrt, Op.Tanh, Op.Sigmoid, Op.Softplus, Op.Sin, Op.Cos, Op.Abs, Op.Sign, Op.Step, Op.Detach, Op.Power];
        double[] exponents = [0, 1, 2, 3, 4, 0.5, -1, -0.5, -2, 1.5];
        return Gen.Select(Gen.Int[0, operations.Length - 1], Gen.Int[0, exponents.Length - 1], inner, (op, exponent, x) => (Func<ArrayGraph, Node>)(graph =>
            operations[op] == Op.Power ? graph.Power(x(graph), exponents[exponent]) : graph.Apply(operations[op], x(graph))));
    }

    private static Gen<Func<ArrayGraph, Node>> Binary(Gen<Func<ArrayGraph, Node>> inner)
    {
        Op[] operations = [Op.Add, Op.Subtract, Op.Multiply, Op.Multiply, Op.Divide, Op.Maximum, Op.Minimum];
        return Gen.Select(Gen.Int[0, operations.Length - 1], inner, inner, (op, x, y) => (Func<ArrayGraph, Node>)(graph =>
            graph.Apply(operations[op], x(graph), y(graph))));
    }

    private static Gen<Func<ArrayGraph, Node>> Choice(Gen<Func<ArrayGraph, Node>> inner) => Gen.Select(inner, inner, inner, (x, y, z) =>
        (Func<ArrayGraph, Node>)(graph => graph.Select(x(graph), y(graph), z(graph))));

    // A sum or maximum along an axis, of values that are repeated or tiled where the axis asks for several rows per example.
    private static Gen<Func<ArrayGraph, Node>> Reduced(Gen<Func<ArrayGraph, Node>> inner) => Gen.Select(Gen.Int[0, 3], Gen.Bool, inner, inner, (axis, max, x, y) =>
        (Func<ArrayGraph, Node>)(graph =>
        {
            ReduceOperator op = max ? ReduceOperator.Max : ReduceOperator.Sum;
            Node value = x(graph);
            if ((ReduceAxis)axis is ReduceAxis.Columns or ReduceAxis.Rows)
            {
                return graph.Reduce(op, (ReduceAxis)axis, value);
            }

            Node tile = graph.Tile(graph.Parameter("tile", 2, 3, Width));
            Node repeated = graph.RepeatRows(graph.Broadcast(value, Shape.Batch(Width)), 3);
            Node other = graph.RepeatRows(graph.Broadcast(y(graph), Shape.Batch(Width)), 3);
            Node product = graph.Multiply(graph.Multiply(repeated, tile), graph.Add(other, graph.One));
            return (ReduceAxis)axis == ReduceAxis.ExampleRows
                ? graph.Reduce(op, ReduceAxis.ExampleRows, product)
                : graph.Sum(ReduceAxis.Rows, graph.Reduce(op, ReduceAxis.Examples, product));
        }));

    private static double[,] Evaluate(Node node) => new GraphInterpreter(Batch, Specs.Value).Evaluate(node);

    private static string Text(Func<ArrayGraph, Node> expression) =>
        GraphPrinter.Print([new NamedNode("value", expression(new ArrayGraph(Rewriting.None)))]);
}
