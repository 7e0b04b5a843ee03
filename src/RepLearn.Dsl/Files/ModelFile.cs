using System.Globalization;
using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Files;

/// <summary>How a model lies in a safetensors file: one tensor a parameter, and metadata that tell what model it is.</summary>
internal static class ModelFile
{
    public const string FormatVersion = "1";

    /// <summary>The most that a count in a file may be: far beyond any training, and exact as a <see cref="double"/>.</summary>
    public const long MostCount = 1L << 53;

    /// <summary>The metadata that tell the draws; files of earlier releases lack them.</summary>
    public const string DrawsKey = "draws";

    /// <summary>Names that begin so belong to a checkpoint; who loads only the model passes over them.</summary>
    public const string TrainingPrefix = "training/";

    /// <summary>Adds a model's metadata and parameters.</summary>
    public static void Add<T>(SafetensorsWriter writer, ModelInfo info, ModelState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AddArchitecture(writer, info.Name, info.Architecture, info.Fingerprint);
        writer.AddMetadata("step", state.Step.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(DrawsKey, state.Draws.ToString(CultureInfo.InvariantCulture));
        foreach (ParameterInfo parameter in info.Layout)
        {
            writer.Add<T>(
                parameter.Name, parameter.Rows, parameter.Columns, () => state.Parameters.AsSpan(parameter.Offset, parameter.Length), finite: true);
        }
    }

    /// <summary>Adds the metadata by which <see cref="ExpectArchitecture"/> knows a model.</summary>
    public static void AddArchitecture(SafetensorsWriter writer, string name, string architecture, string fingerprint)
    {
        writer.AddMetadata("format", "replearn");
        writer.AddMetadata("version", FormatVersion);
        writer.AddMetadata("model", name);
        writer.AddMetadata("architecture", architecture);
        writer.AddMetadata("fingerprint", fingerprint);
    }

    /// <summary>Reads what a file has of a model, after checking all of it; changes no model.</summary>
    public static ModelState<T> Read<T>(SafetensorsFile file, ModelInfo info)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ExpectArchitecture(file, info.Name, info.Architecture, info.Fingerprint);
        long step = ReadCount(file, "step");

        // Files of earlier releases do not tell them.
        long draws = file.Metadata.ContainsKey(DrawsKey) ? ReadCount(file, DrawsKey) : step;
        if (draws < step)
        {
            throw new ModelFileException(file.Path, $"expected metadata '{DrawsKey}' as a number of at least the {step} steps, but it is {draws}.");
        }

        var parameters = new T[info.ParameterCount];
        foreach (ParameterInfo parameter in info.Layout)
        {
            file.ReadFinite(parameter.Name, parameter.Rows, parameter.Columns, parameters.AsSpan(parameter.Offset, parameter.Length));
        }

        string? stranger = file.Tensors.Keys.FirstOrDefault(
            name => !name.StartsWith(TrainingPrefix, StringComparison.Ordinal) && !info.Layout.Any(parameter => parameter.Name == name));
        return stranger is null
            ? new ModelState<T>(parameters, step, draws)
            : throw new ModelFileException(file.Path, $"expected only the parameters of {info.Name}, but it has a tensor '{FileText.Shown(stranger)}', too.");
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
    /// Checks that a file holds just this architecture. Shapes alone do not tell: another activation or likelihood would load
    /// and be silently wrong.
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
