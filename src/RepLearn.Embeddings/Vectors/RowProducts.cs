using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Embeddings.Vectors;

/// <summary>What is added up over the places of a row and a query.</summary>
internal interface IRowProduct
{
    static abstract Vector512<float> Add(Vector512<float> row, Vector512<float> query, Vector512<float> sum);
}

/// <summary><c>Σ rᵢ qᵢ</c></summary>
internal readonly struct DotProduct : IRowProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> row, Vector512<float> query, Vector512<float> sum) =>
        Lanes.MultiplyAdd(row, query, sum);
}

/// <summary><c>Σ (rᵢ − qᵢ)²</c>: not from the dot product, which loses everything when the two are close.</summary>
internal readonly struct SquaredDistance : IRowProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> row, Vector512<float> query, Vector512<float> sum)
    {
        Vector512<float> difference = row - query;
        return Lanes.MultiplyAdd(difference, difference, sum);
    }
}

/// <summary>
/// Products of a block of rows with queries. Each sum keeps 16 lanes and folds in one tree, whichever tile computes it, so that a query
/// gives the same bits alone and among others.
/// </summary>
internal static class RowProducts
{
    /// <summary>Rows in a block at most: they stay in L1 and L2 while all queries are compared with them.</summary>
    public const int BlockRows = 128;

    /// <summary>Fills <c>products[query · BlockRows + row]</c>.</summary>
    /// <param name="rows">The first value of the block's first row.</param>
    /// <param name="rowCount">Rows, at most <see cref="BlockRows"/>.</param>
    /// <param name="queries">The first value of the first query; queries are padded as rows are.</param>
    /// <param name="queryCount">Queries.</param>
    /// <param name="stride">Values from one row, and one query, to the next; a multiple of 16.</param>
    /// <param name="products">Where the products go.</param>
    public static void Fill<TProduct>(ref float rows, int rowCount, ref float queries, int queryCount, int stride, Span<float> products)
        where TProduct : struct, IRowProduct
    {
        int query = 0;
        for (; query <= queryCount - 2; query += 2)
        {
            FillTwo<TProduct>(ref rows, rowCount, ref Unsafe.Add(ref queries, (nint)query * stride), stride, products[(query * BlockRows)..]);
        }

        if (query < queryCount)
        {
            FillOne<TProduct>(ref rows, rowCount, ref Unsafe.Add(ref queries, (nint)query * stride), stride, products[(query * BlockRows)..]);
        }
    }

    // Four rows and one query: four independent sums.
    private static void FillOne<TProduct>(ref float rows, int rowCount, ref float query, int stride, Span<float> products)
        where TProduct : struct, IRowProduct
    {
        int row = 0;
        for (; row <= rowCount - 4; row += 4)
        {
            ref float row0 = ref Unsafe.Add(ref rows, (nint)row * stride);
            ref float row1 = ref Unsafe.Add(ref row0, stride);
            ref float row2 = ref Unsafe.Add(ref row1, stride);
            ref float row3 = ref Unsafe.Add(ref row2, stride);
            Vector512<float> sum0 = Vector512<float>.Zero;
            Vector512<float> sum1 = Vector512<float>.Zero;
            Vector512<float> sum2 = Vector512<float>.Zero;
            Vector512<float> sum3 = Vector512<float>.Zero;
            for (nuint column = 0; column < (nuint)stride; column += (nuint)Vector512<float>.Count)
            {
                Vector512<float> values = Vector512.LoadUnsafe(ref query, column);
                sum0 = TProduct.Add(Vector512.LoadUnsafe(ref row0, column), values, sum0);
                sum1 = TProduct.Add(Vector512.LoadUnsafe(ref row1, column), values, sum1);
                sum2 = TProduct.Add(Vector512.LoadUnsafe(ref row2, column), values, sum2);
                sum3 = TProduct.Add(Vector512.LoadUnsafe(ref row3, column), values, sum3);
            }

            products[row] = Lanes.Sum(sum0);
            products[row + 1] = Lanes.Sum(sum1);
            products[row + 2] = Lanes.Sum(sum2);
            products[row + 3] = Lanes.Sum(sum3);
        }

        for (; row < rowCount; row++)
        {
            products[row] = Single<TProduct>(ref Unsafe.Add(ref rows, (nint)row * stride), ref query, stride);
        }
    }

    // Two rows and two queries: the sums that fit into sixteen registers of 256 bits beside their operands.
    private static void FillTwo<TProduct>(ref float rows, int rowCount, ref float queries, int stride, Span<float> products)
        where TProduct : struct, IRowProduct
    {
        ref float second = ref Unsafe.Add(ref queries, stride);
        int row = 0;
        for (; row <= rowCount - 2; row += 2)
        {
            ref float row0 = ref Unsafe.Add(ref rows, (nint)row * stride);
            ref float row1 = ref Unsafe.Add(ref row0, stride);
            Vector512<float> sum00 = Vector512<float>.Zero;
            Vector512<float> sum01 = Vector512<float>.Zero;
            Vector512<float> sum10 = Vector512<float>.Zero;
            Vector512<float> sum11 = Vector512<float>.Zero;
            for (nuint column = 0; column < (nuint)stride; column += (nuint)Vector512<float>.Count)
            {
                Vector512<float> values0 = Vector512.LoadUnsafe(ref row0, column);
                Vector512<float> values1 = Vector512.LoadUnsafe(ref row1, column);
                Vector512<float> query0 = Vector512.LoadUnsafe(ref queries, column);
                Vector512<float> query1 = Vector512.LoadUnsafe(ref second, column);
                sum00 = TProduct.Add(values0, query0, sum00);
                sum10 = TProduct.Add(values1, query0, sum10);
                sum01 = TProduct.Add(values0, query1, sum01);
                sum11 = TProduct.Add(values1, query1, sum11);
            }

            products[row] = Lanes.Sum(sum00);
            products[row + 1] = Lanes.Sum(sum10);
            products[BlockRows + row] = Lanes.Sum(sum01);
            products[BlockRows + row + 1] = Lanes.Sum(sum11);
        }

        if (row < rowCount)
        {
            ref float last = ref Unsafe.Add(ref rows, (nint)row * stride);
            products[row] = Single<TProduct>(ref last, ref queries, stride);
            products[BlockRows + row] = Single<TProduct>(ref last, ref second, stride);
        }
    }

    private static float Single<TProduct>(ref float row, ref float query, int stride)
        where TProduct : struct, IRowProduct
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nuint column = 0; column < (nuint)stride; column += (nuint)Vector512<float>.Count)
        {
            sum = TProduct.Add(Vector512.LoadUnsafe(ref row, column), Vector512.LoadUnsafe(ref query, column), sum);
        }

        return Lanes.Sum(sum);
    }
}
