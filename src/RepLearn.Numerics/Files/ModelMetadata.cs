using System.ComponentModel;
using System.Globalization;

namespace RepLearn.Numerics.Files;

/// <summary>The metadata by which a safetensors file tells what model it holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelMetadata
{
    /// <summary>The version that files are written in.</summary>
    private const string FormatVersion = "1";

    /// <summary>The most that a count in a file may be: far beyond any training, and exact as a <see cref="double"/>.</summary>
    public const long MostCount = 1L << 53;

    /// <summary>Adds the metadata by which <see cref="ExpectArchitecture"/> knows a model.</summary>
    public static void AddArchitecture(SafetensorsWriter writer, string name, string architecture, string fingerprint)
    {
        writer.AddMetadata("format", "replearn");
        writer.AddMetadata("version", FormatVersion);
        writer.AddMetadata("model", name);
        writer.AddMetadata("architecture", architecture);
        writer.AddMetadata("fingerprint", fingerprint);
    }

    /// <summary>Reads metadata that must be a whole number from 0 to a limit.</summary>
    public static long ReadCount(SafetensorsFile file, string key, long most = MostCount)
    {
        string text = file.Expect(key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
            ? value
            : throw new ModelFileException(file.Path, $"expected metadata '{key}' as a whole number from 0 to {most}, but it is '{FileText.Shown(text)}'.");
    }

    /// <summary>
    /// Checks that a file holds just this architecture. Shapes alone are not enough: another activation or likelihood would load and be
    /// silently wrong.
    /// </summary>
    public static void ExpectArchitecture(SafetensorsFile file, string name, string architecture, string ours)
    {
        string version = file.Expect("version");
        if (version != FormatVersion)
        {
            throw new ModelFileException(file.Path, $"expected format version {FormatVersion}, but it is '{FileText.Shown(version)}'; it was written by another release.");
        }

        string fingerprint = file.Expect("fingerprint");
        if (fingerprint != ours)
        {
            throw new ModelFileException(file.Path, $"expected a {name}, but it holds another architecture.{FirstDifference(architecture, file.Expect("architecture"))}");
        }
    }

    private static string FirstDifference(string ours, string theirs)
    {
        int place = ours.AsSpan().CommonPrefixLength(theirs);
        if (place == ours.Length && place == theirs.Length)
        {
            return " The texts agree, but the fingerprint in the file is not that of the text: the file was changed.";
        }

        // From the start of the word that differs.
        int word = place;
        while (word > 0 && !char.IsWhiteSpace(ours[word - 1]))
        {
            word--;
        }

        return $"\n  expected: {About(ours, word)}\n  file:     {About(theirs, word)}\nThey first differ at character {place}: expected '{Word(ours, word)}', file '{Word(theirs, word)}'.";
    }

    // A short text, or the part of a long one that is about a place.
    private static string About(string text, int place)
    {
        const int Most = 60;
        const int Before = 20;
        int start = text.Length <= Most ? 0 : Math.Clamp(place - Before, 0, text.Length);
        return (start > 0 ? "…" : "") + FileText.Shown(text.AsSpan(start), Most);
    }

    private static string Word(string text, int start)
    {
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return start < text.Length ? FileText.Shown(text.AsSpan(start, end - start)) : "(end)";
    }
}
