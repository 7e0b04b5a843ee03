using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Random;

// Box and Muller (1958): for u, v uniform, sqrt(-2 ln u) cos(2 pi v) and sqrt(-2 ln u) sin(2 pi v) are two independent
// draws from N(0, 1). u lies in (0, 1], so the logarithm is finite; v is used as a signed fraction of a turn.

/// <summary>Standard normal draws; the largest that can occur is 6.77.</summary>
internal readonly struct SingleNormal : INoiseDraw<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NoiseTile<float> Draw(in NoiseWords low, in NoiseWords high)
    {
        NoiseTile<float> tile;
        Pair(Vector512.Narrow(low.Word0, high.Word0), Vector512.Narrow(low.Word1, high.Word1), out tile.Vector0, out tile.Vector1);
        Pair(Vector512.Narrow(low.Word2, high.Word2), Vector512.Narrow(low.Word3, high.Word3), out tile.Vector2, out tile.Vector3);
        return tile;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector512<uint> first, Vector512<uint> second, out Vector512<float> cosine, out Vector512<float> sine)
    {
        // u = (word + 1/2) / 2^32, rounded once: small u keep all their bits, so the tail is fine-grained.
        Vector512<float> upper = Vector512.ConvertToSingle((first >>> 16).AsInt32()) * Vector512.Create(1f / (1 << 16));
        Vector512<float> lower = Vector512.ConvertToSingle((first & Vector512.Create(0xFFFFu)).AsInt32()) + Vector512.Create(0.5f);
        Vector512<float> uniform = upper + (lower * Vector512.Create(1f / (1L << 32)));
        Vector512<float> radius = Vector512.Sqrt(Vector512.Create(-2f) * VectorMath.Log(uniform));

        // The upper 24 bits, as a signed number of quarter turns from -2 up to 2: exact.
        Vector512<float> quarters = Vector512.ConvertToSingle(second.AsInt32() >> 8) * Vector512.Create(1f / (1 << 22));
        VectorMath.SinCosQuarters(quarters, out Vector512<float> sin, out Vector512<float> cos);
        cosine = radius * cos;
        sine = radius * sin;
    }
}

/// <summary>Standard normal draws; the largest that can occur is 8.58.</summary>
internal readonly struct DoubleNormal : INoiseDraw<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NoiseTile<double> Draw(in NoiseWords low, in NoiseWords high)
    {
        NoiseTile<double> tile;
        Pair(low, out tile.Vector0, out tile.Vector2);
        Pair(high, out tile.Vector1, out tile.Vector3);
        return tile;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(in NoiseWords words, out Vector512<double> cosine, out Vector512<double> sine)
    {
        Vector512<long> first = DoubleUniform.Bits53(words.Word0, words.Word1) + Vector512<long>.One;
        Vector512<double> uniform = Vector512.ConvertToDouble(first) * Vector512.Create(1.0 / (1L << 53));
        Vector512<double> radius = Vector512.Sqrt(Vector512.Create(-2.0) * VectorMath.Log(uniform));

        // 53 bits as a number of quarter turns from -2 up to 2: exact.
        Vector512<long> second = DoubleUniform.Bits53(words.Word2, words.Word3) - Vector512.Create(1L << 52);
        Vector512<double> quarters = Vector512.ConvertToDouble(second) * Vector512.Create(1.0 / (1L << 51));
        VectorMath.SinCosQuarters(quarters, out Vector512<double> sin, out Vector512<double> cos);
        cosine = radius * cos;
        sine = radius * sin;
    }
}
