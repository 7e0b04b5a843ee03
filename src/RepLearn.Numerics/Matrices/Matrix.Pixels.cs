namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>Repeats a row for each pixel of a range: target[p · length + j] = row[j].</summary>
    /// <param name="start">First pixel.</param>
    /// <param name="end">Pixel after the last one.</param>
    /// <param name="length">Values per pixel.</param>
    /// <param name="row">The row's first value.</param>
    /// <param name="target">Pixel 0's first value. Nothing but the range is written.</param>
    public static void RepeatPixels<T>(int start, int end, int length, ref T row, ref T target)
        where T : unmanaged
    {
        fixed (T* source = &row, first = &target)
        {
            for (int pixel = start; pixel < end; pixel++)
            {
                new ReadOnlySpan<T>(source, length).CopyTo(new Span<T>(first + ((nint)pixel * length), length));
            }
        }
    }
}
