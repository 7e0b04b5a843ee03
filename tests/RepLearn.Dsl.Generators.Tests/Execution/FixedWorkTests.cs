using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Products of matrices of fixed size, and functions of numbers that are known when a program starts, in a model that no declaration
/// asks for yet: loss and gradients are those of the interpreted graph.
/// </summary>
public class FixedWorkTests
{
    private static readonly string[] s_names = ["first", "second", "third", "fourth"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FixedProductsAndFunctionsOfSchedules_GiveTheGraphsValues(int threads) => HandMadeModel.Check(Lower, threads, rows: 3);

    // The encoder's weight is a product of two, and so is the decoder's, with a transposed factor.
    private static LoweredModel Lower()
    {
        var graph = new ArrayGraph();
        Node input = graph.Input("input", 5);
        Node[] weights = [graph.Parameter("first", 0, 5, 17), graph.Parameter("second", 1, 17, 3), graph.Parameter("third", 2, 3, 19), graph.Parameter("fourth", 3, 5, 19)];
        Node encoder = graph.Apply(Op.Product, weights[0], weights[1]);
        Node decoder = graph.Apply(Op.ProductTransposed, weights[2], weights[3]);
        Node code = graph.Apply(Op.Product, input, encoder);
        Node output = graph.Apply(Op.Product, code, decoder);
        Node rows = graph.Sum(ReduceAxis.Columns, graph.Square(graph.Subtract(input, output)));
        Node scale = graph.Apply(Op.Exp, graph.Apply(Op.Sqrt, graph.Ramp("ramp", graph.Constant(0.7), 10)));
        Node loss = graph.Multiply(scale, graph.Multiply(graph.InverseExamples(), graph.Sum(ReduceAxis.Rows, rows)));
        Node given = graph.Input("code", 3);
        List<ModelParameter> parameters = [.. weights.Select((weight, index) => new ModelParameter(s_names[index], ParameterRole.Weight, weight, Initialization.Zeros, SpecPlace.Encoder, 0))];
        return new LoweredModel(graph, parameters, new Dictionary<string, Node>(), [new LossTerm("reconstruction", loss)], [new LossTerm("reconstruction", loss)], code, graph.Apply(Op.Product, given, decoder), null, null)
        {
            Inputs = [input],
            CodeInput = given,
        };
    }
}
