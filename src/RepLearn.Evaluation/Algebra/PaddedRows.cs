using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Evaluation;

/// <summary>
/// Rows in double, each filled up with zeros to whole vectors, for distances between many of them. A distance is summed from differences, not
/// from products, so that equal rows are 0 apart, however far they are from the origin.
/// </summary>
internal sealed class PaddedRows
{
    private readonly double[] _values;
    private readonly int _stride;

    public PaddedRows(ReadOnlySpan<float> rows, int width)
    {
        Count = rows.Length / width;
        _stride = (width + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
        RowCount.ExpectRoom(Count, _stride, nameof(rows));
        _values = new double[Count * _stride];
        for (int row = 0; row < Count; row++)
        {
            for (int column = 0; column < width; column++)
            {
                _values[(row * _stride) + column] = rows[(row * width) + column];
            }
        }
    }

    /// <summary>What is added up over the values of two rows.</summary>
    private interface ITerm
    {
        static abstract Vector512<double> Add(Vector512<double> difference, Vector512<double> sum);
    }

    public int Count { get; }

    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * _stride, _stride);

    /// <summary>Divides each row by its length.</summary>
    /// <exception cref="ArgumentException">A row has none.</exception>
    public PaddedRows Normalized(string name)
    {
        for (int row = 0; row < Count; row++)
        {
            Span<double> values = _values.AsSpan(row * _stride, _stride);
            double length = Math.Sqrt(VectorMath.Dot(values, values));
            if (length == 0)
            {
                throw new ArgumentException($"Expected rows with a direction, but row {row + 1}, counted from 1, is all zeros, which has no cosine.", name);
            }

            foreach (ref double value in values)
            {
                value /= length;
            }
        }

        return this;
    }

    /// <summary>The squared Euclidean distances of a row of the same width from the rows that begin with <paramref name="first"/>.</summary>
    public void Squares(ReadOnlySpan<double> row, int first, Span<double> distances) => Sum<Square>(row, first, distances);

    /// <summary>The sums of absolute differences.</summary>
    public void Absolutes(ReadOnlySpan<double> row, int first, Span<double> distances) => Sum<Absolute>(row, first, distances);

    private void Sum<TTerm>(ReadOnlySpan<double> row, int first, Span<double> distances)
        where TTerm : struct, ITerm
    {
        if (row.Length != _stride || first + distances.Length > Count)
        {
            throw new ArgumentException($"Expected a row of {_stride} values and a place before {Count}, but got {row.Length} and {first}.", nameof(row));
        }

        ref double a = ref MemoryMarshal.GetReference(row);
        for (int place = 0; place < distances.Length; place += 4)
        {
            // Past the end the last row stands for those missing: every distance is summed by the same loop.
            int last = distances.Length - 1;
            ref double b0 = ref _values[(first + place) * _stride];
            ref double b1 = ref _values[(first + Math.Min(place + 1, last)) * _stride];
            ref double b2 = ref _values[(first + Math.Min(place + 2, last)) * _stride];
            ref double b3 = ref _values[(first + Math.Min(place + 3, last)) * _stride];
            Vector512<double> sum0 = Vector512<double>.Zero;
            Vector512<double> sum1 = sum0;
            Vector512<double> sum2 = sum0;
            Vector512<double> sum3 = sum0;
            for (nuint index = 0; index < (nuint)_stride; index += (nuint)Vector512<double>.Count)
            {
                Vector512<double> shared = Vector512.LoadUnsafe(ref a, index);
                sum0 = TTerm.Add(shared - Vector512.LoadUnsafe(ref b0, index), sum0);
                sum1 = TTerm.Add(shared - Vector512.LoadUnsafe(ref b1, index), sum1);
                sum2 = TTerm.Add(shared - Vector512.LoadUnsafe(ref b2, index), sum2);
                sum3 = TTerm.Add(shared - Vector512.LoadUnsafe(ref b3, index), sum3);
            }

            distances[place] = VectorMath.Fold(sum0);
            distances[Math.Min(place + 1, last)] = VectorMath.Fold(sum1);
            distances[Math.Min(place + 2, last)] = VectorMath.Fold(sum2);
            distances[Math.Min(place + 3, last)] = VectorMath.Fold(sum3);
        }
    }

    private readonly struct Square : ITerm
    {
        public static Vector512<double> Add(Vector512<double> difference, Vector512<double> sum) => Vector512.FusedMultiplyAdd(difference, difference, sum);
    }

    private readonly struct Absolute : ITerm
    {
        public static Vector512<double> Add(Vector512<double> difference, Vector512<double> sum) => Vector512.Abs(difference) + sum;
    }
}
