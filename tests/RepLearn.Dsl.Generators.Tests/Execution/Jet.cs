namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>A function's value and first two derivatives at a point.</summary>
internal readonly record struct Jet(WideNumber Value, WideNumber First, WideNumber Second)
{
    public static implicit operator Jet(double value) => new(value, 0, 0);

    public static Jet operator +(Jet x, Jet y) => new(x.Value + y.Value, x.First + y.First, x.Second + y.Second);

    public static Jet operator -(Jet x, Jet y) => new(x.Value - y.Value, x.First - y.First, x.Second - y.Second);

    public static Jet operator *(Jet x, Jet y) => new(
        x.Value * y.Value,
        (x.First * y.Value) + (x.Value * y.First),
        (x.Second * y.Value) + (2 * (x.First * y.First)) + (x.Value * y.Second));

    public static Jet operator /(Jet x, Jet y) => x * Chain(y, 1 / y.Value, -1 / (y.Value * y.Value), 2 / (y.Value * y.Value * y.Value));

    public static Jet Exp(Jet x)
    {
        WideNumber value = WideNumber.Exp(x.Value);
        return Chain(x, value, value, value);
    }

    public static Jet Log(Jet x) => Chain(x, WideNumber.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    public static Jet Sqrt(Jet x)
    {
        WideNumber root = WideNumber.Sqrt(x.Value);
        return Chain(x, root, 0.5 / root, -0.25 / (root * x.Value));
    }

    public static Jet Pow(Jet x, double power) => Chain(
        x, WideNumber.Pow(x.Value, power), power * WideNumber.Pow(x.Value, power - 1), power * (power - 1) * WideNumber.Pow(x.Value, power - 2));

    public static Jet Tanh(Jet x)
    {
        WideNumber value = WideNumber.Of(x.Value, Math.Tanh);
        WideNumber slope = 1 - (value * value);
        return Chain(x, value, slope, -2 * (value * slope));
    }

    public static Jet Sin(Jet x) => Chain(x, WideNumber.Of(x.Value, Math.Sin), WideNumber.Of(x.Value, Math.Cos), -WideNumber.Of(x.Value, Math.Sin));

    public static Jet Cos(Jet x) => Chain(x, WideNumber.Of(x.Value, Math.Cos), -WideNumber.Of(x.Value, Math.Sin), -WideNumber.Of(x.Value, Math.Cos));

    public static Jet Abs(Jet x) => x.Value.Sign < 0 ? 0 - x : x;

    // What is beyond the reference is not hidden by a comparison.
    public static Jet Max(Jet x, Jet y) => !x.Value.IsFinite || x.Value > y.Value ? x : y;

    public static Jet Min(Jet x, Jet y) => !x.Value.IsFinite || x.Value < y.Value ? x : y;

    public static Jet Choose(Jet condition, Jet then, Jet otherwise) => !condition.Value.IsFinite ? double.NaN : condition.Value.Sign > 0 ? then : otherwise;

    private static Jet Chain(Jet x, WideNumber value, WideNumber first, WideNumber second) =>
        new(value, first * x.First, (second * (x.First * x.First)) + (first * x.Second));
}
