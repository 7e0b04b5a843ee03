using System.Numerics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>The four products and sums against their definitions, and the memory that they may touch.</summary>
public sealed class ProductTests
{
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int>();
            int[] small = [1, 2, 7, 13, 15, 16, 17, 33, 48, 49, 64, 65];
            foreach (int rows in (int[])[1, 2, 3, 5, 8, 13, 17])
            {
                foreach (int columns in small)
                {
                    sizes.Add(rows, 31, columns);
                }
            }

            foreach (int depth in (int[])[1, 2, 15, 16, 17, 127, 128, 129, 257, 400, 1031])
            {
                sizes.Add(9, depth, 35);
                sizes.Add(1, depth, 129);
                sizes.Add(4, depth, 7);
            }

            sizes.Add(193, 211, 112);
            sizes.Add(211, 13, 617);
            sizes.Add(31, 617, 211);
            sizes.Add(2, 1000, 1031);
            sizes.Add(48, 784, 400);
            sizes.Add(400, 5, 20);
            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_MatchesTheDefinition(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Dense(depth, columns).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            Matrix.Multiply(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[i, d], (d, j) => b[d, j]);
            c.AssertUntouchedOutside(0, rows, 0, c.Stride);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyByPadded_MatchesTheDefinition(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Padded(depth, columns).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            Matrix.Multiply(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[i, d], (d, j) => b[d, j]);
            c.AssertUntouchedOutside(0, rows, 0, c.Stride);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyTransposed_MatchesTheDefinition(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Dense(columns, depth).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            Matrix.MultiplyTransposed(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[i, d], (d, j) => b[j, d]);
            c.AssertUntouchedOutside(0, rows, 0, c.Stride);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TransposedMultiply_MatchesTheDefinitionInItsRange(int rows, int depth, int columns)
    {
        Check<float>(0, rows);
        Check<double>(0, rows);
        Check<float>(rows / 3, rows - (rows / 4));
        Check<double>(rows / 3, rows - (rows / 4));

        void Check<T>(int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(depth, rows).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Padded(depth, columns).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Dense(rows, columns);
            Matrix.TransposedMultiply(start, end, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            Reference.AssertProduct(c, start, end, depth, (i, d) => a[d, i], (d, j) => b[d, j]);
            c.AssertUntouchedOutside(start, end, 0, columns);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Transpose_MovesEachElementOfItsRange(int rows, int depth, int columns)
    {
        Check<float>(0, rows, columns);
        Check<double>(0, rows, columns);
        Check<float>(depth / 3, depth - (depth / 4), columns);
        Check<double>(depth / 3, depth - (depth / 4), columns);

        static void Check<T>(int start, int end, int columns)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> source = TestMatrix<T>.Dense(end, columns).Fill(1);
            TestMatrix<T> target = TestMatrix<T>.Padded(columns, end);
            Matrix.Transpose(start, end, columns, ref source.Start, source.Stride, ref target.Start, target.Stride);
            for (int row = start; row < end; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    if (source[row, column] != target[column, row])
                    {
                        Assert.Fail($"{source[row, column]} of row {row}, column {column} arrived as {target[column, row]}.");
                    }
                }
            }

            target.AssertUntouchedOutside(0, columns, start, end);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ColumnSums_MatchTheDefinitionInTheirRange(int rows, int depth, int columns)
    {
        Check<float>(rows, 0, columns);
        Check<double>(depth, 0, columns);
        Check<float>(depth, columns / 3, columns - (columns / 4));
        Check<double>(rows, columns / 3, columns - (columns / 4));

        static void Check<T>(int rows, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, end).Fill(1);
            TestMatrix<T> sums = TestMatrix<T>.Dense(1, end);
            Matrix.ColumnSums(start, end, rows, ref a.Start, a.Stride, ref sums.Start);
            for (int column = start; column < end; column++)
            {
                // In order of the rows, as the definition says, there is one right answer.
                T sum = T.Zero;
                for (int row = 0; row < rows; row++)
                {
                    sum += a[row, column];
                }

                Assert.Equal(sum, sums[0, column]);
            }

            sums.AssertUntouchedOutside(0, 1, start, end);
        }
    }
}
