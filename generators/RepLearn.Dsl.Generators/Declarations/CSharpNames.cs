using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Names of symbols as they must be written in C# again.</summary>
internal static class CSharpNames
{
    /// <summary>The name, with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>
    /// The name of a type, with <c>@</c> also where it has small letters of ASCII alone: those the C# compiler warns of (CS8981), since
    /// they may become keywords.
    /// </summary>
    public static string TypeName(string name)
    {
        foreach (char letter in name)
        {
            if (letter is not (>= 'a' and <= 'z'))
            {
                return Identifier(name);
            }
        }

        return "@" + name;
    }

    /// <summary>The full name; empty for the global namespace.</summary>
    public static string Namespace(INamespaceSymbol symbol)
    {
        string name = Identifier(symbol.Name);
        return symbol.IsGlobalNamespace ? "" : symbol.ContainingNamespace.IsGlobalNamespace ? name : $"{Namespace(symbol.ContainingNamespace)}.{name}";
    }

    /// <summary>The words before the name of a type: <c>class</c>, <c>record struct</c>, …</summary>
    public static string TypeKeyword(INamedTypeSymbol symbol) => symbol switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { IsValueType: true } => "struct",
        _ => "class",
    };
}
