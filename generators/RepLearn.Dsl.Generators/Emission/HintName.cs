using System.Text;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// A generated file's name: namespace, types around the model, name. Hosts compare names without case, so a short hash
/// of the exact name distinguishes models whose names differ only in case, or only in the kind of a type around them, as while that is
/// changed. Only the end of a long name is used, because the file may be written to disk.
/// </summary>
internal static class HintName
{
    // File systems allow 255 bytes, some tools 260 characters for the whole path.
    private const int LongestInBytes = 120;

    public static string Of(ClassSpec spec)
    {
        var name = new StringBuilder(spec.Namespace);
        if (name.Length > 0)
        {
            name.Append('.');
        }

        string keywords = string.Empty;
        foreach (ContainingTypeSpec outer in spec.ContainingTypes)
        {
            name.Append(outer.Name).Append('+');
            keywords += outer.Keyword == "class" ? string.Empty : $" {outer.Keyword}";
        }

        string whole = name.Append(spec.Name).Replace("@", string.Empty).ToString();
        return $"{Identifier.End(whole, LongestInBytes)}.{Hash(whole + keywords)}.g.cs";
    }

    // FNV-1a, the same on every machine.
    private static string Hash(string name)
    {
        uint hash = 2166136261;
        foreach (char letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
