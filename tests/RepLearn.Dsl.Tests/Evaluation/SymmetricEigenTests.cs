using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(64)]
    public void VectorsAreOrthonormalAndRebuildTheMatrix(int size)
    {
        double[] matrix = Random(size);
        SymmetricEigen eigen = SymmetricEigen.Decompose(matrix, size);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                double product = 0;
                double rebuilt = 0;
                for (int index = 0; index < size; index++)
                {
                    product += eigen.Vectors[(row * size) + index] * eigen.Vectors[(column * size) + index];
                    rebuilt += eigen.Values[index] * eigen.Vectors[(index * size) + row] * eigen.Vectors[(index * size) + column];
                }

                Assert.Equal(row == column ? 1 : 0, product, 1e-12);
                Assert.Equal(matrix[(row * size) + column], rebuilt, 1e-11);
            }
        }
    }

    [Fact]
    public void SecondDifferences_HaveTheirKnownEigenvalues()
    {
        // Tridiagonal (−1, 2, −1): 2 − 2 cos(kπ / (n + 1)).
        const int Size = 33;
        var matrix = new double[Size * Size];
        for (int index = 0; index < Size; index++)
        {
            matrix[(index * Size) + index] = 2;
            if (index > 0)
            {
                matrix[(index * Size) + index - 1] = -1;
                matrix[((index - 1) * Size) + index] = -1;
            }
        }

        double[] values = SymmetricEigen.Decompose(matrix, Size).Values;
        for (int index = 0; index < Size; index++)
        {
            Assert.Equal(2 - (2 * Math.Cos((Size - index) * Math.PI / (Size + 1))), values[index], 1e-13);
        }
    }

    [Fact]
    public void MinimumMatrix_HasTheEigenvaluesThatNumPyFinds()
    {
        const int Size = 40;
        double[] matrix = [.. from row in Enumerable.Range(1, Size) from column in Enumerable.Range(1, Size) select (double)Math.Min(row, column)];
        double[] values = SymmetricEigen.Decompose(matrix, Size).Values;
        double[] expected = ScikitLearn.Numbers("minimumMatrixEigenvalues");
        Assert.All(Enumerable.Range(0, Size), index => Assert.Equal(expected[index], values[index], 1e-10));
    }

    [Fact]
    public void ManyZeroEigenvalues_Converge()
    {
        // Rank one, as constant pixels make it: x xᵀ with one entry that is not zero in four.
        const int Size = 100;
        double[] x = [.. Enumerable.Range(0, Size).Select(index => index % 4 == 0 ? 1e-3 * (index + 1) : 0)];
        double[] matrix = [.. from row in x from column in x select row * column];
        double[] values = SymmetricEigen.Decompose(matrix, Size).Values;
        Assert.Equal(x.Sum(value => value * value), values[0], 1e-14);
        Assert.All(values[1..], value => Assert.InRange(value, -1e-15, 1e-15));
    }

    [Fact]
    public void NaN_IsAnError() => Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose([1, 2, double.NaN, 1], 2));

    private static double[] Random(int size)
    {
        var random = new Random(size);
        var matrix = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double value = random.NextDouble() - 0.5;
                matrix[(row * size) + column] = value;
                matrix[(column * size) + row] = value;
            }
        }

        return matrix;
    }
}
