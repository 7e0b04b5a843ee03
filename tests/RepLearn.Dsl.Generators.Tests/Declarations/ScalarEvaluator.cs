using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>The value of a scalar expression, to compare with C#'s.</summary>
internal static class ScalarEvaluator
{
    public static double Evaluate(ScalarExpression expression, double x) => expression switch
    {
        ScalarConstant constant => constant.Value,
        ScalarVariable => x,
        ScalarUnary unary => Unary(unary.Kind, Evaluate(unary.Operand, x)),
        ScalarBinary binary => Binary(binary.Kind, Evaluate(binary.Left, x), Evaluate(binary.Right, x)),
        ScalarConditional c => Evaluate(Evaluate(c.Left, x) > Evaluate(c.Right, x) ? c.Then : c.Else, x),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static double Unary(ScalarUnaryKind kind, double x) => kind switch
    {
        ScalarUnaryKind.Negate => -x,
        ScalarUnaryKind.Exp => Math.Exp(x),
        ScalarUnaryKind.Log => Math.Log(x),
        ScalarUnaryKind.Sqrt => Math.Sqrt(x),
        ScalarUnaryKind.Tanh => Math.Tanh(x),
        ScalarUnaryKind.Sin => Math.Sin(x),
        ScalarUnaryKind.Cos => Math.Cos(x),
        ScalarUnaryKind.Abs => Math.Abs(x),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static double Binary(ScalarBinaryKind kind, double x, double y) => kind switch
    {
        ScalarBinaryKind.Add => x + y,
        ScalarBinaryKind.Subtract => x - y,
        ScalarBinaryKind.Multiply => x * y,
        ScalarBinaryKind.Divide => x / y,
        ScalarBinaryKind.Max => Math.Max(x, y),
        ScalarBinaryKind.Min => Math.Min(x, y),
        ScalarBinaryKind.Power => Math.Pow(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
