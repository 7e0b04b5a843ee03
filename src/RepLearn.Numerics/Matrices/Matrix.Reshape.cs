namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>Copies the values of a matrix, row by row, to one of other rows: no padding is read or written.</summary>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source; <paramref name="rows"/> times as many values are a multiple of the target's columns.</param>
    /// <param name="source">The source's first element.</param>
    /// <param name="stride">The source's stride.</param>
    /// <param name="targetColumns">Columns of the target.</param>
    /// <param name="target">The target's first element; other memory than the source's.</param>
    /// <param name="targetStride">The target's stride.</param>
    public static void Reshape<T>(int rows, int columns, ref T source, int stride, int targetColumns, ref T target, int targetStride)
        where T : unmanaged
    {
        fixed (T* from = &source, to = &target)
        {
            nint targetRow = 0;
            int filled = 0;
            for (int row = 0; row < rows; row++)
            {
                T* values = from + ((nint)row * stride);
                for (int read = 0; read < columns;)
                {
                    int run = Math.Min(columns - read, targetColumns - filled);
                    new ReadOnlySpan<T>(values + read, run).CopyTo(new Span<T>(to + (targetRow * targetStride) + filled, run));
                    read += run;
                    filled += run;
                    if (filled == targetColumns)
                    {
                        filled = 0;
                        targetRow++;
                    }
                }
            }
        }
    }
}
