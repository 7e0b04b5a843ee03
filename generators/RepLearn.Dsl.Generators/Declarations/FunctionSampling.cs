using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds functions of no use, however their expression is written, by their values at many places of all magnitudes.</summary>
internal static class FunctionSampling
{
    private const double Spacing = 1.3;
    private const double Step = 1e-3;

    private static IEnumerable<double> Places
    {
        get
        {
            for (double size = 1e-30; size < 1e30; size *= Spacing)
            {
                yield return size;
                yield return -size;
            }
        }
    }

    /// <summary>Whether the function is no number at any place but perhaps 0, such as √(−1 − x²) and √(−|x|).</summary>
    public static bool IsNowhereDefined(ScalarExpression function) => Places.All(place => IsUndefined(function, place));

    /// <summary>Whether nothing learns through the function, since it is the same on both sides of each place: a constant, or steps between constants.</summary>
    public static bool IsFlat(ScalarExpression function)
    {
        bool isKnown = false;
        foreach (double place in Places)
        {
            double below = Value(function, place * (1 - Step));
            double above = Value(function, place * (1 + Step));
            if (below != above && !double.IsNaN(below) && !double.IsNaN(above))
            {
                return false;
            }

            isKnown |= below == above;
        }

        return isKnown;
    }

    // Whether finite numbers give none. What infinities give says nothing: mathematics may have a number there.
    private static bool IsUndefined(ScalarExpression expression, double x) => expression switch
    {
        ScalarUnary unary => IsUndefined(unary.Operand, x) || IsUndefined(expression, x, unary.Operand),
        ScalarBinary binary => IsUndefined(binary.Left, x) || IsUndefined(binary.Right, x) || IsUndefined(expression, x, binary.Left, binary.Right),
        ScalarConditional choice => IsUndefined(Branch(choice, x), x),
        _ => false,
    };

    private static bool IsUndefined(ScalarExpression operation, double x, params ScalarExpression[] operands) =>
        double.IsNaN(Value(operation, x)) && operands.All(operand => Math.Abs(Value(operand, x)) <= double.MaxValue);

    private static double Value(ScalarExpression expression, double x) => expression switch
    {
        ScalarConstant constant => constant.Value,
        ScalarVariable => x,
        ScalarUnary unary => ScalarArithmetic.Of(unary.Kind, Value(unary.Operand, x)),
        ScalarBinary binary => ScalarArithmetic.Of(binary.Kind, Value(binary.Left, x), Value(binary.Right, x)),
        ScalarConditional choice => Value(Branch(choice, x), x),
        _ => throw new InvalidOperationException($"Declarations: unknown scalar expression {expression.GetType().Name}."),
    };

    private static ScalarExpression Branch(ScalarConditional choice, double x) => Value(choice.Left, x) > Value(choice.Right, x) ? choice.Then : choice.Else;
}
