using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Groups of columns as rows per example, compiled into a model: a softmax of each group, products group by group, channels normalised in
/// groups over all pixels. Groups of whole vectors are read where they are, others are copied.
/// </summary>
public class RowGroupTests
{
    public static TheoryData<int, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int, int>();
            foreach ((int groups, int width) in new[] { (2, 16), (4, 32), (3, 10), (5, 1), (1, 7), (2, 24) })
            {
                foreach ((int threads, int rows) in new[] { (1, 1), (2, 3), (2, 261) })
                {
                    cases.Add(groups, width, threads, rows);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GroupsGiveTheGraphsValues(int groups, int width, int threads, int rows) =>
        HandMadeModel.Check(() => Lower(groups, width), threads, rows);

    [Theory]
    [InlineData(2, 16, true)]
    [InlineData(2, 24, false)]
    [InlineData(3, 10, false)]
    public void GroupsOfWholeVectors_AreNotCopied(int groups, int width, bool shares)
    {
        Plan plan = Planner.Make(Programs.Of(Differentiation.Differentiator.Differentiate(Lower(groups, width))).First());
        KernelStep[] steps = [.. plan.Steps.OfType<KernelStep>().Where(step => step.Node.Op == Op.Reshape)];
        Assert.NotEmpty(steps);
        Assert.All(steps.Where(step => step.Node.Name == "split" || step.Node.Name == "joined"), step =>
        {
            Assert.Equal(shares, step.IsReinterpretation);
            Assert.Equal(shares, plan.Storage[step.Node].Offset == plan.Storage[step.Node[0]].Offset);
        });
        Assert.Null(Stages.Hazards.Find(plan));
    }

    [Fact]
    public void ReshapedTwice_IsReshapedOnce()
    {
        var graph = new ArrayGraph();
        Node x = graph.Input("x", 12);
        Assert.Same(graph.Reshape(x, 3), graph.Reshape(graph.Reshape(x, 4), 3));
        Assert.Same(x, graph.Reshape(graph.Reshape(x, 4), 1));
        Assert.Equal(Shape.Batch(2, 6), graph.Reshape(x, 6).Shape);
        Assert.Throws<InvalidOperationException>(() => graph.Reshape(x, 5));
        Assert.Equal(Shape.Fixed(2, 8), graph.Reshape(graph.Parameter("p", 0, 4, 4), 2).Shape);
        Assert.Throws<InvalidOperationException>(() => graph.Reshape(graph.Parameter("p", 0, 4, 4), 3));
    }

    // A softmax of each group of a hidden layer, each group times the same matrix, normalised over rows in blocks of columns; a penalty on
    // the Jacobian of the softmax.
    private static LoweredModel Lower(int groups, int width)
    {
        var graph = new ArrayGraph();
        Node input = graph.Input("input", 5);
        Node encoder = graph.Parameter("encoder", 0, 5, 3);
        Node weight = graph.Parameter("weight", 1, 3, groups * width);
        Node shared = graph.Parameter("shared", 2, width, 16);
        Node decoder = graph.Parameter("decoder", 3, 16 * groups, 5);
        Node code = graph.Apply(Op.Product, input, encoder);
        Node logits = graph.Apply(Op.Product, graph.Apply(Op.Tanh, code), weight);
        Node split = graph.Reshape(logits, groups).Named("split");
        Node softmax = graph.Apply(Op.Exp, graph.Subtract(split, graph.LogSumExp(ReduceAxis.Columns, split))).Named("softmax");
        Node joined = graph.Reshape(softmax, 1).Named("joined");
        Node pixels = graph.Apply(Op.Product, graph.Add(graph.Reshape(joined, groups), graph.Apply(Op.Sin, split)), shared).Named("pixels");

        // Mean 0 in blocks of 4 channels over all pixels.
        Node channels = graph.Sum(ReduceAxis.ExampleRows, pixels);
        Node mean = graph.Scale(graph.Sum(ReduceAxis.Columns, graph.Reshape(channels, 4)), 1.0 / (4 * groups));
        Node repeated = graph.Reshape(graph.Broadcast(mean, Shape.Batch(4, 4)), 1);
        Node centred = graph.Subtract(pixels, graph.RepeatRows(repeated, groups)).Named("centred");
        Node output = graph.Apply(Op.Product, graph.Reshape(centred, 1), decoder);
        Node loss = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Square(graph.Subtract(input, output))));
        Node entropy = graph.Mean(graph.Sum(ReduceAxis.Columns, graph.Sum(ReduceAxis.ExampleRows, graph.Square(softmax))));
        Node given = graph.Input("code", 3);
        LossTerm[] terms = [new("reconstruction", loss), new("entropy", entropy), new("contractive", new JacobianNorm(joined, input, graph.Constant(0.1)))];
        Node[] parameters = [encoder, weight, shared, decoder];
        return new LoweredModel(
            graph,
            [.. parameters.Select(parameter => new ModelParameter(parameter.Name!, ParameterRole.Weight, parameter, Initialization.Zeros, SpecPlace.Encoder, 0))],
            new Dictionary<string, Node>(),
            terms,
            terms,
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
