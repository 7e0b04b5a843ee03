namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Names in generated code.</summary>
internal static class Identifier
{
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>A name as a person reads it, without the mark of one that is a keyword.</summary>
    public static string Plain(string name) => name.TrimStart('@');
}
