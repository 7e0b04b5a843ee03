using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Benchmarks.Kernels;

/// <summary>What one core can do at most: multiply-adds on independent chains, and reading of memory.</summary>
internal static class CoreLimit
{
    private const int Chains = 12;
    private const int Rounds = 2000;
    private static readonly float[] s_sink = new float[64];

    /// <summary>Floating-point operations of one call of <see cref="MultiplyAdds"/>.</summary>
    public static double Operations => 2.0 * Chains * Rounds * VectorWidth;

    private static int VectorWidth =>
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Both limits of this core, measured, in a line.</summary>
    public static string Describe()
    {
        double compute = Measurement.TakeTurns(MultiplyAdds, null).First;
        return $"One core: {Operations / compute / 1e9:F0} GFLOP/s of multiply-adds; reads {NearBandwidth() / 1e9:F0} GB/s from 256 KB, {FarBandwidth() / 1e9:F0} GB/s from memory.";
    }

    /// <summary>Bytes a second that this core reads from its second cache.</summary>
    public static double NearBandwidth()
    {
        float[] near = Filled(64 * 1024);
        return near.Length * sizeof(float) / Measurement.TakeTurns(() => Read(near), null).First;
    }

    /// <summary>Bytes a second that this core reads from memory.</summary>
    public static double FarBandwidth()
    {
        float[] far = Filled(128 * 1024 * 1024);
        return far.Length * sizeof(float) / Measurement.TakeTurns(() => Read(far), null, turns: 5).First;
    }

    /// <summary>Runs the chains; their number covers the latency of two multiply-adds a cycle several times.</summary>
    public static void MultiplyAdds()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run512();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run256();
        }
        else
        {
            Run128();
        }
    }

    /// <summary>Reads the whole buffer once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(float[] buffer)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        ref float start = ref MemoryMarshal.GetArrayDataReference(buffer);
        for (nuint index = 0; index + 64 <= (nuint)buffer.Length; index += 64)
        {
            s0 += Vector512.LoadUnsafe(ref start, index);
            s1 += Vector512.LoadUnsafe(ref start, index + 16);
            s2 += Vector512.LoadUnsafe(ref start, index + 32);
            s3 += Vector512.LoadUnsafe(ref start, index + 48);
        }

        (s0 + s1 + s2 + s3).CopyTo(s_sink);
    }

    // Memory that was never written is one page of zeros, which stays in the first cache.
    private static float[] Filled(int length)
    {
        float[] buffer = new float[length];
        Array.Fill(buffer, 1f);
        return buffer;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run512()
    {
        Vector512<float> x = Vector512.Create(s_sink[0] + 0.5f);
        Vector512<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x, c8 = x, c9 = x, c10 = x, c11 = x;
        for (int round = 0; round < Rounds; round++)
        {
            c0 = Vector512.MultiplyAddEstimate(x, x, c0);
            c1 = Vector512.MultiplyAddEstimate(x, x, c1);
            c2 = Vector512.MultiplyAddEstimate(x, x, c2);
            c3 = Vector512.MultiplyAddEstimate(x, x, c3);
            c4 = Vector512.MultiplyAddEstimate(x, x, c4);
            c5 = Vector512.MultiplyAddEstimate(x, x, c5);
            c6 = Vector512.MultiplyAddEstimate(x, x, c6);
            c7 = Vector512.MultiplyAddEstimate(x, x, c7);
            c8 = Vector512.MultiplyAddEstimate(x, x, c8);
            c9 = Vector512.MultiplyAddEstimate(x, x, c9);
            c10 = Vector512.MultiplyAddEstimate(x, x, c10);
            c11 = Vector512.MultiplyAddEstimate(x, x, c11);
        }

        (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).CopyTo(s_sink, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run256()
    {
        Vector256<float> x = Vector256.Create(s_sink[0] + 0.5f);
        Vector256<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x, c8 = x, c9 = x, c10 = x, c11 = x;
        for (int round = 0; round < Rounds; round++)
        {
            c0 = Vector256.MultiplyAddEstimate(x, x, c0);
            c1 = Vector256.MultiplyAddEstimate(x, x, c1);
            c2 = Vector256.MultiplyAddEstimate(x, x, c2);
            c3 = Vector256.MultiplyAddEstimate(x, x, c3);
            c4 = Vector256.MultiplyAddEstimate(x, x, c4);
            c5 = Vector256.MultiplyAddEstimate(x, x, c5);
            c6 = Vector256.MultiplyAddEstimate(x, x, c6);
            c7 = Vector256.MultiplyAddEstimate(x, x, c7);
            c8 = Vector256.MultiplyAddEstimate(x, x, c8);
            c9 = Vector256.MultiplyAddEstimate(x, x, c9);
            c10 = Vector256.MultiplyAddEstimate(x, x, c10);
            c11 = Vector256.MultiplyAddEstimate(x, x, c11);
        }

        (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).CopyTo(s_sink, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run128()
    {
        Vector128<float> x = Vector128.Create(s_sink[0] + 0.5f);
        Vector128<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x, c8 = x, c9 = x, c10 = x, c11 = x;
        for (int round = 0; round < Rounds; round++)
        {
            c0 = Vector128.MultiplyAddEstimate(x, x, c0);
            c1 = Vector128.MultiplyAddEstimate(x, x, c1);
            c2 = Vector128.MultiplyAddEstimate(x, x, c2);
            c3 = Vector128.MultiplyAddEstimate(x, x, c3);
            c4 = Vector128.MultiplyAddEstimate(x, x, c4);
            c5 = Vector128.MultiplyAddEstimate(x, x, c5);
            c6 = Vector128.MultiplyAddEstimate(x, x, c6);
            c7 = Vector128.MultiplyAddEstimate(x, x, c7);
            c8 = Vector128.MultiplyAddEstimate(x, x, c8);
            c9 = Vector128.MultiplyAddEstimate(x, x, c9);
            c10 = Vector128.MultiplyAddEstimate(x, x, c10);
            c11 = Vector128.MultiplyAddEstimate(x, x, c11);
        }

        (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).CopyTo(s_sink, 16);
    }
}
