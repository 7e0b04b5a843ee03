using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Random;

/// <summary>Uniform on [0, 1): the upper 24 bits of a word, times 2^-24.</summary>
internal readonly struct SingleUniform : INoiseDraw<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NoiseTile<float> Draw(in NoiseWords low, in NoiseWords high)
    {
        NoiseTile<float> tile;
        tile.Vector0 = Unit(Vector512.Narrow(low.Word0, high.Word0));
        tile.Vector1 = Unit(Vector512.Narrow(low.Word1, high.Word1));
        tile.Vector2 = Unit(Vector512.Narrow(low.Word2, high.Word2));
        tile.Vector3 = Unit(Vector512.Narrow(low.Word3, high.Word3));
        return tile;
    }

    // 24 bits fit a float's significand, so the conversion is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Unit(Vector512<uint> word) =>
        Vector512.ConvertToSingle((word >>> 8).AsInt32()) * Vector512.Create(1f / (1 << 24));
}

/// <summary>Uniform on [0, 1): the upper 53 bits of two words, times 2^-53.</summary>
internal readonly struct DoubleUniform : INoiseDraw<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NoiseTile<double> Draw(in NoiseWords low, in NoiseWords high)
    {
        NoiseTile<double> tile;
        tile.Vector0 = Unit(Bits53(low.Word0, low.Word1));
        tile.Vector1 = Unit(Bits53(high.Word0, high.Word1));
        tile.Vector2 = Unit(Bits53(low.Word2, low.Word3));
        tile.Vector3 = Unit(Bits53(high.Word2, high.Word3));
        return tile;
    }

    /// <summary>A 53-bit number from a word of 32 bits and 21 bits of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Bits53(Vector512<ulong> upper, Vector512<ulong> lower) =>
        (((upper << 32) | (lower & Vector512.Create((ulong)uint.MaxValue))) >>> 11).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Unit(Vector512<long> bits) =>
        Vector512.ConvertToDouble(bits) * Vector512.Create(1.0 / (1L << 53));
}
