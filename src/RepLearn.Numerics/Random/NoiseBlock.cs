using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Random;

/// <summary>
/// What a distribution makes of the words of 16 counters, those of 16 neighbouring columns: four vectors. For
/// <see cref="float"/> they are four rows of 16 columns; for <see cref="double"/> two rows of 8 + 8 columns.
/// </summary>
/// <typeparam name="T">The values drawn.</typeparam>
internal interface INoiseDraw<T>
{
    /// <summary>Turns random words into draws.</summary>
    /// <param name="low">The words of the first eight columns.</param>
    /// <param name="high">The words of the last eight columns.</param>
    static abstract NoiseTile<T> Draw(in NoiseWords low, in NoiseWords high);
}

/// <summary>The words of eight counters, each in the lower half of a 64-bit lane; upper halves mean nothing.</summary>
internal struct NoiseWords
{
    public Vector512<ulong> Word0;
    public Vector512<ulong> Word1;
    public Vector512<ulong> Word2;
    public Vector512<ulong> Word3;
}

/// <summary>64 values of <see cref="float"/> or 32 of <see cref="double"/>, in the order of rows and then columns.</summary>
internal struct NoiseTile<T>
{
    public Vector512<T> Vector0;
    public Vector512<T> Vector1;
    public Vector512<T> Vector2;
    public Vector512<T> Vector3;
}

/// <summary>Walks a block of rows by tiles: the rows of a counter times 16 columns.</summary>
internal static class NoiseBlock
{
    private const int TileColumns = 2 * Philox.Width;

    /// <summary>Fills a block; rows are written up to <paramref name="width"/>.</summary>
    public static void Fill<T, TDraw>(
        NoiseKey key, int site, int firstRow, int rows, int columns, int width, ref T target, int stride)
        where T : unmanaged
        where TDraw : struct, INoiseDraw<T>
    {
        int tileRows = 4 * Vector512<T>.Count / TileColumns;
        for (int group = firstRow / tileRows; group * (long)tileRows < (long)firstRow + rows; group++)
        {
            int first = (int)((group * (long)tileRows) - firstRow);
            for (int column = 0; column < columns; column += TileColumns)
            {
                NoiseTile<T> tile = TDraw.Draw(
                    Words(key, site, group, column), Words(key, site, group, column + Philox.Width));
                if (typeof(T) == typeof(float))
                {
                    Store(tile.Vector0, first, rows, column, width, ref target, stride);
                    Store(tile.Vector1, first + 1, rows, column, width, ref target, stride);
                    Store(tile.Vector2, first + 2, rows, column, width, ref target, stride);
                    Store(tile.Vector3, first + 3, rows, column, width, ref target, stride);
                }
                else
                {
                    Store(tile.Vector0, first, rows, column, width, ref target, stride);
                    Store(tile.Vector1, first, rows, column + Philox.Width, width, ref target, stride);
                    Store(tile.Vector2, first + 1, rows, column, width, ref target, stride);
                    Store(tile.Vector3, first + 1, rows, column + Philox.Width, width, ref target, stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static NoiseWords Words(NoiseKey key, int site, int group, int column)
    {
        NoiseWords words;
        words.Word0 = Vector512.Create((ulong)NoiseCounter.First(site) + (ulong)column) + Vector512<ulong>.Indices;
        words.Word1 = Vector512.Create((ulong)NoiseCounter.Second(site, group));
        words.Word2 = Vector512.Create((ulong)(uint)key.Step);
        words.Word3 = Vector512.Create(key.Step >> 32);
        Philox.Encrypt(ref words.Word0, ref words.Word1, ref words.Word2, ref words.Word3, key.Seed);
        return words;
    }

    // The block may begin or end within a tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<T> value, int row, int rows, int column, int width, ref T target, int stride)
        where T : unmanaged
    {
        if ((uint)row < (uint)rows)
        {
            Lanes.Store(value, ref Unsafe.Add(ref target, (nint)row * stride), column, width);
        }
    }
}
