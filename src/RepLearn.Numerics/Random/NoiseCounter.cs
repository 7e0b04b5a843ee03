using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Random;

/// <summary>
/// How a draw's counter is laid out in the 128 bits of Philox: the four words hold, from the lowest bit, the column (24 bits), the
/// site (8 lower bits), the group of rows that share a counter (30 bits), the site (2 upper bits) and the step (64 bits).
/// No two draws of one seed ever share a counter.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NoiseCounter
{
    /// <summary>Columns that a row of noise can have.</summary>
    internal const int MaxColumns = 1 << ColumnBits;

    /// <summary>Places in a model that can draw noise; the last one belongs to <see cref="Permutation"/>.</summary>
    internal const int MaxSites = (1 << 10) - 1;

    /// <summary>The site of <see cref="Permutation"/>.</summary>
    internal const int PermutationSite = MaxSites;

    private const int ColumnBits = 24;
    private const int RowBits = 30;

    /// <summary>The counter's first word for column 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint First(int site) => (uint)site << ColumnBits;

    /// <summary>The counter's second word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Second(int site, int group) => (uint)group | ((uint)(site >> 8) << RowBits);
}
