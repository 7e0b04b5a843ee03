using static SampleCommon.Figures;

namespace ChaptersSample;

/// <summary>Whether a chapter's point held on the data: if each of its comparisons did.</summary>
internal sealed record Verdict(params IReadOnlyList<Check> Checks)
{
    /// <summary>The columns' names of <see cref="Rows"/>.</summary>
    public static readonly string[] Header = ["compared", "measured", "asked", "holds"];

    /// <summary>Whether all comparisons hold.</summary>
    public bool Holds => Checks.All(check => check.Holds);

    /// <summary>One text a column for each comparison.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => [.. Checks.Select(check => (string[])[check.What, check.Measured, check.Asked, check.Holds ? "yes" : "no"])];

    /// <summary>The whole in a sentence.</summary>
    public override string ToString() => $"{(Holds ? "Holds" : "Does not hold")}: {string.Join("; ", Checks)}.";
}

/// <summary>A measured number and the bound that it must be above or below.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The number.</param>
/// <param name="IsAbove">Whether it must be above the bound rather than below it.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Terms">How the bound comes about; empty if it is a number by itself.</param>
/// <param name="Format">How the numbers are written.</param>
internal sealed record Check(string What, double Value, bool IsAbove, double Bound, string Terms, string Format)
{
    /// <summary>Whether it is; not if the number is NaN.</summary>
    public bool Holds => IsAbove ? Value > Bound : Value < Bound;

    /// <summary>The number.</summary>
    public string Measured => Of(Value, Format);

    /// <summary>The bound.</summary>
    public string Asked => $"{(IsAbove ? "above" : "below")} {Of(Bound, Format)}{(Terms.Length > 0 ? $" ({Terms})" : "")}";

    /// <summary>A number that must be above a bound of its own.</summary>
    public static Check Above(string what, double value, double bound, string format) => new(what, value, true, bound, "", format);

    /// <summary>A number that must be below a bound of its own.</summary>
    public static Check Below(string what, double value, double bound, string format) => new(what, value, false, bound, "", format);

    /// <summary>A number that must be above another, times a factor and with a margin added.</summary>
    public static Check Above(string what, double value, (string What, double Value) other, string format, double factor = 1, double margin = 0) =>
        Against(what, value, true, other, format, factor, margin);

    /// <summary>A number that must be below another, times a factor and with a margin, which is mostly negative, added.</summary>
    public static Check Below(string what, double value, (string What, double Value) other, string format, double factor = 1, double margin = 0) =>
        Against(what, value, false, other, format, factor, margin);

    /// <summary>The comparison in words.</summary>
    public override string ToString() => $"{What}: {Measured}, {(Holds ? "" : "not ")}{Asked}";

    private static Check Against(string what, double value, bool isAbove, (string What, double Value) other, string format, double factor, double margin)
    {
        string times = factor == 1 ? "" : Text($"{factor} × ");
        string plus = margin == 0 ? "" : $" {(margin > 0 ? "+" : "−")} {Of(Math.Abs(margin), format)}";
        string number = times + plus == "" ? "" : $" {Of(other.Value, format)}";
        return new Check(what, value, isAbove, (factor * other.Value) + margin, $"{times}{other.What}{number}{plus}", format);
    }
}
