using System.Numerics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>The columns of the largest values are those that sorting finds.</summary>
public sealed class TopColumnsTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        // Rows, columns, values to find.
        { 1, 1, 1 }, { 4, 2, 1 }, { 3, 15, 15 }, { 5, 16, 3 }, { 3, 100, 99 }, { 2, 1000, 7 }, { 9, 333, 40 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TheLargest_AreFound(int rows, int columns, int count)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, columns).Fill(1);
            Compare(a, count);
            Compare(Changed(a, (row, column, value) => T.CreateChecked(column % 5)), count);
            Compare(Changed(a, (row, column, value) => T.Zero), count);
            Compare(Changed(a, (row, column, value) => column % 2 == 0 ? T.Zero : T.NegativeZero), count);
            Compare(Changed(a, (row, column, value) => T.CreateChecked(column)), count);
            Compare(Changed(a, (row, column, value) => T.CreateChecked(-column)), count);
            Compare(Changed(a, (row, column, value) => (column + row) % 7 == 3 ? T.NaN : value), count);
            Compare(Changed(a, (row, column, value) => (column + row) % 3 == 0 ? T.NegativeInfinity : value), count);
            Compare(Changed(a, (row, column, value) => T.NegativeInfinity), count);
            Compare(Changed(a, (row, column, value) => T.NaN), count);
        }
    }

    [Theory]
    [InlineData(1, 33, 5, 2)]
    [InlineData(60, 17, 700, 9)]
    [InlineData(45, 130, 2100, 32)]
    [InlineData(300, 20, 400, 400)]
    public void TheLargestOfAProduct_AreThoseOfTheProduct(int rows, int depth, int columns, int count)
    {
        foreach (int dead in (int[])[int.MaxValue, 3, 1])
        {
            Check<float>(true, dead);
            Check<float>(false, dead);
            Check<double>(true, dead);
            Check<double>(false, dead);
        }

        void Check<T>(bool hasManyRows, int dead)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> x = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> w = TestMatrix<T>.Dense(columns, depth).Fill(2);
            TestMatrix<T> bias = TestMatrix<T>.Dense(1, columns).Fill(3);
            for (int column = 0; column < columns; column++)
            {
                bias[0, column] = column % dead == dead - 1 ? T.NegativeInfinity : bias[0, column];
            }

            TestMatrix<T> sums = TestMatrix<T>.Padded(rows, columns);
            if (hasManyRows)
            {
                Matrix.Multiply<T, AddBias>(rows, depth, columns, ref x.Start, x.Stride, ref w.Start, 1, w.Stride, ref sums.Start, sums.Stride, ref bias.Start, 0);
            }
            else
            {
                Matrix.MultiplyTransposed<T, AddBias>(rows, depth, columns, ref x.Start, x.Stride, ref w.Start, w.Stride, ref sums.Start, sums.Stride, ref bias.Start, 0);
            }

            TestMatrix<T> top = TestMatrix<T>.Padded(rows, count);
            var scratch = new SparseScratch<T>();
            foreach ((int start, int end) in ((int, int)[])[(0, rows / 2), (rows / 2, rows)])
            {
                if (start < end)
                {
                    Matrix.TopColumnsOfProduct(
                        start, end, depth, columns, count, ref x.Start, x.Stride, ref w.Start, w.Stride, ref bias.Start, ref top.Start, top.Stride, hasManyRows, scratch);
                }
            }

            AssertLargest(sums, top, count);
            top.AssertUntouchedOutside(0, rows, 0, count);
        }
    }

    private static void Compare<T>(TestMatrix<T> a, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TestMatrix<T> top = TestMatrix<T>.Padded(a.Rows, count);
        var scratch = new SparseScratch<T>();
        Matrix.TopColumns(0, a.Rows / 2, a.Columns, count, ref a.Start, a.Stride, ref top.Start, top.Stride, scratch);
        Matrix.TopColumns(a.Rows / 2, a.Rows, a.Columns, count, ref a.Start, a.Stride, ref top.Start, top.Stride, scratch);
        AssertLargest(a, top, count);
        top.AssertUntouchedOutside(0, a.Rows, 0, count);
    }

    // By a stable sort; NaN first, −∞ never.
    private static void AssertLargest<T>(TestMatrix<T> a, TestMatrix<T> top, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < a.Rows; row++)
        {
            int[] largest =
            [
                .. Enumerable.Range(0, a.Columns)
                    .Where(column => !T.IsNegativeInfinity(a[row, column]))
                    .OrderByDescending(column => T.IsNaN(a[row, column]))
                    .ThenByDescending(column => a[row, column] == T.Zero ? T.Zero : a[row, column])
                    .Take(count).Order(),
            ];
            Assert.Equal([.. largest, .. Enumerable.Repeat(-1, count - largest.Length)], Enumerable.Range(0, count).Select(place => int.CreateChecked(top[row, place])));
        }
    }

    private static TestMatrix<T> Changed<T>(TestMatrix<T> a, Func<int, int, T, T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TestMatrix<T> changed = TestMatrix<T>.Padded(a.Rows, a.Columns);
        for (int row = 0; row < a.Rows; row++)
        {
            for (int column = 0; column < a.Columns; column++)
            {
                changed[row, column] = value(row, column, a[row, column]);
            }
        }

        return changed;
    }
}
