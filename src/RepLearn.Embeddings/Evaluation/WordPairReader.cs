using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Evaluation;

/// <summary>Reads files of judged pairs.</summary>
internal static class WordPairReader
{
    private const int Fields = 3;

    /// <inheritdoc cref="WordPair.ReadFile"/>
    public static IReadOnlyList<WordPair> Read(string path)
    {
        using var lines = new QuestionLines(path);
        var pairs = new List<WordPair>();
        for (bool isFirst = true; lines.TryRead(out string line); isFirst = false)
        {
            string[] fields = Split(line);
            if (fields.Length != Fields)
            {
                throw lines.Problem($"expected two words and a number with tabs, commas or spaces between them, but got {fields.Length} fields");
            }

            if (fields[0].Length == 0 || fields[1].Length == 0)
            {
                throw lines.Problem("expected two words, but one is empty");
            }

            bool isNumber = double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double score);
            if (isNumber && double.IsFinite(score))
            {
                pairs.Add(new WordPair(fields[0], fields[1], score));
            }
            else if (!isFirst || isNumber || !IsTitle(fields[2]))
            {
                throw lines.Problem($"expected a finite number{(fields[2].Contains(',') ? " with a decimal point" : "")} in the third field, but got '{FileText.Shown(fields[2])}'");
            }
        }

        return pairs.Count > 0 ? pairs : throw lines.NothingFound("pairs of words with a number");
    }

    // A column's name in the first line, and not a number that is written in another way.
    private static bool IsTitle(string field) => field.AsSpan().TrimStart("+-.,") is [char first, ..] && !char.IsAsciiDigit(first);

    private static string[] Split(string line) => Array.ConvertAll(
        line.Contains('\t') ? line.Split('\t', StringSplitOptions.TrimEntries)
        : line.Contains(',') ? line.Split(',', StringSplitOptions.TrimEntries)
        : line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        field => field is ['"', .. string inner, '"'] ? inner : field);
}
