using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Embeddings.Vectors;

/// <summary>How large and how small values are, zeros left out: what says whether their products stay within single precision.</summary>
/// <param name="Smallest">The smallest magnitude above 0; infinite where all values are 0.</param>
/// <param name="Largest">The largest magnitude.</param>
internal sealed record ValueRange(float Smallest, float Largest)
{
    /// <summary>The range of all rows of a table.</summary>
    /// <param name="table">The rows; padding is zeros.</param>
    /// <param name="threads">Threads to use at most.</param>
    public static ValueRange Of(VectorTable table, int threads)
    {
        var gate = new Lock();
        var range = new ValueRange(float.PositiveInfinity, 0);
        RowPartition.Run(table.Count, table.Stride, block: 1, threads, (first, end) =>
        {
            ValueRange share = Of(table.Rows(first, end - first));
            lock (gate)
            {
                range = new ValueRange(Math.Min(range.Smallest, share.Smallest), Math.Max(range.Largest, share.Largest));
            }
        });
        return range;
    }

    /// <summary>The range of finite values.</summary>
    public static ValueRange Of(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector512<float> smallest = Vector512.Create(float.PositiveInfinity);
        Vector512<float> largest = Vector512<float>.Zero;
        int place = 0;
        for (; place <= values.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            Vector512<float> sizes = Vector512.Abs(Vector512.LoadUnsafe(ref start, (nuint)place));
            largest = Vector512.Max(largest, sizes);
            smallest = Vector512.Min(smallest, Vector512.ConditionalSelect(Vector512.Equals(sizes, Vector512<float>.Zero), smallest, sizes));
        }

        (float least, float most) = (float.PositiveInfinity, 0);
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            (least, most) = (Math.Min(least, smallest[lane]), Math.Max(most, largest[lane]));
        }

        for (; place < values.Length; place++)
        {
            float size = Math.Abs(values[place]);
            (least, most) = (size > 0 ? Math.Min(least, size) : least, Math.Max(most, size));
        }

        return new ValueRange(least, most);
    }
}
