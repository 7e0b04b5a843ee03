using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>The numbers that an argument may be.</summary>
internal sealed class NumberRange
{
    public static NumberRange Positive => new("a finite number above 0", Above, double.MaxValue, power: 1);

    public static NumberRange NotNegative => new("a finite number of at least 0", 0, double.MaxValue, power: 1);

    /// <summary>A standard deviation, by whose square losses divide.</summary>
    public static NumberRange Deviation => new("a finite number above 0", Above, double.MaxValue, power: 2);

    /// <summary>A temperature, by which logits are divided: beyond these bounds a softmax is one-hot, or uniform, in every precision.</summary>
    public static NumberRange Temperature => new("at least 0.001 and at most 1000", 1e-3, 1e3);

    public static NumberRange UpToTen => new("at least 0 and at most 10", 0, 10);

    public static NumberRange BelowOne => new("at least 0 and below 1", 0, Below);

    public static NumberRange BetweenZeroAndOne => new("above 0 and below 1", Above, Below);

    // The number after 0, and the one before 1.
    private const double Above = double.Epsilon;
    private const double Below = 1 - (1.0 / (1L << 53));

    /// <summary>Completes "expected …".</summary>
    public readonly string Text;

    private readonly double _least;
    private readonly double _most;
    private readonly int _power;

    /// <param name="power">The power in which programs multiply or divide by the number; 0 for rates and counts.</param>
    private NumberRange(string text, double least, double most, int power = 0)
    {
        Text = text;
        _least = least;
        _most = most;
        _power = power;
    }

    public bool Admits(double value) => value >= _least && value <= _most;

    /// <summary>
    /// The largest factor of a precision; the smallest is its inverse. Both are so far from the precision's ends that products with data stay
    /// inside. Infinite where only <see cref="Admits"/> counts.
    /// </summary>
    public double LargestFactor(ModelPrecision precision) => _power switch
    {
        0 => double.PositiveInfinity,
        1 => precision == ModelPrecision.Single ? 1e30 : 1e250,
        _ => precision == ModelPrecision.Single ? 1e15 : 1e125,
    };
}
