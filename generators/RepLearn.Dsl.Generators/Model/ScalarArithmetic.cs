namespace RepLearn.Dsl.Generators.Model;

/// <summary>The values of operations on constants.</summary>
internal static class ScalarArithmetic
{
    public static double Of(ScalarUnaryKind kind, double x) => kind switch
    {
        ScalarUnaryKind.Negate => -x,
        ScalarUnaryKind.Exp => Math.Exp(x),
        ScalarUnaryKind.Log => Math.Log(x),
        ScalarUnaryKind.Sqrt => Math.Sqrt(x),
        ScalarUnaryKind.Tanh => Math.Tanh(x),
        ScalarUnaryKind.Sin => Math.Sin(x),
        ScalarUnaryKind.Cos => Math.Cos(x),
        ScalarUnaryKind.Abs => Math.Abs(x),
        _ => throw new InvalidOperationException($"Constants: unknown function {kind}."),
    };

    public static double Of(ScalarBinaryKind kind, double x, double y) => kind switch
    {
        ScalarBinaryKind.Add => x + y,
        ScalarBinaryKind.Subtract => x - y,
        ScalarBinaryKind.Multiply => x * y,
        ScalarBinaryKind.Divide => x / y,
        ScalarBinaryKind.Max => Math.Max(x, y),
        ScalarBinaryKind.Min => Math.Min(x, y),
        ScalarBinaryKind.Power => Math.Pow(x, y),
        _ => throw new InvalidOperationException($"Constants: unknown operator {kind}."),
    };
}
