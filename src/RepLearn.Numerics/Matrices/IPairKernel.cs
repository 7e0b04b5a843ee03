using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>A function of the squared distance of two rows, as a type, so that it is compiled into the loop over pairs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPairKernel
{
    /// <summary>k(d²)</summary>
    /// <param name="squares">Squared distances.</param>
    /// <param name="scale">The kernel's scale.</param>
    static abstract Vector512<T> Value<T>(Vector512<T> squares, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>dk / d(d²)</summary>
    /// <param name="squares">Squared distances.</param>
    /// <param name="scale">The kernel's scale.</param>
    static abstract Vector512<T> Slope<T>(Vector512<T> squares, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// Σₛ s C / (s C + d²) for the scale C and s = 0.1, 0.2, 0.5, 1, 2, 5, 10 (Tolstikhin et al. 2018, "Wasserstein Auto-Encoders"): near pairs and far
/// ones count, whatever the distances are.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InverseMultiquadric : IPairKernel
{
    /// <summary>The value for a distance of 0.</summary>
    public const int AtZero = 7;

    private static ReadOnlySpan<double> Scales => [0.1, 0.2, 0.5, 1, 2, 5, 10];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> squares, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> sum = Vector512<T>.Zero;
        foreach (double each in Scales)
        {
            Vector512<T> own = Vector512.Create(scale * T.CreateTruncating(each));
            sum += own / (own + squares);
        }

        return sum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Slope<T>(Vector512<T> squares, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> sum = Vector512<T>.Zero;
        foreach (double each in Scales)
        {
            Vector512<T> own = Vector512.Create(scale * T.CreateTruncating(each));
            Vector512<T> whole = own + squares;
            sum -= own / whole / whole;
        }

        return sum;
    }
}
