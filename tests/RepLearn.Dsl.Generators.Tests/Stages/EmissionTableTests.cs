using System.Globalization;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

public class EmissionTableTests
{
    [Fact]
    public void Literals_ReadBackToTheSameBits()
    {
        var random = new Random(5);
        for (int count = 0; count < 300_000; count++)
        {
            float single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            double real = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (float.IsFinite(single))
            {
                Assert.Equal(
                    BitConverter.SingleToInt32Bits(single),
                    BitConverter.SingleToInt32Bits(float.Parse(CSharpLiteral.Float(single).TrimEnd('f'), CultureInfo.InvariantCulture)));
            }

            if (double.IsFinite(real))
            {
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(real),
                    BitConverter.DoubleToInt64Bits(double.Parse(CSharpLiteral.Double(real).TrimEnd('d'), CultureInfo.InvariantCulture)));
            }
        }
    }

    [Theory]
    [InlineData(0.1, "0.1f")]
    [InlineData(1.0 / 3, "0.33333334f")]
    [InlineData(1e-5, "1E-05f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(7, "7f")]
    [InlineData(double.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(double.NaN, "float.NaN")]
    public void Literals_AreShort(double value, string expected) => Assert.Equal(expected, CSharpLiteral.Float((float)value));

    [Fact]
    public void EveryElementwiseOperation_HasAVectorExpression()
    {
        var graph = new ArrayGraph(Rewriting.Simpler);
        var vectors = new VectorExpressions(isDouble: false);
        foreach (Op op in Enum.GetValues<Op>().Where(OpTable.IsElementwise))
        {
            Node node = op == Op.Detach ? graph.Detach(graph.Input("x", 5)) : OperationCases.Of(graph, op).First(candidate => candidate.Op == op);
            Expression[] operands = [.. node.Operands.Select(operand => new Expression(operand.ToString(), Binding.Atom))];
            Assert.NotEmpty(vectors.Apply(node, operands).Text);
        }
    }

    [Fact]
    public void Operands_KeepTheirOrderOfEvaluation()
    {
        var graph = new ArrayGraph();
        Node x = graph.Input("x", 4);
        Node y = graph.Input("y", 4);
        Node z = graph.Input("z", 4);
        var vectors = new VectorExpressions(isDouble: false);
        Expression print(Node node) => node.Operands.Length == 0
            ? new Expression(node.ToString(), Binding.Atom)
            : vectors.Apply(node, [.. node.Operands.Select(print)]);
        Assert.Equal("x - (y - z)", print(graph.Subtract(x, graph.Subtract(y, z))).Text);
        Assert.Equal("(x + y) * z", print(graph.Multiply(graph.Add(x, y), z)).Text);
        Assert.Equal("x / (y / z)", print(graph.Divide(x, graph.Divide(y, z))).Text);
        Assert.Equal("-(x + y)", print(graph.Negate(graph.Add(x, y))).Text);
    }
}
