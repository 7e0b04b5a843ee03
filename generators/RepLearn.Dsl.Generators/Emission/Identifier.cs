using System.Text;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Names in generated code.</summary>
internal static class Identifier
{
    // C# allows 511 letters, and metadata 1023 bytes, of which the compiler needs some for a file-local class.
    private const int LongestInBytes = 200;

    /// <summary>A name as a person reads it, without the mark of one that is a keyword.</summary>
    public static string Plain(string name) => name.TrimStart('@');

    /// <summary>The name of the class, visible in its file alone, that stands beside a model.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="role">What the class holds.</param>
    public static string Companion(string model, string role)
    {
        string end = End(Plain(model), LongestInBytes);
        return char.IsDigit(end[0]) ? $"_{end}{role}" : end + role;
    }

    /// <summary>The name, or as many of its last letters as take at most this many bytes in UTF-8.</summary>
    public static string End(string name, int bytes)
    {
        int start = name.Length;
        while (start > 0 && (bytes -= Encoding.UTF8.GetByteCount(name.Substring(start - 1, 1))) >= 0)
        {
            start--;
        }

        return name.Substring(start);
    }
}
