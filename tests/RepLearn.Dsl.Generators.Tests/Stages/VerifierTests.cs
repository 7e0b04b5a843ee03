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
    public void AProgramOfTwoInputs_IsRefused()
    {
        var graph = new ArrayGraph();
        Node sum = graph.Apply(Op.Exp, graph.Add(graph.Input("first", 4), graph.Input("second", 4)));

        Assert.Contains("one input", Assert.Throws<InvalidOperationException>(() => Planner.Make(new ProgramSpec("Encode", [new RowsOutput(sum)]))).Message);
    }

    [Fact]
    public void EveryOperation_HasARowInTheTable()
    {
        foreach (Op op in Enum.GetValues<Op>())
        {
            OpInfo info = OpTable.Of(op);
            Assert.True(!info.Has(OpTraits.Commutative | OpTraits.Recomputable | OpTraits.PartialDomain) || info.Kind == OpKind.Elementwise, $"{op}");
        }

        Assert.Contains("no row", Assert.Throws<InvalidOperationException>(() => OpTable.Of((Op)999)).Message);
    }
}
