using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>Texts of records, whose numbers the compiler leaves to the thread's culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvariantText
{
    /// <summary>What a text is in invariant culture.</summary>
    public static string Of(Func<string> text)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>A record's text as the compiler would write it, in invariant culture.</summary>
    public static string Of(string record, Func<StringBuilder, bool> printMembers) => Of(() =>
    {
        StringBuilder text = new StringBuilder(record).Append(" { ");
        return text.Append(printMembers(text) ? " }" : "}").ToString();
    });
}
