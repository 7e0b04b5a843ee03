using RepLearn.Dsl.Generators.Fusion;
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
    public void AProgramOfTwoInputs_IsRefused()
    {
        var graph = new ArrayGraph();
        Node sum = graph.Apply(Op.Exp, graph.Add(graph.Input("first", 4), graph.Input("second", 4)));
        Plan plan = FusionGrouping.Group(new ProgramSpec("Encode", [new RowsOutput(sum)]));
        StoragePlanning.Assign(plan);

        Assert.Contains("one input", Assert.Throws<InvalidOperationException>(() => PlanVerifier.Verify(plan)).Message);
    }

    [Fact]
    public void EveryOperation_IsOfOneClass()
    {
        foreach (Op op in Enum.GetValues<Op>())
        {
            bool[] classes = [OpKinds.IsElementwise(op), OpKinds.IsSum(op), OpKinds.IsProduct(op), OpKinds.IsNoise(op)];
            bool isOther = op is Op.Input or Op.Parameter or Op.Constant or Op.Schedule or Op.IdentityRows or Op.Broadcast or Op.RepeatRows or Op.Tile or Op.MaxRows;
            Assert.True(classes.Count(holds => holds) == (isOther ? 0 : 1), $"{op}");
            Assert.True(!OpKinds.IsCommutative(op) || OpKinds.IsElementwise(op), $"{op}");
        }
    }
}
