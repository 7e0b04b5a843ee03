using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Every rule against central differences of an independent evaluation, once and twice differentiated.</summary>
public class DerivativeRuleTests
{
    private const double Step = 1e-5;

    public static TheoryData<string, int> Operations
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (Op op in Enum.GetValues<Op>().Where(op => !OperationCases.Leaves.Contains(op)))
            {
                for (int seed = 0; seed < 3; seed++)
                {
                    cases.Add(op.ToString(), seed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Gradient_MatchesCentralDifferences(string operation, int seed)
    {
        var graph = new ArrayGraph(Rewriting.Simpler);
        foreach (Node output in OperationCases.Of(graph, Enum.Parse<Op>(operation)).ToArray())
        {
            CheckGradients(graph, WeightedSum(graph, output), seed);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void GradientOfTheGradient_MatchesCentralDifferences(string operation, int seed)
    {
        var graph = new ArrayGraph(Rewriting.Simpler);
        foreach (Node output in OperationCases.Of(graph, Enum.Parse<Op>(operation)).ToArray())
        {
            Node loss = WeightedSum(graph, graph.Square(output));
            if (output.Op is Op.PairwiseSum or Op.SphereAngle or Op.MixtureLogDensity)
            {
                // Its slope by the first operand is an operation of its own, which has no derivative.
                Node slope = ReverseMode.Gradients(graph, loss, graph.One, LeavesOf(output[0]))[0]!;
                Assert.Throws<NotDifferentiableException>(() => ReverseMode.Gradients(graph, WeightedSum(graph, slope), graph.One, LeavesOf(slope)));
                continue;
            }

            foreach (Node? gradient in ReverseMode.Gradients(graph, loss, graph.One, LeavesOf(loss)).ToArray())
            {
                if (gradient is not null && LeavesOf(gradient).Length > 0)
                {
                    CheckGradients(graph, WeightedSum(graph, gradient), seed);
                }
            }
        }
    }

    [Fact]
    public void EveryOperation_HasARule()
    {
        foreach (Op op in Enum.GetValues<Op>())
        {
            DerivativeRule rule = DerivativeRules.Of(op);
            Assert.Equal(OperationCases.Leaves.Contains(op), rule is ConstantRule or NotDifferentiable);
            Assert.NotEqual("", (rule as ConstantRule)?.Reason ?? (rule as NotDifferentiable)?.Reason);
        }
    }

    /// <summary>On the way to a parameter or an input it is an error with its reason and place; off the way, or detached, it is a number like any.</summary>
    [Fact]
    public void AValueWithoutADerivative_IsAnErrorOnThePathAlone()
    {
        var graph = new ArrayGraph();
        const string reason = "the place of a largest value jumps from one to another, and has no derivative";
        Node x = graph.Input("x", 3);
        Node weight = graph.Parameter("weight", 0, 3, 4);
        var origin = new NodeOrigin(1, 5);
        graph.Origin = origin;
        Node hidden = graph.Apply(Op.Product, x, weight);
        Node largest = graph.ArgMax(hidden);
        Node loss = graph.Sum(ReduceAxis.Rows, graph.Multiply(largest, graph.Sum(ReduceAxis.Columns, hidden)));
        Node detached = graph.Sum(ReduceAxis.Rows, graph.Multiply(graph.Detach(largest), graph.Sum(ReduceAxis.Columns, hidden)));
        Node beside = graph.Sum(ReduceAxis.Rows, graph.Multiply(graph.ArgMax(x), graph.Sum(ReduceAxis.Columns, hidden)));

        foreach (Action differentiate in new Action[]
        {
            () => ReverseMode.Gradients(graph, loss, graph.One, [weight]),
            () => ForwardMode.Jacobian(graph, graph.WithoutDerivative(hidden, reason), x),
            () => JacobianExpansion.Expand(graph, new JacobianNorm(graph.Multiply(largest, hidden), x, graph.One)),
        })
        {
            var error = Assert.Throws<NotDifferentiableException>(differentiate);
            Assert.Equal((origin, reason), (error.Part, error.Reason));
        }

        Assert.NotNull(ReverseMode.Gradients(graph, detached, graph.One, [weight])[0]);
        Assert.NotNull(ReverseMode.Gradients(graph, beside, graph.One, [weight])[0]);
    }

    private static void CheckGradients(ArrayGraph graph, Node loss, int seed)
    {
        Node[] leaves = LeavesOf(loss);
        Node?[] gradients = ReverseMode.Gradients(graph, loss, graph.One, leaves);
        for (int index = 0; index < leaves.Length; index++)
        {
            Node leaf = leaves[index];
            double[,]? analytic = gradients[index] is { } gradient ? Interpreter(seed).Evaluate(gradient) : null;
            int rows = leaf.Shape.PerExample ? OperationCases.Batch * leaf.Shape.Rows : leaf.Shape.Rows;
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < leaf.Shape.Columns; column++)
                {
                    double up = Interpreter(seed, leaf, row, column, Step).Scalar(loss);
                    double down = Interpreter(seed, leaf, row, column, -Step).Scalar(loss);
                    double expected = (up - down) / (2 * Step);
                    double actual = analytic is null ? 0 : analytic[row, column];
                    double scale = Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
                    Assert.True(Math.Abs(expected - actual) <= 1e-6 * scale, $"{GraphPrinter.Definition(loss)} by {leaf}[{row}, {column}]: {actual}, differences give {expected}");
                }
            }
        }
    }

    // Different weights for all elements, so that no error cancels in the sum.
    private static Node WeightedSum(ArrayGraph graph, Node value)
    {
        Node weights = graph.Parameter("row", 0, 1, 5);
        Node weighted = value.Shape.Columns == 5 ? graph.Multiply(value, weights) : value;
        Node rows = graph.Sum(ReduceAxis.Columns, graph.Multiply(weighted, graph.Add(weighted, graph.Constant(0.3))));
        return graph.Sum(ReduceAxis.Rows, rows);
    }

    private static Node[] LeavesOf(Node node) =>
        [.. Traversal.Needed([node]).Where(needed => needed.Op is Op.Input or Op.Parameter)];

    private static GraphInterpreter Interpreter(int seed, Node? moved = null, int row = 0, int column = 0, double by = 0) =>
        new(OperationCases.Batch, (node, r, c) =>
            OperationCases.Value(node, r, c, seed) + (node == moved && r == row && c == column ? by : 0));
}
