namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>The numbers that an argument may be.</summary>
internal sealed class NumberRange
{
    public static readonly NumberRange Positive = new("a finite number above 0", value => value > 0);

    public static readonly NumberRange NotNegative = new("a finite number of at least 0", value => value >= 0);

    public static readonly NumberRange BelowOne = new("at least 0 and below 1", value => value is >= 0 and < 1);

    public static readonly NumberRange BetweenZeroAndOne = new("above 0 and below 1", value => value is > 0 and < 1);

    private readonly Func<double, bool> _admits;

    private NumberRange(string text, Func<double, bool> admits)
    {
        Text = text;
        _admits = admits;
    }

    /// <summary>Completes "expected …".</summary>
    public string Text { get; }

    public bool Admits(double value) => !double.IsNaN(value) && !double.IsInfinity(value) && _admits(value);
}
