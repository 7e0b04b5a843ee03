namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>A function as users write it in C#, and what it is in mathematics.</summary>
/// <param name="Text">An expression of x.</param>
internal sealed record FunctionText(string Text, Func<Jet, Jet> Of)
{
    private static readonly double[] s_powers = [2, 3, 0.5, 1.5, -1, -2, 0.3, 2.5, 7, -0.7, 90];

    private static readonly double[] s_numbers = [1, 2, 0.5, -1, 3, 0.1];

    public static readonly FunctionText X = new("x", x => x);

    public static implicit operator FunctionText(double value) =>
        new(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f", _ => (double)(float)value);

    public static FunctionText operator +(FunctionText x, FunctionText y) => new($"({x.Text} + {y.Text})", at => x.Of(at) + y.Of(at));

    public static FunctionText operator -(FunctionText x, FunctionText y) => new($"({x.Text} - {y.Text})", at => x.Of(at) - y.Of(at));

    public static FunctionText operator -(FunctionText x) => new($"(-{x.Text})", at => 0 - x.Of(at));

    public static FunctionText operator *(FunctionText x, FunctionText y) => new($"({x.Text} * {y.Text})", at => x.Of(at) * y.Of(at));

    public static FunctionText operator /(FunctionText x, FunctionText y) => new($"({x.Text} / {y.Text})", at => x.Of(at) / y.Of(at));

    public static FunctionText Exp(FunctionText x) => Call("Exp", x, Jet.Exp);

    public static FunctionText Log(FunctionText x) => Call("Log", x, Jet.Log);

    public static FunctionText Sqrt(FunctionText x) => Call("Sqrt", x, Jet.Sqrt);

    public static FunctionText Tanh(FunctionText x) => Call("Tanh", x, Jet.Tanh);

    public static FunctionText Sin(FunctionText x) => Call("Sin", x, Jet.Sin);

    public static FunctionText Cos(FunctionText x) => Call("Cos", x, Jet.Cos);

    public static FunctionText Abs(FunctionText x) => Call("Abs", x, Jet.Abs);

    public static FunctionText Max(FunctionText x, FunctionText y) => new($"M.Max({x.Text}, {y.Text})", at => Jet.Max(x.Of(at), y.Of(at)));

    public static FunctionText Min(FunctionText x, FunctionText y) => new($"M.Min({x.Text}, {y.Text})", at => Jet.Min(x.Of(at), y.Of(at)));

    public static FunctionText Pow(FunctionText x, double power) =>
        new($"M.Pow({x.Text}, {((FunctionText)power).Text})", at => Jet.Pow(x.Of(at), (float)power));

    public static FunctionText Choose(FunctionText condition, FunctionText then, FunctionText otherwise) =>
        new($"({condition.Text} > 0 ? {then.Text} : {otherwise.Text})", at => Jet.Choose(condition.Of(at), then.Of(at), otherwise.Of(at)));

    /// <summary>A random expression of all operations.</summary>
    public static FunctionText Draw(Random random, int depth)
    {
        if (depth == 0)
        {
            FunctionText number = s_numbers[random.Next(s_numbers.Length)];
            return random.Next(4) switch { 0 => X + number, 1 => X * number, _ => X };
        }

        FunctionText x = Draw(random, depth - 1);
        FunctionText other() => Draw(random, depth - 1);
        return random.Next(15) switch
        {
            0 or 1 => x + other(),
            2 => Difference(x, other()),
            3 or 4 => x * other(),
            5 or 6 => x / other(),
            7 => Exp(x),
            8 => Exp(-x),
            9 => Log(Abs(x) + 1),
            10 => Sqrt(Abs(x)),
            11 => Tanh(x),
            12 => Pow(Abs(x), s_powers[random.Next(s_powers.Length)]),
            13 => Max(x, other()),
            _ => Choose(x, other(), Sin(x)),
        };
    }

    // What is left of an expression without itself is rounding alone, which poles beside it make arbitrarily large.
    private static FunctionText Difference(FunctionText x, FunctionText y) => x.Text == y.Text ? x + y : x - y;

    private static FunctionText Call(string name, FunctionText x, Func<Jet, Jet> of) => new($"M.{name}({x.Text})", at => of(x.Of(at)));
}
