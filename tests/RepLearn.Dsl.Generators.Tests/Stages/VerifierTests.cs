using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>What the stages cannot do is refused where it is asked for, not compiled into other numbers.</summary>
public class VerifierTests
{
    [Theory]
    [InlineData("Product")]
    [InlineData("ProductTransposed")]
    public void AProductWithAMatrixPerExample_IsRefused(string operation)
    {
        var graph = new ArrayGraph();
        Node code = graph.Input("code", 1);
        Node other = graph.Input("other", 1);

        var refused = Assert.Throws<InvalidOperationException>(() => graph.Apply(Enum.Parse<Op>(operation), code, other));
        Assert.Contains("does not fit [batch, 1] and [batch, 1]", refused.Message);
    }

    [Fact]
    public void AProgramThatNeedsAnInputItIsNotGiven_IsRefused()
    {
        var graph = new ArrayGraph();
        Node first = graph.Input("first", 4);
        Node second = graph.Input("second", 20);
        Node sum = graph.Apply(Op.Exp, graph.Add(first, graph.Sum(ReduceAxis.Columns, second)));

        Assert.Contains("not given", Assert.Throws<InvalidOperationException>(() => Planner.Make(Program(first))).Message);
        Plan plan = Planner.Make(Program(first, second));
        Assert.Equal((0, 16), (plan.Storage[first].Offset, plan.Storage[second].Offset));

        ProgramSpec Program(params Node[] inputs) => new("Encode", ProgramMode.Infer, inputs, [new RowsOutput(sum)]);
    }

    [Fact]
    public void EveryOperation_HasARowInTheTable()
    {
        foreach (Op op in Enum.GetValues<Op>())
        {
            OpInfo info = OpTable.Of(op);
            Assert.True(!info.Has(OpTraits.Commutative | OpTraits.Recomputable | OpTraits.PartialDomain) || info.Kind == OpKind.Elementwise, $"{op}");
            Assert.Equal(info.Kind is OpKind.Given or OpKind.Scalar or OpKind.View, info.Cost is null);
        }

        Assert.Contains("no row", Assert.Throws<InvalidOperationException>(() => OpTable.Of((Op)999)).Message);
    }

    [Fact]
    public void ABadGraph_IsRefused()
    {
        var x = new Node(0, Op.Input, [], Shape.Batch(4), null) { Name = "x" };
        var y = new Node(1, Op.Exp, [x], Shape.Batch(4), null);
        GraphVerifier.Verify([x, y], "a test");
        Assert.Contains("shape", Refusal(x, new Node(1, Op.Exp, [x], Shape.Batch(5), null)));
        Assert.Contains("shape", Refusal(x, new Node(1, Op.Reduce, [x], Shape.Batch(4), new Reduction(ReduceOperator.Sum, ReduceAxis.Columns))));
        Assert.Contains("operand", Refusal(x, new Node(1, Op.Add, [x, new Node(2, Op.Exp, [x], Shape.Batch(4), null)], Shape.Batch(4), null)));
        Assert.Contains("operand", Refusal(x, new Node(1, Op.Exp, [new Node(0, Op.Input, [], Shape.Batch(4), null)], Shape.Batch(4), null)));
        Assert.Contains("operand", Refusal(x, new Node(3, Op.Exp, [x], Shape.Batch(4), null)));

        static string Refusal(params Node[] nodes) =>
            Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify([.. nodes], "a test")).Message;
    }

    [Fact]
    public void ABadPlan_IsRefused()
    {
        Plan plan = ModelCompiler.Stages(Specs.Of(Specs.SparseContractive)).Plans[0];
        PlanVerifier.VerifyOrder(plan);
        PlanVerifier.VerifyStorage(plan);
        Stage first = plan.Stages.First(stage => stage.Steps.Length > 1);
        Assert.Contains("operand is not computed", Order(plan with { Stages = [.. Enumerable.Reverse(plan.Stages)] }));
        Assert.Contains("operand is not computed", Order(plan with { Stages = [.. plan.Stages.Select(stage => stage == first ? new Stage(stage.Number, [.. Enumerable.Reverse(stage.Steps)]) : stage)] }));
        Assert.Contains("computed twice", Order(plan with { Stages = [.. plan.Stages.Select(stage => stage == first ? new Stage(stage.Number, [.. stage.Steps, stage.Steps[^1]]) : stage)] }));
        Assert.Contains("output is not computed", Order(plan with { Stages = [.. plan.Stages.Select((stage, index) => index == plan.Stages.Length - 1 ? new Stage(stage.Number, []) : stage)] }));
        KernelStep kernel = plan.Steps.OfType<KernelStep>().First(step => step.Epilogue is not null || step.Node.Kind == OpKind.Product);
        Assert.Contains("has no storage", Storage(Without(plan, kernel.Stored)));
        Assert.Contains("output has no storage", Storage(Without(plan, plan.Program.Outputs.OfType<GradientOutput>().First(output => plan.Steps.OfType<KernelStep>().All(step => !step.Memory.Contains(output.Node))).Node)));

        static string Order(Plan plan) => Assert.Throws<InvalidOperationException>(() => PlanVerifier.VerifyOrder(plan)).Message;
        static string Storage(Plan plan) => Assert.Throws<InvalidOperationException>(() => PlanVerifier.VerifyStorage(plan)).Message;
        static Plan Without(Plan plan, Node node) => plan with { Storage = plan.Storage.Where(pair => pair.Key != node).ToDictionary(pair => pair.Key, pair => pair.Value) };
    }
}
