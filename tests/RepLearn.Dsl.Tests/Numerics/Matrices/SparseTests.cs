using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Kernels with matrices of few values in a row, against their definitions as plain loops.</summary>
public sealed class SparseTests
{
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        // Rows, values in a row, columns of the sparse matrix, width of what it multiplies.
        { 1, 1, 1, 1 }, { 3, 1, 2, 17 }, { 7, 4, 40, 16 }, { 5, 5, 5, 130 }, { 9, 7, 100, 128 }, { 20, 33, 211, 31 }, { 61, 6, 48, 300 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RowsAreGatheredScatteredAndMultiplied(int rows, int count, int columns, int width)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var sparse = Sparse<T>.Draw(rows, count, columns);
            TestMatrix<T> b = TestMatrix<T>.Dense(columns, width).Fill(2);
            TestMatrix<T> y = TestMatrix<T>.Padded(rows, width).Fill(3);
            TestMatrix<T> x = TestMatrix<T>.Padded(rows, columns).Fill(4);
            TestMatrix<T> bias = TestMatrix<T>.Dense(1, columns).Fill(5);
            (int start, int end) = (rows / 3, rows);

            TestMatrix<T> product = TestMatrix<T>.Padded(rows, width);
            Matrix.SparseMultiply(
                start, end, count, width, ref sparse.Values.Start, sparse.Values.Stride, ref sparse.Numbers.Start, sparse.Numbers.Stride,
                ref b.Start, b.Stride, ref product.Start, product.Stride, new SparseScratch<T>());
            TestMatrix<T> sampled = TestMatrix<T>.Padded(rows, count);
            Matrix.SampledMultiply(
                start, end, count, width, ref y.Start, y.Stride, ref b.Start, b.Stride, ref sparse.Numbers.Start, sparse.Numbers.Stride,
                ref sampled.Start, sampled.Stride, new SparseScratch<T>());
            TestMatrix<T> gathered = TestMatrix<T>.Padded(rows, count);
            Matrix.GatherColumns(
                start, end, count, ref x.Start, x.Stride, ref sparse.Numbers.Start, sparse.Numbers.Stride, ref gathered.Start, gathered.Stride);
            TestMatrix<T> ofOneRow = TestMatrix<T>.Padded(rows, count);
            Matrix.GatherColumns(
                start, end, count, ref bias.Start, 0, ref sparse.Numbers.Start, sparse.Numbers.Stride, ref ofOneRow.Start, ofOneRow.Stride);
            TestMatrix<T> dense = TestMatrix<T>.Padded(rows, columns);
            Matrix.ScatterColumns(
                start, end, count, columns, ref sparse.Values.Start, sparse.Values.Stride, ref sparse.Numbers.Start, sparse.Numbers.Stride,
                ref dense.Start, dense.Stride);

            for (int row = start; row < end; row++)
            {
                for (int column = 0; column < width; column++)
                {
                    Near(Enumerable.Range(0, columns).Sum(j => sparse[row, j] * Number(b[j, column])), product[row, column]);
                }

                for (int place = 0; place < count; place++)
                {
                    int number = sparse.Column(row, place);
                    Near(number < 0 ? 0 : Enumerable.Range(0, width).Sum(d => Number(y[row, d]) * Number(b[number, d])), sampled[row, place]);
                    Assert.Equal(number < 0 ? T.Zero : x[row, number], gathered[row, place]);
                    Assert.Equal(number < 0 ? T.Zero : bias[0, number], ofOneRow[row, place]);
                }

                for (int column = 0; column < columns; column++)
                {
                    Assert.Equal(sparse[row, column], Number(dense[row, column]));
                }
            }

            product.AssertUntouchedOutside(start, end, 0, product.Stride);
            sampled.AssertUntouchedOutside(start, end, 0, count);
            gathered.AssertUntouchedOutside(start, end, 0, count);
            dense.AssertUntouchedOutside(start, end, 0, columns);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SumsOverTheRows_HaveTheSameBitsInAnyParts(int rows, int count, int columns, int width)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var sparse = Sparse<T>.Draw(rows, count, columns);
            TestMatrix<T> y = TestMatrix<T>.Padded(rows, width).Fill(3);
            (TestMatrix<T> product, TestMatrix<T> sums) = Run(0, columns);
            for (int column = 0; column < columns; column++)
            {
                Near(Enumerable.Range(0, rows).Sum(row => sparse[row, column]), sums[0, column]);
                for (int d = 0; d < width; d++)
                {
                    Near(Enumerable.Range(0, rows).Sum(row => sparse[row, column] * Number(y[row, d])), product[column, d]);
                }
            }

            (TestMatrix<T> parts, TestMatrix<T> sumsOfParts) = Run(0, columns / 3, columns / 2, columns);
            parts.AssertSameBits(product, "product in parts");
            sumsOfParts.AssertSameBits(sums, "sums in parts");

            (TestMatrix<T> Product, TestMatrix<T> Sums) Run(params int[] bounds)
            {
                var scratch = new SparseScratch<T>();
                TestMatrix<T> c = TestMatrix<T>.Dense(columns, width), total = TestMatrix<T>.Dense(1, columns);
                for (int part = 1; part < bounds.Length; part++)
                {
                    Matrix.TransposedSparseMultiply(
                        bounds[part - 1], bounds[part], rows, count, width, ref sparse.Values.Start, sparse.Values.Stride,
                        ref sparse.Numbers.Start, sparse.Numbers.Stride, ref y.Start, y.Stride, ref c.Start, c.Stride, scratch);
                    Matrix.SparseColumnSums(
                        bounds[part - 1], bounds[part], rows, count, ref sparse.Values.Start, sparse.Values.Stride,
                        ref sparse.Numbers.Start, sparse.Numbers.Stride, ref total.Start);
                }

                c.AssertUntouchedOutside(0, columns, 0, width);
                total.AssertUntouchedOutside(0, 1, 0, columns);
                return (c, total);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Products_HaveTheSameBitsAtAnyWidth(int rows, int count, int columns, int width)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> b = TestMatrix<T>.Dense(columns + rows, width).Fill(2);
            TestMatrix<T> a = TestMatrix<T>.Padded(1, Math.Max(width, count)).Fill(3);
            T** terms = stackalloc T*[count];
            for (int term = 0; term < count; term++)
            {
                terms[term] = (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref b.At(term * 5 % (columns + rows)));
            }

            TestMatrix<T> sums512 = Sums<Vector512<T>, Lanes512<T>>();
            Sums<Vector256<T>, Lanes256<T>>().AssertSameBits(sums512, "sums of rows at 256 bits");
            Sums<Vector128<T>, Lanes128<T>>().AssertSameBits(sums512, "sums of rows at 128 bits");
            TestMatrix<T> dots512 = Dots<Vector512<T>, Lanes512<T>>();
            Dots<Twice<Vector256<T>>, TwiceLanes<Vector256<T>, Lanes256<T>, T>>().AssertSameBits(dots512, "dot products at 256 bits");
            Dots<Twice<Twice<Vector128<T>>>, TwiceLanes<Twice<Vector128<T>>, TwiceLanes<Vector128<T>, Lanes128<T>, T>, T>>()
                .AssertSameBits(dots512, "dot products at 128 bits");

            TestMatrix<T> Sums<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> c = TestMatrix<T>.Dense(1, width);
                fixed (T* coefficients = &a.Start, target = &c.Start)
                {
                    SparseProduct<T, TVector, TLanes>.Combine(count, coefficients, terms, width, target, dense: true);
                }

                c.AssertUntouchedOutside(0, 1, 0, width);
                return c;
            }

            TestMatrix<T> Dots<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> c = TestMatrix<T>.Dense(1, count);
                fixed (T* left = &a.Start, target = &c.Start)
                {
                    SparseDot<T, TVector, TLanes>.Run(count, left, terms, width, target);
                }

                c.AssertUntouchedOutside(0, 1, 0, count);
                return c;
            }
        }
    }

    private static double Number<T>(T value)
        where T : INumberBase<T> => double.CreateChecked(value);

    private static void Near<T>(double expected, T actual)
        where T : INumberBase<T> => Assert.Equal(expected, Number(actual), (typeof(T) == typeof(float) ? 1e-5 : 1e-13) * Math.Max(1, Math.Abs(expected)));

    // Rows of different lengths, each with other columns in ascending order.
    private sealed record Sparse<T>(TestMatrix<T> Values, TestMatrix<T> Numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public double this[int row, int column] =>
            Enumerable.Range(0, Values.Columns).Where(place => Column(row, place) == column).Sum(place => Number(Values[row, place]));

        public static Sparse<T> Draw(int rows, int count, int columns)
        {
            var random = new System.Random(columns);
            var sparse = new Sparse<T>(TestMatrix<T>.Padded(rows, count).Fill(1), TestMatrix<T>.Padded(rows, count));
            for (int row = 0; row < rows; row++)
            {
                int[] own = [.. Enumerable.Range(0, columns).OrderBy(_ => random.Next()).Take(row % 3 == 1 ? count / 2 : count).Order()];
                for (int place = 0; place < count; place++)
                {
                    sparse.Numbers[row, place] = T.CreateChecked(place < own.Length ? own[place] : -1);
                    sparse.Values[row, place] = place < own.Length ? sparse.Values[row, place] : T.Zero;
                }
            }

            return sparse;
        }

        public int Column(int row, int place) => int.CreateChecked(Numbers[row, place]);
    }
}
