using System.Globalization;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Files;

/// <summary>Settings as metadata: <c>Beta=4;L1Weight=0.1</c>.</summary>
internal static class SettingText
{
    /// <summary>The metadata of those that differ from the declaration; absent where none does.</summary>
    public const string Key = "settings";

    /// <summary>All settings in one line, <c>none</c> where a model has none.</summary>
    public static string OfAll(ModelInfo info, double[] values) => info.Settings.Length == 0 ? "none" : Join(info, values, index => true);

    /// <summary>Adds those that differ from the declaration.</summary>
    public static void Add(SafetensorsWriter writer, ModelInfo info, double[] values)
    {
        string text = Join(info, values, index => values[index] != info.Settings[index].Declared);
        if (text.Length > 0)
        {
            writer.AddMetadata(Key, text);
        }
    }

    /// <summary>
    /// What a file sets, and for the rest what is declared. What it sets of a part that the declaration does not have any more is of no use and passed over.
    /// </summary>
    public static double[] Read(SafetensorsFile file, ModelInfo info, bool isSingle) =>
        Read(file, Key, info, isSingle, Array.ConvertAll(info.Settings, setting => setting.Declared));

    /// <summary>What a metadata of a file sets, and for the rest given values.</summary>
    public static double[] Read(SafetensorsFile file, string key, ModelInfo info, bool isSingle, double[] others)
    {
        double[] values = [.. others];
        if (!file.Metadata.TryGetValue(key, out string? text))
        {
            return values;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string entry in text.Split(';'))
        {
            int end = entry.IndexOf('=');
            if (end < 1 || !double.TryParse(entry.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !names.Add(entry[..end]))
            {
                throw new ModelFileException(file.Path, $"expected metadata '{key}' as names with numbers, such as 'Beta=4;L1Weight=0.1', each once, but it is '{FileText.Shown(text)}'.");
            }

            int place = Array.FindIndex(info.Settings, setting => setting.Name == entry[..end]);
            if (place >= 0)
            {
                SettingRange range = info.Settings[place].Range;
                values[place] = SettingBounds.Admits(range, value, isSingle)
                    ? value
                    : throw new ModelFileException(file.Path, FormattableString.Invariant($"expected {entry[..end]} to be {SettingBounds.TextOf(range, isSingle)}, but it is {value}."));
            }
        }

        return values;
    }

    private static string Join(ModelInfo info, double[] values, Func<int, bool> includes) => string.Join(
        ";", Enumerable.Range(0, values.Length).Where(includes).Select(index => string.Create(CultureInfo.InvariantCulture, $"{info.Settings[index].Name}={values[index]:R}")));
}
