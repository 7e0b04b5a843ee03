using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary;

/// <summary>The functions of <see cref="Extended{T}"/>, and the ways in and out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Extended
{
    // Where softplus(x) is exp(x), and where it is x, to the last bit.
    private const double SmallSoftplus = -40;
    private const double LargeSoftplus = 40;

    private const double Ln2 = 0.6931471805599453;

    // Powers of a significand up to this one stay in range.
    private const double LargestDirectPower = 64;

    /// <summary>The same number in all lanes.</summary>
    public static Extended<T> Create<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Vector512.Create(value));

    /// <summary>The same numbers.</summary>
    public static Extended<T> Create<T>(Vector512<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Subnormal numbers become normal.
        Vector512<T> isSmall = Vector512.LessThan(Vector512.Abs(value), Number<T>(double.ScaleB(1, -60)));
        Vector512<T> scaled = Vector512.ConditionalSelect(isSmall, value * Number<T>(double.ScaleB(1, 64)), value);
        return Extended<T>.Normalize(scaled, isSmall & Number<T>(-64), Vector512<T>.Zero);
    }

    /// <summary>
    /// A slope in the range of <typeparamref name="T"/>. Where a function has a value but no slope in the range, as √x and √|x| have none
    /// at 0, the slope is taken for 0.
    /// </summary>
    public static Vector512<T> Slope<T>(Extended<T> value, Extended<T> slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Below(T.PositiveInfinity, value, slope);

    /// <summary>
    /// The slope of a slope, as <see cref="Slope"/>, but taken for 0 also from the square root of the range on: near a pole it is the
    /// larger of two factors, whose product, infinite, would meet inputs of 0.
    /// </summary>
    public static Vector512<T> Curvature<T>(Extended<T> value, Extended<T> curvature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Below(T.Sqrt(Largest<T>()), value, curvature);

    /// <summary>The second operand where the first is above 0, else the third.</summary>
    public static Extended<T> Select<T>(Extended<T> condition, Extended<T> then, Extended<T> otherwise)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Choose(Vector512.GreaterThan(condition.Significand, Vector512<T>.Zero), then, otherwise);

    /// <summary>The larger; the first where it is not a number.</summary>
    public static Extended<T> Maximum<T>(Extended<T> left, Extended<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Choose(Vector512.GreaterThan((left - right).Significand, Vector512<T>.Zero) | ~Vector512.Equals(left.Significand, left.Significand), left, right);

    /// <summary>The smaller; the first where it is not a number.</summary>
    public static Extended<T> Minimum<T>(Extended<T> left, Extended<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => -Maximum(-left, -right);

    /// <summary>The absolute value.</summary>
    public static Extended<T> Abs<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Vector512.Abs(x.Significand), x.Exponent, x.Scale);

    /// <summary>1 above 0, −1 below, else 0.</summary>
    public static Extended<T> Sign<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Piecewise.Sign(x.Significand));

    /// <summary>1 above 0, else 0.</summary>
    public static Extended<T> Step<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Piecewise.Step(x.Significand));

    /// <summary>The square root.</summary>
    public static Extended<T> Sqrt<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> scale = ExtendedBits.Floor(x.Scale * Number<T>(0.5));
        Vector512<T> exponent = x.Exponent + ((x.Scale - scale - scale) * ExtendedBits.BaseOf<T>());
        Vector512<T> half = ExtendedBits.Floor(exponent * Number<T>(0.5));
        Vector512<T> odd = exponent - half - half;
        return Extended<T>.Normalize(Vector512.Sqrt(x.Significand * (Vector512<T>.One + odd)), half, scale);
    }

    /// <summary>
    /// The exponential function: 2 to the whole part of x / ln 2, in two digits, times the exponential of what is left. Beyond
    /// 5e42 in <see cref="float"/>, and 5e312 in <see cref="double"/>, it is that of those: of every number in the range, and of some thousand
    /// times as many, it is right.
    /// </summary>
    public static Extended<T> Exp<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // In units of the high digit, so that no number in the range is too large.
        T largest = ExtendedBits.Far<T>() * T.CreateTruncating(0.5);
        Vector512<T> units = new Extended<T>(x.Significand, x.Exponent - Number<T>(ExtendedBits.LogBase), x.Scale).ToVector();
        Vector512<T> argument = ExtendedBits.Clamp(units, -largest, largest);
        Vector512<T> scale = WholeOfLogarithm(argument, out Vector512<T> rest);
        Vector512<T> whole = WholeOfLogarithm(rest * ExtendedBits.BaseOf<T>(), out rest);

        // Of an argument so large that its last digit is worth more than this, the rest means nothing.
        rest = ExtendedBits.Clamp(rest, T.CreateTruncating(-0.4), T.CreateTruncating(0.4));
        Extended<T> result = Extended<T>.Normalize(Elementary(Function.Exp, rest), whole, scale);

        // At poles, 0 and infinite.
        Vector512<T> zero = Vector512.Equals(x.Significand, Number<T>(double.NegativeInfinity));
        Vector512<T> infinite = Vector512.Equals(x.Significand, Number<T>(double.PositiveInfinity));
        result = Choose(zero, new Extended<T>(Vector512<T>.Zero, Vector512<T>.Zero, Extended<T>.Lowest), result);
        return Choose(infinite, x, result);
    }

    /// <summary>The natural logarithm.</summary>
    public static Extended<T> Log<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From 1/√2 to √2, so that logarithms of numbers near 1 keep their digits.
        Vector512<T> isLarge = Vector512.GreaterThan(x.Significand, Number<T>(1.4142135623730951));
        Vector512<T> significand = Vector512.ConditionalSelect(isLarge, x.Significand * Number<T>(0.5), x.Significand);
        Vector512<T> exponent = x.Exponent + (isLarge & Vector512<T>.One);
        Vector512<T> logarithm = Lanes.MultiplyAdd(exponent, Number<T>(Lower<T>()), Elementary(Function.Log, significand));
        logarithm = Lanes.MultiplyAdd(exponent, Number<T>(Upper<T>()), logarithm);

        // In units of the high digit: the logarithm may be beyond the range.
        Vector512<T> units = Lanes.MultiplyAdd(x.Scale, Number<T>(Ln2), logarithm * Number<T>(1 / ExtendedBits.Base));
        return Extended<T>.Normalize(units, Number<T>(ExtendedBits.LogBase), Vector512<T>.Zero);
    }

    /// <summary>x to a constant power.</summary>
    public static Extended<T> Power<T>(Extended<T> x, double exponent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(Math.Abs(exponent) <= LargestDirectPower))
        {
            // |x|^(p / 2) squared, with the sign of odd powers of numbers below 0, which have no others but even ones.
            Extended<T> root = Power(Abs(x), exponent / 2);
            double ofNegative = double.IsOddInteger(exponent) ? -1 : double.IsEvenInteger(exponent) ? 1 : double.NaN;
            Vector512<T> isNegative = Vector512.LessThan(x.Significand, Vector512<T>.Zero);
            return root * root * Create(Vector512.ConditionalSelect(isNegative, Number<T>(ofNegative), Vector512<T>.One));
        }

        // Of 2 to the power e p, the whole part of e p is the exponent.
        Vector512<T> power = Number<T>(exponent);
        Vector512<T> ordinary = Vector512.LessThan(Vector512.Abs(x.Scale), Extended<T>.Highest) & x.Scale;
        T far = ExtendedBits.Far<T>();
        Vector512<T> scale = ExtendedBits.Clamp(ExtendedBits.Floor(ordinary * power + Number<T>(0.5)), -far, far);
        Vector512<T> low = Lanes.MultiplyAdd(x.Exponent, power, Lanes.MultiplyAdd(ordinary, power, -scale) * ExtendedBits.BaseOf<T>());
        low = ExtendedBits.Clamp(low, -far, far);
        Vector512<T> whole = ExtendedBits.Floor(low + Number<T>(0.5));
        Vector512<T> rest = ExtendedBits.Clamp(low - whole, T.CreateTruncating(-0.6), T.CreateTruncating(0.6));
        Vector512<T> significand = typeof(T) == typeof(float)
            ? VectorMath.Power(x.Significand.AsSingle(), exponent).As<float, T>()
            : VectorMath.Power(x.Significand.AsDouble(), exponent).As<double, T>();
        return Extended<T>.Normalize(significand * Elementary(Function.Exp, rest * Number<T>(Ln2)), whole, scale);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static Extended<T> Tanh<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Elementary(Function.Tanh, x.ToVector()));

    /// <summary>1 / (1 + exp(−x))</summary>
    public static Extended<T> Sigmoid<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(T.One) / (Create(T.One) + Exp(-x));

    /// <summary>ln(1 + exp(x)): exp(x) for x far below 0, x far above.</summary>
    public static Extended<T> Softplus<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> value = x.ToVector();
        Extended<T> between = Choose(Vector512.LessThan(value, Number<T>(SmallSoftplus)), Exp(x), Create(Elementary(Function.Softplus, value)));
        return Choose(Vector512.GreaterThan(value, Number<T>(LargeSoftplus)), x, between);
    }

    /// <summary>The error function.</summary>
    public static Extended<T> Erf<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Elementary(Function.Erf, x.ToVector()));

    /// <summary>The sine.</summary>
    public static Extended<T> Sin<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Elementary(Function.Sin, InRange(x)));

    /// <summary>The cosine.</summary>
    public static Extended<T> Cos<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create(Elementary(Function.Cos, InRange(x)));

    private enum Function
    {
        Exp,
        Log,
        Tanh,
        Softplus,
        Erf,
        Sin,
        Cos,
    }

    // 0 where the function's value is in the range and the slope is not below the bound.
    private static Vector512<T> Below<T>(T bound, Extended<T> value, Extended<T> slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> result = slope.ToVector();
        Vector512<T> isPole = Vector512.LessThan(Vector512.Abs(value.ToVector()), Vector512.Create(T.PositiveInfinity))
            & ~Vector512.LessThan(Vector512.Abs(result), Vector512.Create(bound));
        return Vector512.ConditionalSelect(isPole, Vector512<T>.Zero, result);
    }

    private static Vector512<T> Elementary<T>(Function function, Vector512<T> x)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<float> single = x.AsSingle();
            return (function switch
            {
                Function.Exp => VectorMath.Exp(single),
                Function.Log => VectorMath.Log(single),
                Function.Tanh => VectorMath.Tanh(single),
                Function.Softplus => VectorMath.Softplus(single),
                Function.Erf => VectorMath.Erf(single),
                Function.Sin => VectorMath.Sin(single),
                Function.Cos => VectorMath.Cos(single),
                _ => throw new ArgumentOutOfRangeException(nameof(function)),
            }).As<float, T>();
        }

        Vector512<double> real = x.AsDouble();
        return (function switch
        {
            Function.Exp => VectorMath.Exp(real),
            Function.Log => VectorMath.Log(real),
            Function.Tanh => VectorMath.Tanh(real),
            Function.Softplus => VectorMath.Softplus(real),
            Function.Erf => VectorMath.Erf(real),
            Function.Sin => VectorMath.Sin(real),
            Function.Cos => VectorMath.Cos(real),
            _ => throw new ArgumentOutOfRangeException(nameof(function)),
        }).As<double, T>();
    }

    // The phase of a number beyond the range means nothing, but its sine is a number; that of a pole is none.
    private static Vector512<T> InRange<T>(Extended<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector512.ConditionalSelect(
        Vector512.LessThan(Vector512.Abs(x.Significand), Vector512.Create(T.PositiveInfinity)),
        ExtendedBits.Clamp(x.ToVector(), -Largest<T>(), Largest<T>()),
        x.Significand);

    private static T Largest<T>()
        where T : unmanaged, INumberBase<T> => typeof(T) == typeof(float) ? T.CreateTruncating(float.MaxValue) : T.CreateTruncating(double.MaxValue);

    private static Extended<T> Choose<T>(Vector512<T> mask, Extended<T> then, Extended<T> otherwise)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        Vector512.ConditionalSelect(mask, then.Significand, otherwise.Significand),
        Vector512.ConditionalSelect(mask, then.Exponent, otherwise.Exponent),
        Vector512.ConditionalSelect(mask, then.Scale, otherwise.Scale));

    private static Vector512<T> Number<T>(double value)
        where T : unmanaged, INumberBase<T> => Vector512.Create(T.CreateTruncating(value));

    // How often ln 2 is in x, and what is left.
    private static Vector512<T> WholeOfLogarithm<T>(Vector512<T> x, out Vector512<T> rest)
        where T : unmanaged, INumberBase<T>
    {
        Vector512<T> whole = ExtendedBits.Floor(x * Number<T>(1.4426950408889634) + Number<T>(0.5));
        rest = Lanes.MultiplyAdd(-whole, Number<T>(Lower<T>()), Lanes.MultiplyAdd(-whole, Number<T>(Upper<T>()), x));
        return whole;
    }

    // ln 2 in two parts, the first with so few digits that its products with exponents are exact.
    private static double Upper<T>() => typeof(T) == typeof(float) ? 0.693359375 : 6.93147180369123816490e-01;

    private static double Lower<T>() => typeof(T) == typeof(float) ? -2.12194440e-4 : 1.90821492927058770002e-10;
}
