namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// A number of double precision whose exponent does not overflow, one at a time and by plain arithmetic: the reference for functions
/// at extremes. With a noise every operation's result is off by up to so much of itself, so that a few evaluations tell what
/// rounding does to an expression.
/// </summary>
internal readonly struct WideNumber
{
    // Exponents are exact below this argument of the exponential; beyond it there is no number to compare with.
    private const double LargestExponent = 3e15;

    [ThreadStatic]
    private static double t_noise;

    [ThreadStatic]
    private static Random? t_random;

    private readonly double _digits;
    private readonly double _exponent;

    private WideNumber(double digits, double exponent)
    {
        bool isOrdinary = double.IsFinite(digits) && digits != 0;
        int shift = isOrdinary ? Math.ILogB(digits) : 0;
        _digits = isOrdinary ? Math.ScaleB(digits, -shift) : digits;
        _exponent = isOrdinary ? exponent + shift : 0;
    }

    public bool IsFinite => double.IsFinite(_digits);

    public int Sign => _digits > 0 ? 1 : _digits < 0 ? -1 : 0;

    public static implicit operator WideNumber(double value) => new(value, 0);

    /// <summary>Evaluates with results that are off by up to this part of themselves.</summary>
    public static T WithNoise<T>(double noise, int seed, Func<T> evaluate)
    {
        (t_noise, t_random) = (noise, new Random(seed));
        try
        {
            return evaluate();
        }
        finally
        {
            t_noise = 0;
        }
    }

    public static WideNumber operator +(WideNumber x, WideNumber y)
    {
        if (x._digits == 0 || y._digits == 0 || !x.IsFinite || !y.IsFinite)
        {
            return x._digits == 0 ? y : y._digits == 0 ? x : new(x._digits + y._digits, 0);
        }

        (WideNumber large, WideNumber small) = x._exponent >= y._exponent ? (x, y) : (y, x);
        return Noisy(large._digits + Math.ScaleB(small._digits, (int)Math.Max(small._exponent - large._exponent, -2000)), large._exponent);
    }

    public static WideNumber operator -(WideNumber x) => new(-x._digits, x._exponent);

    public static WideNumber operator -(WideNumber x, WideNumber y) => x + -y;

    public static WideNumber operator *(WideNumber x, WideNumber y) => Noisy(x._digits * y._digits, x._exponent + y._exponent);

    public static WideNumber operator /(WideNumber x, WideNumber y) => Noisy(x._digits / y._digits, x._exponent - y._exponent);

    public static bool operator >(WideNumber x, WideNumber y) => (x - y).Sign > 0;

    public static bool operator <(WideNumber x, WideNumber y) => y > x;

    public static WideNumber Exp(WideNumber x)
    {
        double value = x.ToDouble();
        double whole = Math.Floor(value / Math.Log(2));
        return Math.Abs(value) > LargestExponent ? double.NaN : Noisy(Math.Exp(Math.Clamp(Math.FusedMultiplyAdd(-whole, Math.Log(2), value), -1, 1)), whole);
    }

    public static WideNumber Log(WideNumber x) => Noisy(
        Math.Abs(x._exponent) < 900 ? Math.Log(Math.ScaleB(x._digits, (int)x._exponent)) : Math.Log(x._digits) + (x._exponent * Math.Log(2)), 0);

    public static WideNumber Sqrt(WideNumber x)
    {
        double half = Math.Floor(x._exponent / 2);
        return Noisy(Math.Sqrt(Math.ScaleB(x._digits, (int)(x._exponent - (2 * half)))), half);
    }

    public static WideNumber Pow(WideNumber x, double power)
    {
        if (x._digits == 0)
        {
            return Math.Pow(0, power);
        }

        WideNumber size = Exp((WideNumber)power * Log(x.Sign < 0 ? -x : x));
        return x.Sign > 0 || double.IsEvenInteger(power) ? size : double.IsOddInteger(power) ? -size : double.NaN;
    }

    public static WideNumber Of(WideNumber x, Func<double, double> function) => Noisy(function(x.ToDouble()), 0);

    public double ToDouble() => Math.ScaleB(_digits, (int)Math.Clamp(_exponent, -3000, 3000));

    private static WideNumber Noisy(double digits, double exponent) =>
        new(t_noise == 0 ? digits : digits * (1 + (t_noise * ((2 * t_random!.NextDouble()) - 1))), exponent);
}
