using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace RepLearn.Embeddings.Vectors;

/// <summary>Turns products into keys: the formulas of <see cref="Ranking"/>.</summary>
internal static class RowKeys
{
    // Keeps 3CosMul finite where a row points away from a negative vector; the value of the paper and of gensim.
    private const float Epsilon = 1e-6f;

    /// <summary>Leaves the keys of one question in the first <paramref name="rows"/> places of its products.</summary>
    /// <param name="questions">How to rank.</param>
    /// <param name="divisors">Those of <see cref="RowLengths"/>; empty where they do not matter.</param>
    /// <param name="products">The question's products, <see cref="RowProducts.BlockRows"/> a vector.</param>
    /// <param name="rows">Rows of the block.</param>
    public static void Fill(Questions questions, ReadOnlySpan<float> divisors, Span<float> products, int rows)
    {
        switch (questions.Ranking)
        {
            case Ranking.Cosine:
                FillCosines(divisors, products[..rows]);
                break;
            case Ranking.Dot:
                break;
            case Ranking.Distance:
                TensorPrimitives.Negate(products[..rows], products[..rows]);
                break;
            case Ranking.CosineProduct:
                FillProducts(questions, divisors, products, rows);
                break;
            default:
                throw new InvalidOperationException($"There is no ranking {questions.Ranking}.");
        }
    }

    private static void FillCosines(ReadOnlySpan<float> divisors, Span<float> products)
    {
        // Rounding can push a cosine a little over 1.
        int row = 0;
        for (; row <= products.Length - Vector256<float>.Count; row += Vector256<float>.Count)
        {
            Vector256<float> cosines = Vector256.Create<float>(products[row..]) / Vector256.Create(divisors[row..]);
            Vector256.Min(Vector256.Max(cosines, -Vector256<float>.One), Vector256<float>.One).CopyTo(products[row..]);
        }

        for (; row < products.Length; row++)
        {
            products[row] = Math.Clamp(products[row] / divisors[row], -1, 1);
        }
    }

    private static void FillProducts(Questions questions, ReadOnlySpan<float> divisors, Span<float> products, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            float numerator = 1;
            float denominator = 1;
            for (int vector = 0; vector < questions.VectorsEach; vector++)
            {
                float cosine = Math.Clamp(products[(vector * RowProducts.BlockRows) + row] / divisors[row], -1, 1);
                if (vector < questions.PositiveEach)
                {
                    numerator *= (1 + cosine) / 2;
                }
                else
                {
                    denominator *= (1 + cosine) / 2;
                }
            }

            products[row] = numerator / (denominator + Epsilon);
        }
    }
}
