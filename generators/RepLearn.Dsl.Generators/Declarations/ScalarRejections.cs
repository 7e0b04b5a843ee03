using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Why a construct of C# is no part of a function, and what to write instead.</summary>
internal static class ScalarRejections
{
    public const string Assignment = "a local has one value; declare another local";

    public const string Unknown = "it is not known while models are generated; write what depends on no generated code";

    private const string Throw = "a function has a value for every number and cannot throw; give a value instead";

    private const string Unused = "its value is not used; remove it";

    private const string Jumps = "it is constant but for its jumps, so its derivative is 0; write a smooth function, or comparisons with ?: where jumps are meant";

    public static string OfStatement(IOperation statement) => statement switch
    {
        IThrowOperation => Throw,
        ILoopOperation => "a loop is not read; write its terms one after the other",
        ISwitchOperation => "a switch is not read; write if, or comparisons with ?:",
        ILocalFunctionOperation => "a local function is not read; make it a static method of the class",
        IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation } => "values are not taken apart; declare each local by itself",
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } } => Unused,
        IExpressionStatementOperation { Operation: IAssignmentOperation or IIncrementOrDecrementOperation } => Assignment,
        IExpressionStatementOperation => Unused,
        _ => "a function may declare locals, choose with if, and return; it may not do anything else",
    };

    public static string OfValue(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field.IsConst: true } => Unknown,
        IFieldReferenceOperation { Field.IsStatic: true } => "it can change after the model is built; make it const",
        IPropertyReferenceOperation => "it can change after the model is built; use a const or a method of the parameter",
        IAssignmentOperation or IIncrementOrDecrementOperation => Assignment,
        ILocalReferenceOperation => "it is declared in a condition; write what it stands for",
        IThrowOperation => Throw,
        ISwitchExpressionOperation => "a switch is not read; write comparisons with ?:",
        IInvalidOperation => "it is not valid C# while models are generated",
        _ => "expected arithmetic, comparisons with ?:, constants, locals, or calls of mathematical functions",
    };

    public static string OfMathematics(IMethodSymbol method) => method.Name switch
    {
        "Sign" => "it is constant but for its jump, so its derivative is 0; write x > 0 ? 1f : -1f where that is meant",
        "Log" => "a logarithm to another base is not read; write Log(x) / Log(base)",
        "Ceiling" or "Floor" or "Round" or "Truncate" => Jumps,
        _ => $"of the mathematical functions the compiler knows {ScalarVocabulary.Names}",
    };

    /// <param name="number">The type in which the model computes.</param>
    public static string OfLocal(ILocalSymbol local, string number) => local.Type.SpecialType == SpecialType.System_Boolean
        ? "a local of type bool is not read; write the comparison where it is used"
        : $"it is of type {TypeName(local.Type)}; declare it as {number}, or as const";

    /// <param name="number">The type in which the model computes.</param>
    public static string OfConversion(IConversionOperation conversion, string number)
    {
        if (conversion.Operand is IThrowOperation)
        {
            return Throw;
        }

        if (conversion.Operand is IInvocationOperation call && ScalarVocabulary.IsMathematics(call.TargetMethod) && !ScalarVocabulary.Knows(call.TargetMethod))
        {
            return OfMathematics(call.TargetMethod);
        }

        if (IsWhole(conversion.Operand.Type))
        {
            return $"it is computed in whole numbers, of type {TypeName(conversion.Operand.Type!)}; write {WithReals(conversion.Operand.Syntax, number)}";
        }

        return IsWhole(conversion.Type) ? "it rounds to a whole number, so its derivative is 0; leave the conversion out" : "only conversions between float and double keep a derivative";
    }

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static string TypeName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    // 1 becomes 1f, or 1.0 in a model of double.
    private static string WithReals(SyntaxNode expression, string number)
    {
        string text = expression.ToString();
        int shift = -expression.SpanStart;
        bool found = false;
        foreach (SyntaxToken token in expression.DescendantTokens().Where(token => token.IsKind(SyntaxKind.NumericLiteralToken) && token.Value is int))
        {
            string suffix = number == "double" ? ".0" : "f";
            text = text.Insert(token.Span.End + shift, suffix);
            shift += suffix.Length;
            found = true;
        }

        return found ? text : $"it in {number}";
    }
}
