using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>The methods of <c>Math</c>, <c>MathF</c>, <c>float</c> and <c>double</c> that the language admits.</summary>
internal static class ScalarVocabulary
{
    /// <summary>The methods by name, as they are listed to a user who called another one.</summary>
    public const string Names = "Abs, Clamp, Cos, Exp, Log, Max, Min, Pow, Sin, Sqrt and Tanh";

    public static readonly ImmutableDictionary<string, ScalarUnaryKind> Unary = new Dictionary<string, ScalarUnaryKind>
    {
        ["Abs"] = ScalarUnaryKind.Abs,
        ["Cos"] = ScalarUnaryKind.Cos,
        ["Exp"] = ScalarUnaryKind.Exp,
        ["Log"] = ScalarUnaryKind.Log,
        ["Sin"] = ScalarUnaryKind.Sin,
        ["Sqrt"] = ScalarUnaryKind.Sqrt,
        ["Tanh"] = ScalarUnaryKind.Tanh,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, ScalarBinaryKind> Binary = new Dictionary<string, ScalarBinaryKind>
    {
        ["Max"] = ScalarBinaryKind.Max,
        ["Min"] = ScalarBinaryKind.Min,
        ["Pow"] = ScalarBinaryKind.Power,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Whether the method belongs to one of the types whose methods the tables above name.</summary>
    public static bool IsMathematics(IMethodSymbol method) =>
        method.ContainingType.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || method.ContainingType is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether the language has the function; perhaps not of whole numbers, as <c>Math.Abs(int)</c>.</summary>
    public static bool Knows(IMethodSymbol method) => method.Parameters.Length switch
    {
        1 => Unary.ContainsKey(method.Name),
        2 => Binary.ContainsKey(method.Name),
        3 => method.Name == "Clamp",
        _ => false,
    };

    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
}
