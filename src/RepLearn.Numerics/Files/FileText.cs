using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>What a file holds, for a message: short, in one line, and nothing that cannot be seen.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FileText
{
    private const int MostCharacters = 60;
    private const int MostNames = 8;

    /// <summary>Text of a file, cut where it is long; what cannot be seen is written as <c>\u0000</c>.</summary>
    public static string Shown(ReadOnlySpan<char> text, int most = MostCharacters)
    {
        var shown = new StringBuilder();
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (shown.Length >= most)
            {
                return shown.Append('…').ToString();
            }

            if (IsVisible(letter))
            {
                shown.Append(letter.ToString());
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{letter.Value:X4}");
            }
        }

        return shown.ToString();
    }

    /// <summary>The first of some names of a file, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names)
    {
        string first = string.Join(", ", names.Order(StringComparer.Ordinal).Take(MostNames).Select(name => Shown(name)));
        return names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $"{first} and {names.Count - MostNames} more") : first;
    }

    private static bool IsVisible(Rune letter) => letter.Value == ' ' || Rune.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
