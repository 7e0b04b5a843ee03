using System.Numerics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Weighted distances of rows from points: the sums by plain loops, their digits far from the origin, their bits in parts.</summary>
public sealed class DistanceTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 3, 5, 2 }, { 2, 16, 4 }, { 7, 17, 5 }, { 5, 40, 33 }, { 1, 33, 19 }, { 20, 8, 64 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Distances_AreTheSums(int rows, int depth, int columns)
    {
        Check<float>(1e-5);
        Check<double>(1e-13);

        void Check<T>(double tolerance)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> x = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> centers = TestMatrix<T>.Dense(columns, depth).Fill(2);
            TestMatrix<T> weights = TestMatrix<T>.Padded(columns, depth).Fill(3);
            TestMatrix<T> result = TestMatrix<T>.Padded(rows, columns);
            Compute(x, centers, weights, result, 0, columns);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double expected = Enumerable.Range(0, depth).Sum(place =>
                        double.CreateChecked(weights[column, place]) * Math.Pow(double.CreateChecked(x[row, place]) - double.CreateChecked(centers[column, place]), 2));
                    Assert.Equal(expected, double.CreateChecked(result[row, column]), tolerance * depth);
                }
            }

            // Each point on its own gives the same bits, and nothing beside the result is written.
            TestMatrix<T> single = TestMatrix<T>.Padded(rows, columns);
            for (int column = 0; column < columns; column++)
            {
                Compute(x, centers, weights, single, column, column + 1);
            }

            single.AssertSameBits(result, "point by point");
            result.AssertUntouchedOutside(0, rows, 0, columns);
        }
    }

    // z² − 2 z c + c² in float, with a deviation of 1/1000 at a distance of 8 from the origin, would be off by more than 1.
    [Fact]
    public void NarrowPointsFarAway_KeepTheirDigits()
    {
        TestMatrix<float> x = TestMatrix<float>.Padded(1, 2);
        TestMatrix<float> centers = TestMatrix<float>.Dense(1, 2);
        TestMatrix<float> weights = TestMatrix<float>.Dense(1, 2);
        TestMatrix<float> result = TestMatrix<float>.Padded(1, 1);
        (x[0, 0], x[0, 1]) = (8.001f, -7.9995f);
        (centers[0, 0], centers[0, 1]) = (8, -8);
        (weights[0, 0], weights[0, 1]) = (1e6f, 1e6f);
        Compute(x, centers, weights, result, 0, 1);

        double expected = 1e6 * (Math.Pow((double)x[0, 0] - 8, 2) + Math.Pow((double)x[0, 1] + 8, 2));
        Assert.Equal(expected, result[0, 0], 1e-6 * expected);
    }

    private static void Compute<T>(TestMatrix<T> x, TestMatrix<T> centers, TestMatrix<T> weights, TestMatrix<T> result, int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrix.WeightedDistances(
            x.Rows, x.Columns, end - first, ref x.Start, x.Stride, ref centers.At(first), centers.Stride, ref weights.At(first), weights.Stride,
            ref result.At(0, first), result.Stride);
}
