using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Rows by number: copies, sums and counts, of ranges of rows, with nothing written beside them; draws without repetition.</summary>
public class RowTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(40, 5, 7)]
    [InlineData(33, 20, 16)]
    [InlineData(100, 3, 37)]
    public void CopiesSumsAndCounts_AreThoseOfTheNumbers(int rows, int tableRows, int columns)
    {
        Check<float>(rows, tableRows, columns);
        Check<double>(rows, tableRows, columns);
    }

    // A model that has diverged may give any number.
    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-5.0, 0)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(3.0, 2)]
    public void NumbersBeyondTheTable_TouchNoOtherMemory(double number, int expected)
    {
        TestMatrix<double> table = TestMatrix<double>.Dense(3, 2).Fill(1);
        TestMatrix<double> target = TestMatrix<double>.Padded(1, 2);
        Matrix.GatherRows(1, 2, ref number, 1, 3, ref table.Start, table.Stride, ref target.Start, target.Stride);
        Assert.Equal(table[expected, 1], target[0, 1]);
        TestMatrix<double> counts = TestMatrix<double>.Dense(3, 1);
        Matrix.CountRows(0, 3, 1, ref number, 1, 3, ref counts.Start, 1);
        Assert.Equal(1, counts[expected, 0]);
        counts.AssertUntouchedOutside(0, 3, 0, 1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(7, 20)]
    [InlineData(64, 1000)]
    public void DrawnRows_AreDifferent_AndAnyRowIsAsLikely(int count, int rows)
    {
        const int draws = 2000;
        var random = new System.Random(3);
        var drawn = new int[rows];
        for (int draw = 0; draw < draws; draw++)
        {
            double shift = random.NextDouble();
            var seen = new HashSet<int>();
            for (int k = 0; k < count; k++)
            {
                int row = Matrix.RandomRow(k, count, random.NextDouble(), shift, rows);
                Assert.True(seen.Add(row));
                drawn[row]++;
            }
        }

        double expected = (double)draws * count / rows;
        Assert.All(drawn, times => Assert.InRange(times, expected - (6 * Math.Sqrt(expected)), expected + (6 * Math.Sqrt(expected))));
    }

    [Fact]
    public void MoreDrawsThanRows_ComeRoundAgain() =>
        Assert.Equal([0, 0, 1, 1, 2, 2], Enumerable.Range(0, 6).Select(k => Matrix.RandomRow(k, 6, 0.9, 0, 3)));

    private static void Check<T>(int rows, int tableRows, int columns)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        TestMatrix<T> table = TestMatrix<T>.Dense(tableRows, columns).Fill(1);
        TestMatrix<T> values = TestMatrix<T>.Padded(rows, columns).Fill(2);
        TestMatrix<T> gathered = TestMatrix<T>.Padded(rows, columns);
        T[] numbers = [.. Enumerable.Range(0, rows).Select(row => T.CreateChecked(row * 7 % tableRows))];
        Matrix.GatherRows(rows, columns, ref numbers[0], 1, tableRows, ref table.Start, table.Stride, ref gathered.Start, gathered.Stride);
        gathered.AssertUntouchedOutside(0, rows, 0, columns);

        (int start, int end) = (tableRows / 3, tableRows);
        TestMatrix<T> sums = TestMatrix<T>.Dense(tableRows, columns);
        TestMatrix<T> counts = TestMatrix<T>.Dense(tableRows, 1);
        Matrix.ScatterRows(start, end, rows, columns, ref numbers[0], 1, ref values.Start, values.Stride, tableRows, ref sums.Start, sums.Stride);
        Matrix.CountRows(start, end, rows, ref numbers[0], 1, tableRows, ref counts.Start, 1);
        sums.AssertUntouchedOutside(start, end, 0, columns);
        counts.AssertUntouchedOutside(start, end, 0, 1);
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                Assert.Equal(table[row * 7 % tableRows, column], gathered[row, column]);
            }

            for (int row = start; row < end; row++)
            {
                T expected = T.Zero;
                for (int source = 0; source < rows; source++)
                {
                    expected += source * 7 % tableRows == row ? values[source, column] : T.Zero;
                }

                Assert.Equal(expected, sums[row, column]);
                Assert.Equal(T.CreateChecked(Enumerable.Range(0, rows).Count(source => source * 7 % tableRows == row)), counts[row, 0]);
            }
        }
    }
}
