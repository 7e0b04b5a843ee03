namespace RepLearn.Dsl.Generators.Model;

/// <summary>A class that a file is generated for, as plain data. Two declarations that mean the same are equal, and nothing in it refers to a compilation.</summary>
/// <param name="Namespace">As written in C#, with <c>@</c> before keywords; empty for the global namespace.</param>
/// <param name="ContainingTypes">The types around the class, outermost first.</param>
/// <param name="Name">As written in C#, with <c>@</c> where it is a keyword.</param>
internal abstract record ClassSpec(string Namespace, EquatableArray<ContainingTypeSpec> ContainingTypes, string Name, ModelPrecision Precision)
{
    /// <summary>What the class is said to be under the Common Language Specification.</summary>
    public ClsCompliance Cls { get; init; }
}

/// <summary>A type around the class, as it must be opened again: <c>partial class Outer</c>.</summary>
/// <param name="Name">As written in C#, with <c>@</c> where it is a keyword.</param>
internal sealed record ContainingTypeSpec(string Keyword, string Name);

internal enum ModelPrecision
{
    Single,
    Double,
}
