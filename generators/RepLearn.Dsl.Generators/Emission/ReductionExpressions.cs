using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>The C# of a reduction: what it starts from, how a value joins, how the lanes become one number.</summary>
internal abstract class ReductionExpressions(VectorExpressions vectors)
{
    protected readonly VectorExpressions Vectors = vectors;

    public abstract string Start { get; }

    public abstract string ScalarStart { get; }

    public static ReductionExpressions Of(Node node, VectorExpressions vectors) =>
        node.Reduction!.IsSum ? new SumExpressions(vectors) : new MaxExpressions(vectors);

    public abstract string Accumulate(string accumulator, string value);

    public abstract string AccumulateScalar(string accumulator, string value);

    /// <summary>The value, with lanes beyond the row's width that change nothing.</summary>
    public abstract string Keep(string value, int width);

    public abstract string Fold(string lanes);

    private sealed class SumExpressions(VectorExpressions vectors) : ReductionExpressions(vectors)
    {
        public override string Start => Vectors.Zero;

        public override string ScalarStart => "0";

        public override string Accumulate(string accumulator, string value) => $"{accumulator} += {value};";

        public override string AccumulateScalar(string accumulator, string value) => $"{accumulator} += {value};";

        public override string Keep(string value, int width) => $"Lanes.Keep({value}, column, {CSharpLiteral.Int(width)})";

        public override string Fold(string lanes) => $"Lanes.Sum({lanes})";
    }

    private sealed class MaxExpressions(VectorExpressions vectors) : ReductionExpressions(vectors)
    {
        public override string Start => $"Vector512.Create({ScalarStart})";

        public override string ScalarStart => $"{Vectors.Type}.NegativeInfinity";

        public override string Accumulate(string accumulator, string value) => $"{accumulator} = Vector512.Max({accumulator}, {value});";

        public override string AccumulateScalar(string accumulator, string value) => $"{accumulator} = Math.Max({accumulator}, {value});";

        public override string Keep(string value, int width) => $"Lanes.KeepOr({value}, {Start}, column, {CSharpLiteral.Int(width)})";

        public override string Fold(string lanes) => $"Lanes.Max({lanes})";
    }
}
