using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RepLearn.Numerics.Elementary;
using RepLearn.Numerics.Matrices;

namespace RepLearn.Embeddings.Runtime;

/// <summary>What generated kernels of embeddings do besides arithmetic on lanes: folding sums and asking for rows early.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowSums
{
    /// <summary>The sums of four vectors' lanes, each folded in the tree of <see cref="Lanes.Sum{T}"/>.</summary>
    /// <param name="v0">The first sum's lanes.</param>
    /// <param name="v1">The second sum's lanes.</param>
    /// <param name="v2">The third sum's lanes.</param>
    /// <param name="v3">The fourth sum's lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Four(Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        Vector256<float> h0 = v0.GetLower() + v0.GetUpper();
        Vector256<float> h1 = v1.GetLower() + v1.GetUpper();
        Vector256<float> h2 = v2.GetLower() + v2.GetUpper();
        Vector256<float> h3 = v3.GetLower() + v3.GetUpper();
        return Lanes128<float>.SumFour(
            h0.GetLower() + h0.GetUpper(), h1.GetLower() + h1.GetUpper(), h2.GetLower() + h2.GetUpper(), h3.GetLower() + h3.GetUpper(), out _);
    }

    /// <inheritdoc cref="Four(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Four(Vector512<double> v0, Vector512<double> v1, Vector512<double> v2, Vector512<double> v3) =>
        Vector256.Create(Lanes.Sum(v0), Lanes.Sum(v1), Lanes.Sum(v2), Lanes.Sum(v3));

    /// <summary>
    /// Sums side by side in a vector, joined in registers: loading a vector that was just written as smaller stores defeats store-to-load
    /// forwarding, and stalls until the store buffer drains.
    /// </summary>
    /// <param name="first">Lanes 0 to 3.</param>
    /// <param name="second">Lanes 4 to 7.</param>
    /// <param name="third">Lanes 8 to 11.</param>
    /// <param name="fourth">Lanes 12 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Join(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        Vector512.Create(Vector256.Create(first, second), Vector256.Create(third, fourth));

    /// <inheritdoc cref="Join(Vector128{float}, Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Join(Vector256<double> first, Vector256<double> second) => Vector512.Create(first, second);

    /// <summary>Asks for a row that will soon be read and written.</summary>
    /// <param name="row">Its first value.</param>
    /// <param name="bytes">Its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T row, int bytes)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // A hint about an address, which need not stay valid.
            byte* start = (byte*)Unsafe.AsPointer(ref row);
            for (int line = 0; line < bytes; line += 64)
            {
                Sse.Prefetch0(start + line);
            }
        }
    }
}
