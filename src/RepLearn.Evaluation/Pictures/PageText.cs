using System.Net;
using System.Text.RegularExpressions;

namespace RepLearn.Evaluation;

/// <summary>Text of users' data on a page.</summary>
internal static partial class PageText
{
    /// <summary>
    /// Text for HTML. What cannot be seen and changes what stands around it, such as a direction of writing that goes on to the end of the line, is
    /// written as its code.
    /// </summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(Unseen.Replace(text, letter => $"\\u{(int)letter.Value[0]:X4}"));

    [GeneratedRegex(@"[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069-[\t\r\n]]")]
    private static partial Regex Unseen { get; }
}
