using System.Numerics;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Elementary;

/// <summary>Significands and exponents by their bits, for <see cref="float"/> and <see cref="double"/>.</summary>
internal static class ExtendedBits
{
    /// <summary>Twice the largest power of two whose negative is a power of a normal number, too.</summary>
    public static T TwiceLargest<T>()
        where T : unmanaged, INumberBase<T> => T.CreateTruncating(typeof(T) == typeof(float) ? 252 : 2044);

    /// <summary>The largest high digit of a number's exponent; sums of a few are in the range of <typeparamref name="T"/>.</summary>
    public static T Far<T>()
        where T : unmanaged, INumberBase<T> => typeof(T) == typeof(float) ? T.CreateTruncating(1e37f) : T.CreateTruncating(1e307);

    /// <summary>What the high digit of an exponent counts in.</summary>
    public const double Base = 1 << LogBase;

    /// <summary>The logarithm of <see cref="Base"/> to the base 2.</summary>
    public const int LogBase = 20;

    /// <summary><see cref="Base"/> in all lanes.</summary>
    public static Vector512<T> BaseOf<T>()
        where T : unmanaged, INumberBase<T> => Vector512.Create(T.CreateTruncating(Base));

    public static Vector512<T> Clamp<T>(Vector512<T> value, T lowest, T highest)
        where T : unmanaged => Vector512.Min(Vector512.Max(value, Vector512.Create(lowest)), Vector512.Create(highest));

    public static Vector512<T> Floor<T>(Vector512<T> value)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Vector512.Floor(value.AsSingle()).As<float, T>()
        : Vector512.Floor(value.AsDouble()).As<double, T>();

    /// <summary>2 to a whole power: 0 below the normal numbers; to at most 126, or 1022.</summary>
    public static Vector512<T> PowerOfTwo<T>(Vector512<T> exponent)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<float> least = Vector512.Max(exponent.AsSingle(), Vector512.Create(-127f));
            return (Vector512.ConvertToInt32(least + Vector512.Create(127f)) << 23).As<int, T>();
        }

        Vector512<double> lowest = Vector512.Max(exponent.AsDouble(), Vector512.Create(-1023d));
        return (Vector512.ConvertToInt64(lowest + Vector512.Create(1023d)) << 52).As<long, T>();
    }

    /// <summary>A normal number's significand, from 1 to below 2 with the sign, and its exponent; anything for others.</summary>
    public static Vector512<T> Split<T>(Vector512<T> value, out Vector512<T> exponent)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<int> bits = value.AsInt32();
            exponent = Vector512.ConvertToSingle(((bits >>> 23) & Vector512.Create(0xFF)) - Vector512.Create(127)).As<float, T>();
            return ((bits & Vector512.Create(unchecked((int)0x807FFFFF))) | Vector512.Create(0x3F800000)).As<int, T>();
        }

        Vector512<long> wide = value.AsInt64();
        exponent = Vector512.ConvertToDouble(((wide >>> 52) & Vector512.Create(0x7FFL)) - Vector512.Create(1023L)).As<double, T>();
        return ((wide & Vector512.Create(unchecked((long)0x800FFFFFFFFFFFFF))) | Vector512.Create(0x3FF0000000000000)).As<long, T>();
    }
}
