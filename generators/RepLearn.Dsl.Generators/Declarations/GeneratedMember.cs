using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A member that the generated part of a model declares.</summary>
/// <param name="parameters">Types of a method's parameters; null for any other member, which leaves its name to nobody.</param>
internal sealed class GeneratedMember(string name, string[]? parameters = null)
{
    public readonly string Name = name;
    public readonly string[]? Parameters = parameters;

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
/// <param name="text">Its parameters, as a user reads them.</param>
/// <param name="call">How another constructor calls it.</param>
/// <param name="types">The types of its parameters.</param>
internal sealed class GeneratedConstructor(string text, string call, string[] types)
{
    public readonly string Text = text;
    public readonly string Call = call;
    public readonly string[] Types = types;

    /// <summary>Whether a constructor of the user's cannot stand beside it.</summary>
    public bool HasParametersOf(IMethodSymbol constructor) => constructor.Parameters.Select(GeneratedMember.TypeOf).SequenceEqual(Types);
}
