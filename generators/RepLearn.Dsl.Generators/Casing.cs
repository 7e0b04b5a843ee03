namespace RepLearn.Dsl.Generators;

/// <summary>The first letter of names that are parts of others.</summary>
internal static class Casing
{
    public static string Upper(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
