using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>What came of the questions of a section.</summary>
/// <param name="Name">The section.</param>
/// <param name="Right">Questions whose best answer was the expected word.</param>
/// <param name="Asked">Questions whose four words all have vectors.</param>
/// <param name="Unknown">Questions that were not asked, since a word has no vector.</param>
public readonly record struct AnalogyScore(string Name, int Right, int Asked, int Unknown)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(AnalogyScore), PrintMembers);

    /// <summary>The share of right answers among those asked, from 0 to 1; null where none was asked.</summary>
    public double? Share => Asked > 0 ? (double)Right / Asked : null;
}

/// <summary>What came of analogies.</summary>
/// <param name="Sections">The sections in the order of the questions.</param>
public sealed record AnalogyResult(IReadOnlyList<AnalogyScore> Sections)
{
    /// <summary>All sections together.</summary>
    public AnalogyScore Total =>
        new("total", Sections.Sum(section => section.Right), Sections.Sum(section => section.Asked), Sections.Sum(section => section.Unknown));

    /// <summary>A table of the sections and their total, in invariant culture.</summary>
    public override string ToString()
    {
        AnalogyScore[] lines = [.. Sections, Total];
        int width = Math.Max("section".Length, lines.Max(line => line.Name.Length));
        var text = new StringBuilder($"{"section".PadRight(width)}   right   asked   share   out of vocabulary\n");
        foreach (AnalogyScore line in lines)
        {
            string share = line.Share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:F1} %") : "–";
            text.Append(CultureInfo.InvariantCulture, $"{line.Name.PadRight(width)} {line.Right,7} {line.Asked,7} {share,7} {line.Unknown,19}\n");
        }

        return text.ToString().TrimEnd('\n');
    }
}
