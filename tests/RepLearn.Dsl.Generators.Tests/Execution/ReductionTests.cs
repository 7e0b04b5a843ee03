using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Maxima, logarithms of sums of exponentials, places of maxima and detached values along every axis, compiled into a model: loss and
/// gradients are those of the interpreted graph, at widths with and without padding.
/// </summary>
public class ReductionTests
{
    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, int>();
            foreach (string what in new[] { "Max", "LogSumExp" }.SelectMany(what => Enum.GetNames<ReduceAxis>().Select(axis => $"{what} {axis}")).Append("ArgMax Columns"))
            {
                foreach ((int width, int threads, int rows) in new[] { (1, 1, 3), (7, 2, 3), (8, 1, 1), (17, 2, 261) })
                {
                    cases.Add(what, width, threads, rows);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AReduction_GivesTheGraphsValues(string what, int width, int threads, int rows) =>
        HandMadeModel.Check(() => Lower(what.Split(' ')[0], Enum.Parse<ReduceAxis>(what.Split(' ')[1]), width), threads, rows);

    [Fact]
    public void LogSumExp_DoesNotOverflow()
    {
        var graph = new ArrayGraph();
        Node x = graph.Multiply(graph.Constant(1000), graph.Input("x", 3));
        Node result = graph.LogSumExp(ReduceAxis.Columns, x);
        double[] values = [1, 1, 0.5];
        Assert.Equal(1000 + Math.Log(2), new Stages.GraphInterpreter(1, (_, _, column) => values[column]).Scalar(result), 1e-12);
    }

    [Fact]
    public void NoGradient_PassesADetachedValue()
    {
        var graph = new ArrayGraph();
        Node x = graph.Parameter("x", 0, 1, 3);
        Node loss = graph.Sum(ReduceAxis.Columns, graph.Multiply(graph.Detach(x), x));
        Node gradient = Differentiation.ReverseMode.Gradients(graph, loss, graph.One, [x])[0]!;
        Assert.Equal(2.5, new Stages.GraphInterpreter(1, (_, _, _) => 2.5).Evaluate(gradient)[0, 1]);
    }

    // A loss of what is reduced, of a hidden layer of the given width, with three rows per example for the axes that need them.
    private static LoweredModel Lower(string what, ReduceAxis axis, int width)
    {
        var graph = new ArrayGraph();
        Node input = graph.Input("input", 5);
        Node encoder = graph.Parameter("encoder", 0, 5, 3);
        Node weight = graph.Parameter("weight", 1, 3, width);
        Node tile = graph.Parameter("tile", 2, 3, width);
        Node code = graph.Apply(Op.Product, input, encoder);
        Node hidden = graph.Apply(Op.Product, code, weight);
        Node reduced = axis is ReduceAxis.ExampleRows or ReduceAxis.Examples
            ? graph.Multiply(graph.RepeatRows(hidden, 3), graph.Tile(tile))
            : graph.Multiply(hidden, graph.Sum(ReduceAxis.Rows, tile));
        Node result = what switch
        {
            "Max" => graph.Max(axis, reduced),
            "LogSumExp" => graph.LogSumExp(axis, reduced),
            _ => graph.Multiply(graph.Detach(graph.ArgMax(reduced)), graph.Sum(ReduceAxis.Columns, reduced)),
        };
        Node columns = graph.Sum(ReduceAxis.Columns, graph.Square(result));
        Node loss = graph.Multiply(graph.InverseExamples(), graph.Sum(ReduceAxis.Rows, columns));
        Node given = graph.Input("code", 3);
        Node[] parameters = [encoder, weight, tile];
        return new LoweredModel(
            graph,
            [.. parameters.Select(parameter => new ModelParameter(parameter.Name!, ParameterRole.Weight, parameter, Initialization.Zeros, SpecPlace.Encoder, 0))],
            new Dictionary<string, Node>(),
            [new LossTerm("reconstruction", loss)],
            [new LossTerm("reconstruction", loss)],
            code,
            graph.Apply(Op.ProductTransposed, given, encoder),
            null,
            null)
        {
            Inputs = [input],
            CodeInput = given,
        };
    }
}
