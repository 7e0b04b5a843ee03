using System.Globalization;

namespace SampleCommon;

/// <summary>Numbers as pages and consoles show them: in invariant culture, with the minus sign −, and none before a zero.</summary>
internal sealed class Figures : IFormatProvider, ICustomFormatter
{
    private static readonly Figures s_figures = new();

    private Figures()
    {
    }

    /// <summary>A text with its numbers.</summary>
    public static string Text(FormattableString text) => text.ToString(s_figures);

    /// <summary>One number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="format">Its format, such as <c>F2</c>, or <c>P1</c> for a share as per cent.</param>
    public static string Of(double number, string format) => s_figures.Format(format, number, null);

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (arg is not IFormattable number)
        {
            return arg?.ToString() ?? "";
        }

        string text = number.ToString(format, CultureInfo.InvariantCulture);
        return !text.StartsWith('-') ? text : text.AsSpan(1).ContainsAnyExcept("0., %") ? $"−{text[1..]}" : text[1..];
    }
}
