using System.Numerics;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Products by the definition, and how far a sum in the kernel's precision may be from them.</summary>
internal static class Reference
{
    /// <summary>
    /// Fails unless each c[i, j] = Σ_d left(i, d) · right(d, j). Summing n products in precision u, in any order, errs by at most
    /// n u / (1 - n u) Σ |left · right| (Higham, Accuracy and Stability of Numerical Algorithms, 3.1): 2 n u Σ |…| bounds that
    /// together with the reference's own error, which for float is negligible and for double is as large again.
    /// </summary>
    /// <param name="bias">Added to the sums of its column: one more term.</param>
    /// <param name="finish">What an element (row, column, sum) becomes at last, exactly, and no farther from its expectation than the sum was.</param>
    public static void AssertProduct<T>(
        TestMatrix<T> c, int rowStart, int rowEnd, int depth, Func<int, int, T> left, Func<int, int, T> right,
        Func<int, T>? bias = null, Func<int, int, double, double>? finish = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int terms = bias is null ? depth : depth + 1;
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        for (int row = rowStart; row < rowEnd; row++)
        {
            for (int column = 0; column < c.Columns; column++)
            {
                double sum = bias is null ? 0 : double.CreateChecked(bias(column));
                double magnitude = Math.Abs(sum);
                for (int d = 0; d < depth; d++)
                {
                    double product = double.CreateChecked(left(row, d)) * double.CreateChecked(right(d, column));
                    sum += product;
                    magnitude += Math.Abs(product);
                }

                double actual = double.CreateChecked(c[row, column]);
                double bound = 2 * terms * unit * magnitude;
                double expected = finish is null ? sum : finish(row, column, sum);
                if (!(Math.Abs(actual - expected) <= bound))
                {
                    Assert.Fail($"Row {row}, column {column} is {actual:R}, expected {expected:R} within {bound:R}.");
                }
            }
        }
    }
}
