using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Rows of one width are copied to rows of another in order, and nothing between rows is read or written.</summary>
public class ReshapeTests
{
    [Theory]
    [InlineData(6, 10, 60)]
    [InlineData(1, 60, 10)]
    [InlineData(4, 6, 8)]
    [InlineData(5, 1, 5)]
    [InlineData(3, 16, 16)]
    [InlineData(2, 33, 11)]
    public void Values_KeepTheirOrder(int rows, int columns, int targetColumns)
    {
        Check<float>(rows, columns, targetColumns);
        Check<double>(rows, columns, targetColumns);
    }

    private static void Check<T>(int rows, int columns, int targetColumns)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        TestMatrix<T> source = TestMatrix<T>.Padded(rows, columns).Fill(rows + columns);
        TestMatrix<T> target = TestMatrix<T>.Padded(rows * columns / targetColumns, targetColumns);
        Matrix.Reshape(rows, columns, ref source.Start, source.Stride, targetColumns, ref target.Start, target.Stride);
        for (int place = 0; place < rows * columns; place++)
        {
            Assert.Equal(source[place / columns, place % columns], target[place / targetColumns, place % targetColumns]);
        }

        target.AssertUntouchedOutside(0, target.Rows, 0, targetColumns);
    }
}
