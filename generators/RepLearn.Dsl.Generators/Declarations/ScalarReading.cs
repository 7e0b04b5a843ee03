using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>An expression read so far, with its size as a tree: locals that are used twice count twice.</summary>
internal sealed record ScalarReading(ScalarExpression Expression, int Size, int Depth)
{
    /// <summary>The most operations of a function.</summary>
    public const int MaxSize = 1000;

    /// <summary>The most operations inside each other, which also bounds every later walk over the tree.</summary>
    public const int MaxDepth = 100;

    public bool IsTooLarge => Size > MaxSize || Depth > MaxDepth;

    public static ScalarReading Constant(double value) => new(new ScalarConstant(value), 1, 1);

    public static ScalarReading Variable => new(new ScalarVariable(), 1, 1);

    public static ScalarReading Unary(ScalarUnaryKind kind, ScalarReading operand) => operand.Expression is ScalarConstant known
        ? Constant(ScalarArithmetic.Of(kind, known.Value))
        : new(new ScalarUnary(kind, operand.Expression), operand.Size + 1, operand.Depth + 1);

    public static ScalarReading Binary(ScalarBinaryKind kind, ScalarReading left, ScalarReading right) =>
        left.Expression is ScalarConstant x && right.Expression is ScalarConstant y
        ? Constant(ScalarArithmetic.Of(kind, x.Value, y.Value))
        : new(new ScalarBinary(kind, left.Expression, right.Expression), left.Size + right.Size + 1, Math.Max(left.Depth, right.Depth) + 1);

    /// <summary><c>left &gt; right ? then : otherwise</c></summary>
    public static ScalarReading Conditional(ScalarReading left, ScalarReading right, ScalarReading then, ScalarReading otherwise) =>
        left.Expression is ScalarConstant x && right.Expression is ScalarConstant y
        ? x.Value > y.Value ? then : otherwise
        : new(
        new ScalarConditional(left.Expression, right.Expression, then.Expression, otherwise.Expression),
        left.Size + right.Size + then.Size + otherwise.Size + 1,
        Math.Max(Math.Max(left.Depth, right.Depth), Math.Max(then.Depth, otherwise.Depth)) + 1);
}
