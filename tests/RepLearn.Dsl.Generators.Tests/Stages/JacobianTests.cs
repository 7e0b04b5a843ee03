using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>The encoder's Jacobian: both modes, the closed form, and central differences say the same.</summary>
public class JacobianTests
{
    private const string OneLayer = """
        [Autoencoder(6)]
        [Latent.Code(4, Activation.Sigmoid)]
        [Decoder.Dense(6)]
        [Likelihood.SquaredError]
        [Regularizer.Contractive(1)]
        """;

    private const string ThreeLayers = """
        [Autoencoder(6)]
        [Encoder.Dense(5, Activation.Tanh)]
        [Encoder.LayerNorm]
        [Encoder.Dense(7, Activation.Softplus)]
        [Latent.Code(4, Activation.Sigmoid)]
        [Decoder.Dense(6)]
        [Likelihood.SquaredError]
        [Regularizer.Contractive(1)]
        """;

    [Theory]
    [InlineData(OneLayer)]
    [InlineData(ThreeLayers)]
    public void BothModes_MatchCentralDifferences(string attributes)
    {
        (ArrayGraph graph, JacobianNorm norm) = Lower(attributes, Rewriting.Simpler);
        CheckBothModes(graph, norm.Output, norm.Input);
    }

    [Theory]
    [InlineData(OneLayer)]
    [InlineData(ThreeLayers)]
    public void TheRewrittenNorm_IsTheGeneralOne(string attributes)
    {
        (ArrayGraph rewriting, JacobianNorm rewritten) = Lower(attributes, Rewriting.All);
        (ArrayGraph plain, JacobianNorm general) = Lower(attributes, Rewriting.Simpler);
        double expected = Interpreter().Scalar(JacobianExpansion.Expand(plain, general));
        double actual = Interpreter().Scalar(JacobianExpansion.Expand(rewriting, rewritten));
        Assert.Equal(expected, actual, 1e-12 * expected);
    }

    [Fact]
    public void OneLayer_BecomesTheClosedForm()
    {
        (ArrayGraph graph, JacobianNorm norm) = Lower(OneLayer, Rewriting.All);
        Node loss = JacobianExpansion.Expand(graph, norm);
        Assert.All(Traversal.Needed([loss]), node => Assert.Equal(1, node.Shape.PerExample ? node.Shape.Rows : 1));
    }

    [Fact]
    public void DeepEncoders_TakeTheModeWithFewerRows()
    {
        (ArrayGraph graph, JacobianNorm norm) = Lower(ThreeLayers, Rewriting.All);
        Assert.False(JacobianExpansion.TakesForwardMode(graph, norm));
        (graph, norm) = Lower(ThreeLayers.Replace("Code(4", "Code(9", StringComparison.Ordinal), Rewriting.All);
        Assert.True(JacobianExpansion.TakesForwardMode(graph, norm));
    }

    [Fact]
    public void GroupsOfColumns_HaveJacobiansInBothModes()
    {
        var graph = new ArrayGraph(Rewriting.Simpler);
        Node input = graph.Input("input", 6);
        Node split = graph.Reshape(graph.Apply(Op.Product, input, graph.Parameter("weight", 0, 6, 8)), 2);
        Node softmax = graph.Apply(Op.Exp, graph.Subtract(split, graph.LogSumExp(ReduceAxis.Columns, split)));
        Node largest = graph.Broadcast(graph.Max(ReduceAxis.Columns, split), split.Shape);
        CheckBothModes(graph, graph.Reshape(graph.Multiply(softmax, largest), 1), input);
    }

    private static void CheckBothModes(ArrayGraph graph, Node result, Node input)
    {
        int inputs = input.Shape.Columns;
        int outputs = result.Shape.Columns;
        double[,] forward = Interpreter().Evaluate(ForwardMode.Jacobian(graph, result, input)!);
        double[,] reverse = Interpreter().Evaluate(ReverseMode.Gradients(graph, result, graph.Identity(outputs), [input])[0]!);
        for (int example = 0; example < OperationCases.Batch; example++)
        {
            for (int value = 0; value < inputs; value++)
            {
                const double step = 1e-5;
                double[,] up = Interpreter(input, example, value, step).Evaluate(result);
                double[,] down = Interpreter(input, example, value, -step).Evaluate(result);
                for (int output = 0; output < outputs; output++)
                {
                    double expected = (up[example, output] - down[example, output]) / (2 * step);
                    Assert.Equal(expected, forward[(example * inputs) + value, output], 1e-8);
                    Assert.Equal(expected, reverse[(example * outputs) + output, value], 1e-8);
                }
            }
        }
    }

    private static (ArrayGraph Graph, JacobianNorm Norm) Lower(string attributes, Rewriting rewriting)
    {
        ModelSpec spec = Specs.Of(attributes);
        LoweredModel model = ModelLowering.Lower(spec, rewriting);
        return (model.Graph, model.Terms.Single(term => term.Jacobian is not null).Jacobian!);
    }

    private static GraphInterpreter Interpreter(Node? moved = null, int row = 0, int column = 0, double by = 0) =>
        new(OperationCases.Batch, (node, r, c) => Specs.Value(node, r, c) + (node == moved && r == row && c == column ? by : 0));
}
