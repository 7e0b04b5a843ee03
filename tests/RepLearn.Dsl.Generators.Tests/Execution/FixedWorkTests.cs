using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Tests.Stages;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Products of matrices of fixed size, and functions of numbers that are known when a program starts, in a model that no declaration
/// asks for yet: loss and gradients are those of the interpreted graph.
/// </summary>
public class FixedWorkTests
{
    private const int Rows = 3;

    private static readonly string[] s_names = ["first", "second", "third", "fourth"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FixedProductsAndFunctionsOfSchedules_GiveTheGraphsValues(int threads)
    {
        LoweredModel lowered = Lower();
        DifferentiatedModel differentiated = Differentiator.Differentiate(lowered);
        var plans = new List<Plan>();
        foreach (ProgramSpec program in Programs.Of(differentiated))
        {
            plans.Add(Planner.Make(program));
        }

        const string declaration = "[Autoencoder(5, Precision = Precision.Double)] [Latent.Code(3)] [Decoder.Dense(5)] [Likelihood.SquaredError]";
        string source = new ModelEmitter(Specs.Of(declaration), lowered, [], plans).Emit("// Made by hand.");
        using Autoencoder<double> model = GeneratedAssembly.LoadFiles("sealed partial class Model;", source).Model<double>("Model");
        model.Step = 10;
        model.Threads = threads;
        model.MultiplyAddsPerWorker = threads == 1 ? long.MaxValue : 1;
        foreach (ParameterInfo parameter in model.Info.Layout)
        {
            int index = Array.IndexOf(s_names, parameter.Name);
            for (int entry = 0; entry < parameter.Length; entry++)
            {
                model.Parameters[parameter.Offset + entry] = Value(index, entry / parameter.Columns, entry % parameter.Columns);
            }
        }

        double[] batch = [.. Enumerable.Range(0, Rows * 5).Select(entry => Value(9, entry / 5, entry % 5))];
        var interpreter = new GraphInterpreter(Rows, (node, row, column) => node.Op == Op.Parameter ? Value(node.Get<ParameterIndex>().Index, row, column) : Value(9, row, column));
        Assert.Equal(interpreter.Scalar(differentiated.Total), model.Backward(batch, default).Total, 1e-12);
        foreach (ParameterGradient reached in differentiated.Reached)
        {
            double[,] expected = interpreter.Evaluate(reached.Gradient);
            ParameterInfo parameter = model.Info.Layout[reached.Parameter.Node.Get<ParameterIndex>().Index];
            for (int entry = 0; entry < parameter.Length; entry++)
            {
                Assert.Equal(expected[entry / parameter.Columns, entry % parameter.Columns], model.Gradients[parameter.Offset + entry], 1e-12);
            }
        }
    }

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
        Node scale = graph.Apply(Op.Exp, graph.Apply(Op.Sqrt, graph.Ramp("ramp", 0.7, 10)));
        Node loss = graph.Multiply(scale, graph.Multiply(graph.InverseBatch(), graph.Sum(ReduceAxis.Rows, rows)));
        Node given = graph.Input("code", 3);
        ModelParameter[] parameters = [.. weights.Select((weight, index) => new ModelParameter(s_names[index], weight, Initialization.Zeros, SpecPlace.Encoder, 0))];
        return new LoweredModel(graph, parameters, [new LossTerm("reconstruction", loss)], code, graph.Apply(Op.Product, given, decoder), null);
    }

    private static double Value(int index, int row, int column) => 0.4 * Math.Sin((index * 1.3) + (row * 1.7) + (column * 2.3));
}
