using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary;

/// <summary>
/// Numbers with the precision of <typeparamref name="T"/> and an exponent of their own that never overflows in practice: users'
/// functions and their slopes are computed in them, so that <c>exp(−x)</c> or <c>x · x</c> may leave the range of
/// <typeparamref name="T"/> on the way to a result that is in it. Infinities come from poles alone, such as 1 / 0, and
/// <c>0 · ∞ = 0</c>. Exponents are whole numbers in two digits, each of the precision of <typeparamref name="T"/>, so that quotients of
/// numbers of any size are exact: with one digit a significand's shift by one would be lost from 2²⁴ on.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Extended<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Extended(Vector512<T> significand, Vector512<T> exponent, Vector512<T> scale)
    {
        Significand = significand;
        Exponent = exponent;
        Scale = scale;
    }

    /// <summary>From 1 to below 2, with the sign; or 0, infinite or not a number.</summary>
    internal Vector512<T> Significand { get; }

    /// <summary>The low digit of the power of two: a whole number, at most half of <see cref="ExtendedBits.Base"/> from 0.</summary>
    internal Vector512<T> Exponent { get; }

    /// <summary>The high digit, in units of <see cref="ExtendedBits.Base"/>; the lowest for 0, the highest for infinities.</summary>
    internal Vector512<T> Scale { get; }

    internal static Vector512<T> Lowest => Vector512.Create(-(ExtendedBits.Far<T>() * T.CreateTruncating(4)));

    internal static Vector512<T> Highest => Vector512.Create(ExtendedBits.Far<T>() * T.CreateTruncating(4));

    /// <summary>The sum.</summary>
    public static Extended<T> operator +(Extended<T> left, Extended<T> right)
    {
        Vector512<T> zero = Vector512<T>.Zero;
        Vector512<T> ahead = ((left.Scale - right.Scale) * ExtendedBits.BaseOf<T>()) + (left.Exponent - right.Exponent);
        Vector512<T> sum = (left.Significand * ExtendedBits.PowerOfTwo(Vector512.Min(ahead, zero)))
            + (right.Significand * ExtendedBits.PowerOfTwo(Vector512.Min(-ahead, zero)));
        Vector512<T> isLeft = Vector512.GreaterThan(ahead, zero);
        return Normalize(sum, Vector512.ConditionalSelect(isLeft, left.Exponent, right.Exponent), Vector512.ConditionalSelect(isLeft, left.Scale, right.Scale));
    }

    /// <summary>The difference.</summary>
    public static Extended<T> operator -(Extended<T> left, Extended<T> right) => left + -right;

    /// <summary>The negative.</summary>
    public static Extended<T> operator -(Extended<T> value) => new(-value.Significand, value.Exponent, value.Scale);

    /// <summary>The product; 0 where one factor is 0 and the other a number or infinite.</summary>
    public static Extended<T> operator *(Extended<T> left, Extended<T> right)
    {
        Vector512<T> zero = Vector512<T>.Zero;
        Vector512<T> isZero = Vector512.Equals(left.Significand, zero) | Vector512.Equals(right.Significand, zero);
        Vector512<T> areNumbers = Vector512.Equals(left.Significand, left.Significand) & Vector512.Equals(right.Significand, right.Significand);
        Vector512<T> product = Vector512.ConditionalSelect(isZero & areNumbers, zero, left.Significand * right.Significand);
        return Normalize(product, left.Exponent + right.Exponent, left.Scale + right.Scale);
    }

    /// <summary>The quotient; infinite where the divisor alone is 0.</summary>
    public static Extended<T> operator /(Extended<T> left, Extended<T> right) =>
        Normalize(left.Significand / right.Significand, left.Exponent - right.Exponent, left.Scale - right.Scale);

    /// <summary>The numbers in the range of <typeparamref name="T"/>: what is beyond becomes infinite or 0.</summary>
    public Vector512<T> ToVector()
    {
        Vector512<T> exponent = ExtendedBits.Clamp((Scale * ExtendedBits.BaseOf<T>()) + Exponent, -ExtendedBits.TwiceLargest<T>(), ExtendedBits.TwiceLargest<T>());
        Vector512<T> half = ExtendedBits.Floor(exponent * Vector512.Create(T.CreateTruncating(0.5)));
        return Significand * ExtendedBits.PowerOfTwo(half) * ExtendedBits.PowerOfTwo(exponent - half);
    }

    /// <summary>A significand of any size in the range of normal numbers, and both digits of an exponent.</summary>
    internal static Extended<T> Normalize(Vector512<T> significand, Vector512<T> exponent, Vector512<T> scale)
    {
        Vector512<T> isOrdinary = Vector512.LessThan(Vector512.Abs(significand), Vector512.Create(T.PositiveInfinity))
            & ~Vector512.Equals(significand, Vector512<T>.Zero);
        Vector512<T> shifted = ExtendedBits.Split(significand, out Vector512<T> shift);
        exponent += shift;
        Vector512<T> carry = ExtendedBits.Floor((exponent * Vector512.Create(T.CreateTruncating(1.0 / ExtendedBits.Base))) + Vector512.Create(T.CreateTruncating(0.5)));
        exponent -= carry * ExtendedBits.BaseOf<T>();
        scale = ExtendedBits.Clamp(scale + carry, -ExtendedBits.Far<T>(), ExtendedBits.Far<T>());
        Vector512<T> special = Vector512.ConditionalSelect(Vector512.Equals(significand, Vector512<T>.Zero), Lowest, Highest);
        return new(
            Vector512.ConditionalSelect(isOrdinary, shifted, significand),
            isOrdinary & exponent,
            Vector512.ConditionalSelect(isOrdinary, scale, special));
    }
}
