namespace RepLearn.Dsl.Generators.Model;

/// <summary>A user's function of one number, read from its C# expression.</summary>
/// <param name="Name">The method's name, used in comments and loss names.</param>
/// <param name="Body">Its value as an expression of the one parameter.</param>
internal sealed record ScalarFunctionSpec(string Name, ScalarExpression Body);

/// <summary>A scalar expression of one variable: what the language admits of the user's C#.</summary>
internal abstract record ScalarExpression;

internal sealed record ScalarConstant(double Value) : ScalarExpression;

internal sealed record ScalarVariable : ScalarExpression;

internal sealed record ScalarUnary(ScalarUnaryKind Kind, ScalarExpression Operand) : ScalarExpression;

internal sealed record ScalarBinary(ScalarBinaryKind Kind, ScalarExpression Left, ScalarExpression Right) : ScalarExpression;

/// <summary><c>Left &gt; Right ? Then : Else</c>; the other comparisons are turned into this one.</summary>
internal sealed record ScalarConditional(
    ScalarExpression Left, ScalarExpression Right, ScalarExpression Then, ScalarExpression Else) : ScalarExpression;

internal enum ScalarUnaryKind
{
    Negate,
    Exp,
    Log,
    Sqrt,
    Tanh,
    Sin,
    Cos,
    Abs,
}

internal enum ScalarBinaryKind
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Max,
    Min,

    /// <summary>A power whose exponent does not depend on the variable.</summary>
    Power,
}
