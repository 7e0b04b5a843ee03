using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Random;

/// <summary>Random matrices with orthonormal rows or columns, with the same bits on every machine.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OrthogonalMatrix
{
    /// <summary>
    /// Fills a matrix with orthonormal rows, or columns if those are fewer, times <paramref name="scale"/>: normal draws, orthogonalised
    /// twice by the Gram–Schmidt process, because one pass loses digits where a row is nearly a sum of those before
    /// ("twice is enough", Giraud et al. 2005). All signs are as drawn, so that the matrix is uniform over all such matrices.
    /// </summary>
    public static void Fill<T>(NoiseKey key, int site, Span<T> values, int rows, int columns, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool byColumns = columns < rows;
        int count = byColumns ? columns : rows;
        int length = byColumns ? rows : columns;
        double[] vectors = Orthonormal(key, site, count, length);
        for (int vector = 0; vector < count; vector++)
        {
            for (int place = 0; place < length; place++)
            {
                int index = byColumns ? (place * columns) + vector : (vector * columns) + place;
                values[index] = T.CreateChecked(scale * vectors[((nint)vector * length) + place]);
            }
        }
    }

    private static double[] Orthonormal(NoiseKey key, int site, int count, int length)
    {
        var vectors = new double[(long)count * length];
        for (int vector = 0; vector < count; vector++)
        {
            Span<double> own = vectors.AsSpan(vector * length, length);
            Noise.Normal(key, site, vector, own);
            for (int round = 0; round < 2; round++)
            {
                for (int before = 0; before < vector; before++)
                {
                    ReadOnlySpan<double> other = vectors.AsSpan(before * length, length);
                    AddScaled(own, other, -Dot(own, other));
                }

                AddScaled(own, own, (1 / Math.Sqrt(Dot(own, own))) - 1);
            }
        }

        return vectors;
    }

    // Eight lanes on every machine, folded in a fixed order.
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector512<double>> lefts = MemoryMarshal.Cast<double, Vector512<double>>(left);
        ReadOnlySpan<Vector512<double>> rights = MemoryMarshal.Cast<double, Vector512<double>>(right);
        Vector512<double> sums = default;
        for (int index = 0; index < lefts.Length; index++)
        {
            sums = Vector512.FusedMultiplyAdd(lefts[index], rights[index], sums);
        }

        double sum = 0;
        for (int index = lefts.Length * Vector512<double>.Count; index < left.Length; index++)
        {
            sum = Math.FusedMultiplyAdd(left[index], right[index], sum);
        }

        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += sums[lane];
        }

        return sum;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        Span<Vector512<double>> targets = MemoryMarshal.Cast<double, Vector512<double>>(target);
        ReadOnlySpan<Vector512<double>> sources = MemoryMarshal.Cast<double, Vector512<double>>(source);
        Vector512<double> factors = Vector512.Create(factor);
        for (int index = 0; index < targets.Length; index++)
        {
            targets[index] = Vector512.FusedMultiplyAdd(sources[index], factors, targets[index]);
        }

        for (int index = targets.Length * Vector512<double>.Count; index < target.Length; index++)
        {
            target[index] = Math.FusedMultiplyAdd(source[index], factor, target[index]);
        }
    }
}
