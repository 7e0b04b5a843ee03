namespace RepLearn.Runtime;

public static unsafe partial class Matrix
{
    // Rows and columns of a block: its reads and writes touch whole cache lines, and all of them fit the first cache.
    private const int TransposeBlock = 16;

    /// <summary>target[j, i] = source[i, j] for a range of the source's rows and all of its columns.</summary>
    /// <param name="rowStart">First row of the source.</param>
    /// <param name="rowEnd">Row behind the last one.</param>
    /// <param name="columns">Columns of the source, rows of the target.</param>
    /// <param name="source">The source's first element, in row 0; dense or padded.</param>
    /// <param name="sourceStride">The source's stride.</param>
    /// <param name="target">The target's first element, in column 0. Nothing but the range's columns is written.</param>
    /// <param name="targetStride">The target's stride.</param>
    public static void Transpose<T>(int rowStart, int rowEnd, int columns, ref T source, int sourceStride, ref T target, int targetStride)
        where T : unmanaged
    {
        fixed (T* sourceStart = &source, targetStart = &target)
        {
            for (int row = rowStart; row < rowEnd; row += TransposeBlock)
            {
                int rows = Math.Min(TransposeBlock, rowEnd - row);
                for (int column = 0; column < columns; column += TransposeBlock)
                {
                    TransposeEdge(
                        rows, Math.Min(TransposeBlock, columns - column), sourceStart + ((nint)row * sourceStride) + column, sourceStride,
                        targetStart + ((nint)column * targetStride) + row, targetStride);
                }
            }
        }
    }

    private static void TransposeEdge<T>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }
}
