using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    // Rows of the source that are read side by side, so that whole cache lines of floats are written to the target.
    private const int TransposeRows = 16;

    /// <summary>target[j, i] = source[i, j] for a range of the source's rows and all of its columns.</summary>
    /// <param name="rowStart">First row of the source.</param>
    /// <param name="rowEnd">Row after the last one.</param>
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
            int square = !Avx.IsSupported ? 1 : typeof(T) == typeof(float) ? 8 : 4;
            for (int row = rowStart; row < rowEnd; row += TransposeRows)
            {
                int rows = Math.Min(TransposeRows, rowEnd - row);
                int squareRows = square == 1 ? 0 : rows - (rows % square);
                int squareColumns = square == 1 ? 0 : columns - (columns % square);
                T* from = sourceStart + ((nint)row * sourceStride);
                T* to = targetStart + row;
                if (typeof(T) == typeof(float))
                {
                    SquareTransposition.Run((float*)from, sourceStride, (float*)to, targetStride, squareRows, squareColumns);
                }
                else
                {
                    SquareTransposition.Run((double*)from, sourceStride, (double*)to, targetStride, squareRows, squareColumns);
                }

                // The rest: the rows below the squares, and the columns to their right.
                TransposeEach(from, sourceStride, to, targetStride, squareRows, rows, 0, squareColumns);
                TransposeEach(from, sourceStride, to, targetStride, 0, rows, squareColumns, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeEach<T>(
        T* source, nint sourceStride, T* target, nint targetStride, int rowStart, int rowEnd, int columnStart, int columnEnd)
        where T : unmanaged
    {
        for (int column = columnStart; column < columnEnd; column++)
        {
            for (int row = rowStart; row < rowEnd; row++)
            {
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }
}
