using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>Texts that files can hold, and what a file holds, for a message: short, in one line, and nothing that cannot be seen.</summary>
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

    /// <summary>Refuses a text with half of a surrogate pair: in a file U+FFFD would stand in its place, and it would be another text when it is read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="argument">The argument that it came in, if any.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It has half of a surrogate pair.</exception>
    public static string Whole(string text, string what, string? argument = null)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int length) != OperationStatus.Done)
            {
                throw new ArgumentException($"Expected {what} of whole characters, but '{Shown(text)}' has half of a surrogate pair.", argument);
            }

            rest = rest[length..];
        }

        return text;
    }

    private static bool IsVisible(Rune letter) => letter.Value == ' ' || Rune.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
