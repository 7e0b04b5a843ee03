using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Random;

/// <summary>
/// The counter-based generator Philox4x32-10: ten rounds of multiplying and mixing turn a 128-bit counter and a 64-bit
/// key into 128 random bits. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
/// <remarks>
/// Eight counters go through at a time, each 32-bit word in the lower half of a 64-bit lane. The multiplication reads
/// lower halves only and leaves (high : low) of the product in the lane, so a round needs no rearranging: six
/// instructions. The upper halves hold what is left over and mean nothing.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Philox
{
    /// <summary>Rounds of the generator.</summary>
    public const int Rounds = 10;

    /// <summary>Counters worked on together.</summary>
    public const int Width = 8;

    private const uint FirstMultiplier = 0xD2511F53;
    private const uint SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;

    /// <summary>Replaces eight counters by their random words. Only the lower half of each 64-bit lane counts.</summary>
    /// <param name="word0">The counters' first words.</param>
    /// <param name="word1">The counters' second words.</param>
    /// <param name="word2">The counters' third words.</param>
    /// <param name="word3">The counters' fourth words.</param>
    /// <param name="key">The key, its first word in the lower half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encrypt(
        ref Vector512<ulong> word0, ref Vector512<ulong> word1, ref Vector512<ulong> word2, ref Vector512<ulong> word3, ulong key)
    {
        Vector512<ulong> firstMultiplier = Vector512.Create((ulong)FirstMultiplier);
        Vector512<ulong> secondMultiplier = Vector512.Create((ulong)SecondMultiplier);
        Vector512<ulong> x0 = word0, x1 = word1, x2 = word2, x3 = word3;
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> first = MultiplyLower(x0, firstMultiplier);
            Vector512<ulong> second = MultiplyLower(x2, secondMultiplier);
            x0 = (second >>> 32) ^ x1 ^ Vector512.Create((ulong)key0);
            x1 = second;
            x2 = (first >>> 32) ^ x3 ^ Vector512.Create((ulong)key1);
            x3 = first;
            key0 += FirstWeyl;
            key1 += SecondWeyl;
        }

        (word0, word1, word2, word3) = (x0, x1, x2, x3);
    }

    // The 64-bit product of the lower halves of each lane. All three ways give the same bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyLower(Vector512<ulong> left, Vector512<ulong> right)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(left.GetLower().AsUInt32(), right.GetLower().AsUInt32()),
                Avx2.Multiply(left.GetUpper().AsUInt32(), right.GetUpper().AsUInt32()));
        }

        return (left & Vector512.Create((ulong)uint.MaxValue)) * right;
    }
}
