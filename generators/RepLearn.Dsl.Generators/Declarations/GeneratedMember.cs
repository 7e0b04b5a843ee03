using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A member that the generated part of a model declares.</summary>
/// <param name="Parameters">Types of a method's parameters; null for any other member, which leaves its name to nobody.</param>
internal sealed record GeneratedMember(string Name, string[]? Parameters = null)
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Whether a member of the user's cannot stand beside it; an overload with other parameters can.</summary>
    public bool CollidesWith(ISymbol member) =>
        member.Name == Name
        && (Parameters is null || member is not IMethodSymbol { Arity: 0 } method || method.Parameters.Select(TypeOf).SequenceEqual(Parameters));

    /// <summary>A parameter's type with its namespace; type arguments are left out.</summary>
    public static string TypeOf(IParameterSymbol parameter) =>
        parameter.Type.ToDisplayString(TypeFormat) + (parameter.Type is INamedTypeSymbol { Arity: > 0 } ? "<>" : "");
}

/// <summary>A constructor that the generated part of a model declares.</summary>
/// <param name="Text">Its parameters, as a user reads them.</param>
/// <param name="Call">How another constructor calls it.</param>
/// <param name="Types">The types of its parameters.</param>
internal sealed record GeneratedConstructor(string Text, string Call, string[] Types)
{
    /// <summary>Whether a constructor of the user's cannot stand beside it.</summary>
    public bool HasParametersOf(IMethodSymbol constructor) => constructor.Parameters.Select(GeneratedMember.TypeOf).SequenceEqual(Types);
}
