using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Matrices of few values in a row, compiled into a model: loss and gradients are those of the interpreted graph, where a product is looked through
/// and where its values are stored, with products of gathered rows and where the whole matrix is needed.
/// </summary>
public class SparseTests
{
    public static TheoryData<string, int, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, int, int>();
            foreach (string what in (string[])["products", "stored", "dense", "half"])
            {
                foreach ((int width, int count, int threads, int rows) in new[] { (2, 1, 1, 3), (19, 4, 2, 3), (16, 16, 1, 1), (130, 17, 2, 37), (40, 5, 2, 261) })
                {
                    cases.Add(what, width, count, threads, rows);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ASparseCode_GivesTheGraphsValues(string what, int width, int count, int threads, int rows) =>
        HandMadeModel.Check(() => Lower(new ArrayGraph(), what, width, count), threads, rows);

    [Fact]
    public void ProductsOfASparseCode_GatherRows()
    {
        Plan plan = Backward("products");
        Node[] needed = [.. plan.Needed];
        Assert.DoesNotContain(needed, node => node.Op is Op.ScatterColumns or Op.GatherColumns && node.Shape.Columns > 5);
        Assert.Single(needed, node => node.Kind == OpKind.Product);
        Assert.Equal(2, needed.Count(node => node.Op == Op.TransposedSparseProduct));
        Assert.Contains(plan.Epilogues.Values, epilogue => epilogue.Kind == EpilogueKind.TopColumns);
        Assert.DoesNotContain(plan.Storage.Keys, node => node.Shape.PerExample && node.Shape.Columns == 40);
    }

    [Fact]
    public void ValuesThatAreReadElsewhere_AreStored() =>
        Assert.DoesNotContain(Backward("stored").Epilogues.Values, epilogue => epilogue.Kind == EpilogueKind.TopColumns);

    private static Plan Backward(string what) =>
        Planner.Make(Programs.Of(Differentiator.Differentiate(Lower(new ArrayGraph(), what, 40, 5))).First());

    // |x − TopK(x Aᵀ + a) B|², and what the rest of the graph makes of the code beside it
    private static LoweredModel Lower(ArrayGraph graph, string what, int width, int count)
    {
        Node input = graph.Input("input", 5);
        Node encoder = graph.Parameter("encoder", 0, width, 5);
        Node bias = graph.Parameter("bias", 1, 1, width);
        Node decoder = graph.Parameter("decoder", 2, width, 5);
        Node code = graph.Parameter("code", 3, width, 3);
        Node sums = graph.Add(graph.Apply(Op.ProductTransposed, input, encoder), bias);
        Node columns = graph.TopColumns(sums, count);
        Node active = graph.ScatterColumns(graph.Apply(Op.Maximum, graph.GatherColumns(sums, columns), graph.Zero), columns, width);
        Node decoded = graph.Apply(Op.Product, what == "half" ? graph.Scale(active, 0.5) : active, decoder);
        Node rows = graph.Sum(ReduceAxis.Columns, graph.Square(graph.Subtract(input, decoded)));
        Node beside = what switch
        {
            "stored" => graph.Sum(ReduceAxis.Columns, graph.Square(sums)),
            "dense" => graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Exp, active)),
            "half" => graph.Sum(ReduceAxis.Columns, graph.Multiply(graph.Multiply(active, bias), graph.Apply(Op.Tanh, graph.Apply(Op.Abs, active)))),
            _ => graph.Sum(ReduceAxis.Columns, graph.Apply(Op.Abs, active)),
        };
        Node batchwide = graph.Sum(ReduceAxis.Columns, graph.Square(graph.Sum(ReduceAxis.Rows, active)));
        Node loss = graph.Add(graph.Mean(graph.Add(rows, graph.Scale(beside, 0.3))), graph.Scale(batchwide, 1e-4));
        Node given = graph.Input("code", 3);
        Node[] parameters = [encoder, bias, decoder, code];
        return new LoweredModel(
            graph,
            [.. parameters.Select(parameter => new ModelParameter(parameter.Name!, ParameterRole.Weight, parameter, Initialization.Zeros, SpecPlace.Encoder, 0))],
            new Dictionary<string, Node>(),
            [new LossTerm("reconstruction", loss)],
            [new LossTerm("reconstruction", loss)],
            graph.Apply(Op.Product, active, code),
            graph.Apply(Op.Product, given, graph.Apply(Op.TransposedProduct, code, decoder)),
            null,
            null)
        {
            Inputs = [input],
            CodeInput = given,
        };
    }
}
