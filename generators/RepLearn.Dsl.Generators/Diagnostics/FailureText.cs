namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>The text of an exception on one line, as diagnostics need it.</summary>
internal static class FailureText
{
    // Beyond this a build log is no place for a dump.
    private const int Longest = 8000;

    public static string Of(Exception failure)
    {
        string text = $"{failure.GetType().Name}: {failure.Message}".Replace("\r", "").Replace("\n", " | ");
        return text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }
}
