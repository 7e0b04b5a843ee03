namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Names in generated code.</summary>
internal static class Identifier
{
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>A name as it must be written where it could be a keyword.</summary>
    public static string Escape(string name) => "@" + name;
}
