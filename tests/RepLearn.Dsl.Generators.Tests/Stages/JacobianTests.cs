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
        int inputs = norm.Input.Shape.Columns;
        int outputs = norm.Output.Shape.Columns;
        double[,] forward = Interpreter().Evaluate(ForwardMode.Jacobian(graph, norm.Output, norm.Input)!);
        double[,] reverse = Interpreter().Evaluate(ReverseMode.Gradients(graph, norm.Output, graph.Identity(outputs), [norm.Input])[0]!);
        for (int example = 0; example < OperationCases.Batch; example++)
        {
            for (int input = 0; input < inputs; input++)
            {
                const double step = 1e-5;
                double[,] up = Interpreter(norm.Input, example, input, step).Evaluate(norm.Output);
                double[,] down = Interpreter(norm.Input, example, input, -step).Evaluate(norm.Output);
                for (int output = 0; output < outputs; output++)
                {
                    double expected = (up[example, output] - down[example, output]) / (2 * step);
                    Assert.Equal(expected, forward[(example * inputs) + input, output], 1e-8);
                    Assert.Equal(expected, reverse[(example * outputs) + output, input], 1e-8);
                }
            }
        }
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

    private static (ArrayGraph Graph, JacobianNorm Norm) Lower(string attributes, Rewriting rewriting)
    {
        ModelSpec spec = Specs.Of(attributes);
        LoweredModel model = ModelLowering.Lower(spec, rewriting);
        return (model.Graph, model.Terms.Single(term => term.Jacobian is not null).Jacobian!);
    }

    private static GraphInterpreter Interpreter(Node? moved = null, int row = 0, int column = 0, double by = 0) =>
        new(OperationCases.Batch, (node, r, c) => Specs.Value(node, r, c) + (node == moved && r == row && c == column ? by : 0));
}
