using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>Scalar expressions as text, fully bracketed, the same in every culture.</summary>
internal static class ScalarPrinter
{
    public static string Print(this ScalarExpression expression) => expression switch
    {
        ScalarConstant constant => constant.Value.ToString("R", CultureInfo.InvariantCulture),
        ScalarVariable => "x",
        ScalarUnary unary => $"{unary.Kind}({unary.Operand.Print()})",
        ScalarBinary binary => $"{binary.Kind}({binary.Left.Print()}, {binary.Right.Print()})",
        ScalarConditional choice => $"({choice.Left.Print()} > {choice.Right.Print()} ? {choice.Then.Print()} : {choice.Else.Print()})",
        _ => throw new InvalidOperationException($"Printing: unknown scalar expression {expression.GetType().Name}."),
    };
}
