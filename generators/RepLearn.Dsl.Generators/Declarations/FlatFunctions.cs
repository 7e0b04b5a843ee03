using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds functions through which nothing learns, however their expression is written: constants, and steps between constants.</summary>
internal static class FlatFunctions
{
    private const double Spacing = 1.3;
    private const double Step = 1e-3;

    /// <summary>Whether the function is the same on both sides of each of many places of all magnitudes.</summary>
    public static bool IsFlat(ScalarExpression function)
    {
        bool isKnown = false;
        for (double size = 1e-30; size < 1e30; size *= Spacing)
        {
            foreach (double place in new[] { size, -size })
            {
                double below = Value(function, place * (1 - Step));
                double above = Value(function, place * (1 + Step));
                if (below != above && !double.IsNaN(below) && !double.IsNaN(above))
                {
                    return false;
                }

                isKnown |= below == above;
            }
        }

        return isKnown;
    }

    private static double Value(ScalarExpression expression, double x) => expression switch
    {
        ScalarConstant constant => constant.Value,
        ScalarVariable => x,
        ScalarUnary unary => ScalarArithmetic.Of(unary.Kind, Value(unary.Operand, x)),
        ScalarBinary binary => ScalarArithmetic.Of(binary.Kind, Value(binary.Left, x), Value(binary.Right, x)),
        ScalarConditional choice => Value(choice.Left, x) > Value(choice.Right, x) ? Value(choice.Then, x) : Value(choice.Else, x),
        _ => throw new InvalidOperationException($"Declarations: unknown scalar expression {expression.GetType().Name}."),
    };
}
