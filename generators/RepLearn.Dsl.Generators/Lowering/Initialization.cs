namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>How the values of a parameter are drawn: the order is that of the enum <c>RepLearn.InitialValues</c>.</summary>
internal enum InitialValues
{
    Zeros,
    Ones,
    Normal,
    Uniform,
    Orthogonal,
    Copied,
}

/// <summary>A distribution of values before training.</summary>
/// <param name="scale">Its width; 0 where nothing is drawn.</param>
/// <param name="source">The parameter whose values are copied; null where they are not.</param>
internal sealed class Initialization(InitialValues values, double scale, string? source = null)
{
    public readonly InitialValues Values = values;
    public readonly double Scale = scale;
    public readonly string? Source = source;

    public static readonly Initialization Zeros = new(InitialValues.Zeros, 0);

    public static readonly Initialization Ones = new(InitialValues.Ones, 0);

    public static Initialization FanIn(int inputs) => Uniform(1.0 / 3 / inputs);

    /// <remarks>Uniform values within ±s have the variance s² / 3.</remarks>
    public static Initialization Uniform(double variance) => new(InitialValues.Uniform, Math.Sqrt(3 * variance));
}
