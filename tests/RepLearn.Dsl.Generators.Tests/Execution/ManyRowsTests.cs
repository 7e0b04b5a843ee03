using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Several rows per example of different kinds in one model: importance samples of a code, rows of an encoder's Jacobian, pixels of an image, and
/// all pairs of examples.
/// </summary>
public class ManyRowsTests
{
    [Theory]
    [InlineData("Normal", 1, 1)]
    [InlineData("Normal", 1, 7)]
    [InlineData("Uniform", 2, 3)]
    [InlineData("Normal", 2, 261)]
    public void SamplesJacobiansPixelsAndPairs_MeetInOneModel(string kind, int threads, int rows) =>
        HandMadeModel.Check(() => Lower(Enum.Parse<NoiseKind>(kind)), threads, rows);

    // −mean ln (1/4 Σ over 4 samples of p(x | z)) + 0.1 ‖∂code/∂x‖² + 0.2 mean Σ k(‖z − z'‖²), the encoder a convolution over a line of 5 pixels
    private static LoweredModel Lower(NoiseKind kind)
    {
        const int samples = 4;
        var graph = new ArrayGraph();
        Node input = graph.Input("input", 5);
        var window = new ConvolutionShape(new WindowAxis(1, 1, 1, 0, 1), new WindowAxis(5, 3, 2, 1, 3), 1, 2);
        Node filter = graph.Parameter("filter", 0, window.Depth, window.Filters);
        Node encoder = graph.Parameter("encoder", 1, window.YColumns, 3);
        Node decoder = graph.Parameter("decoder", 2, 3, 5);
        Node hidden = graph.Apply(Op.Tanh, graph.Convolution(Op.Convolve, window, input, filter));
        Node code = graph.Apply(Op.Tanh, graph.Apply(Op.Product, hidden, encoder));
        Node sampled = graph.Add(graph.RepeatRows(code, samples), graph.Noise(kind, "noise", 0, 3, samples));
        Node error = graph.Subtract(graph.RepeatRows(input, samples), graph.Apply(Op.Product, sampled, decoder));
        Node logLikelihood = graph.Scale(graph.Sum(ReduceAxis.Columns, graph.Square(error)), -0.5);
        Node bound = graph.Subtract(graph.LogSumExp(ReduceAxis.ExampleRows, logLikelihood), graph.Constant(Math.Log(samples)));
        Node loss = graph.Negate(graph.Multiply(graph.InverseExamples(), graph.Sum(ReduceAxis.Rows, bound)));
        Node pairs = graph.Multiply(graph.InverseExamples(), graph.Sum(ReduceAxis.Rows, graph.PairwiseSum(PairKernel.InverseMultiquadric(2), code, code)));
        Node given = graph.Input("code", 3);
        LossTerm[] terms =
        [
            new("bound", loss),
            new("contractive", new JacobianNorm(code, input, graph.Constant(0.1), null)),
            new("pairs", graph.Scale(pairs, 0.2)),
        ];
        return new LoweredModel(
            graph,
            [.. new[] { filter, encoder, decoder }.Select(parameter => new ModelParameter(parameter.Name!, ParameterRole.Weight, parameter, Initialization.Zeros, SpecPlace.Encoder, 0))],
            new Dictionary<string, Node>(),
            terms,
            terms,
            code,
            graph.Apply(Op.Product, given, decoder),
            null,
            null)
        {
            Inputs = [input],
            CodeInput = given,
        };
    }
}
