using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Random;

/// <summary>
/// Random numbers that are a function of (key, site, row, column) alone: the same on any number of threads, in any order, for any partition
/// of a batch, at any vector width. They come from the counter-based generator Philox4x32-10
/// (Salmon et al., SC 2011), its key being the seed. <see cref="float"/> and <see cref="double"/> draws differ.
/// </summary>
/// <remarks>
/// One counter serves the same column of neighbouring rows (four of <see cref="float"/>, two of <see cref="double"/>),
/// so blocks of rows cost least when they start at a multiple of four; their values do not depend on it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Noise
{
    /// <summary>Fills one row with draws from N(0, 1), by Box and Muller's method.</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model, from 0 to 1022.</param>
    /// <param name="row">The example's number, not negative.</param>
    /// <param name="target">The row; at most 2^24 columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The site, row or number of columns is outside its range.</exception>
    public static void Normal<T>(NoiseKey key, int site, int row, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(site, row, 1, target.Length);
        Fill<T>(normal: true, key, site, row, 1, target.Length, target.Length, ref MemoryMarshal.GetReference(target), target.Length);
    }

    /// <summary>Fills a block of rows with draws from N(0, 1): row r gets what the overload for one row gives row <paramref name="firstRow"/> + r.</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model, from 0 to 1022.</param>
    /// <param name="firstRow">The first example's number, not negative.</param>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="columns">Columns in the block, at most 2^24.</param>
    /// <param name="target">The block's first value. Each row is written up to the next multiple of 16 columns.</param>
    /// <param name="stride">Values from one row's start to the next; at least the columns rounded up to a multiple of 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The site, a row, the columns or the stride is outside its range.</exception>
    public static void Normal<T>(NoiseKey key, int site, int firstRow, int rows, int columns, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(site, firstRow, rows, columns);
        int width = Padded(columns, stride);
        Fill(normal: true, key, site, firstRow, rows, columns, width, ref target, stride);
    }

    /// <summary>Fills one row with draws from the uniform distribution on [0, 1): multiples of 2^-24 for <see cref="float"/>, of 2^-53 for <see cref="double"/>.</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model, from 0 to 1022.</param>
    /// <param name="row">The example's number, not negative.</param>
    /// <param name="target">The row; at most 2^24 columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The site, row or number of columns is outside its range.</exception>
    public static void Uniform<T>(NoiseKey key, int site, int row, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(site, row, 1, target.Length);
        Fill<T>(normal: false, key, site, row, 1, target.Length, target.Length, ref MemoryMarshal.GetReference(target), target.Length);
    }

    /// <summary>Fills a block of rows with uniform draws: row r gets what the overload for one row gives row <paramref name="firstRow"/> + r.</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model, from 0 to 1022.</param>
    /// <param name="firstRow">The first example's number, not negative.</param>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="columns">Columns in the block, at most 2^24.</param>
    /// <param name="target">The block's first value. Each row is written up to the next multiple of 16 columns.</param>
    /// <param name="stride">Values from one row's start to the next; at least the columns rounded up to a multiple of 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The site, a row, the columns or the stride is outside its range.</exception>
    public static void Uniform<T>(NoiseKey key, int site, int firstRow, int rows, int columns, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(site, firstRow, rows, columns);
        int width = Padded(columns, stride);
        Fill(normal: false, key, site, firstRow, rows, columns, width, ref target, stride);
    }

    private static void Fill<T>(
        bool normal, NoiseKey key, int site, int firstRow, int rows, int columns, int width, ref T target, int stride)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            ref float start = ref Unsafe.As<T, float>(ref target);
            if (normal)
            {
                NoiseBlock.Fill<float, SingleNormal>(key, site, firstRow, rows, columns, width, ref start, stride);
            }
            else
            {
                NoiseBlock.Fill<float, SingleUniform>(key, site, firstRow, rows, columns, width, ref start, stride);
            }
        }
        else
        {
            ref double start = ref Unsafe.As<T, double>(ref target);
            if (normal)
            {
                NoiseBlock.Fill<double, DoubleNormal>(key, site, firstRow, rows, columns, width, ref start, stride);
            }
            else
            {
                NoiseBlock.Fill<double, DoubleUniform>(key, site, firstRow, rows, columns, width, ref start, stride);
            }
        }
    }

    private static void Check<T>(int site, int firstRow, int rows, int columns)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Noise is drawn as float or double, not {typeof(T)}.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(site);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(site, NoiseCounter.MaxSites);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)rows, (1L << 31) - firstRow, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, NoiseCounter.MaxColumns);
    }

    private static int Padded(int columns, int stride)
    {
        int width = (columns + 15) & ~15;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, width);
        return width;
    }
}
