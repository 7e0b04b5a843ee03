using CsCheck;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vectors;

/// <summary>What a search leaves out by codes must change no answer, and no bit of its score.</summary>
public class DirectionCodesTests
{
    // More than are compared in one pass.
    private const int QuestionCount = 35;

    [Fact]
    public void SearchByCodes_GivesTheBitsOfTheWholeComparison() =>
        (from dimension in Gen.Int[1, 300]
         from count in Gen.Int[1, 400]
         from seed in Gen.Int
         from kind in Gen.Enum<Kind>()
         select (dimension, count, seed, kind)).Sample(
            data =>
            {
                var random = new Random(data.seed);
                float[] rows = Draw(random, data.count, data.dimension, data.kind);
                AssertSame(rows, data.dimension, Queries(random, rows, data.dimension), keep: random.Next(1, 30));
            },
            iter: 300);

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e-6f)]
    public void ThousandsOfNearlyEqualRows_AreToldApart(float spread)
    {
        var random = new Random(4);
        float[] centre = Values(random, 100);
        float[] rows = [.. Enumerable.Range(0, 20_000 * 100).Select(place => centre[place % 100] + (spread * random.NextSingle()))];

        AssertSame(rows, 100, Queries(random, rows, 100), keep: 10);
    }

    [Fact]
    public void MoreNeighboursThanRows_GiveAllInOrder()
    {
        var random = new Random(5);
        float[] rows = Draw(random, 37, 9, Kind.Ties);

        AssertSame(rows, 9, Queries(random, rows, 9), keep: 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(300)]
    [InlineData(65_536)]
    public void CodesThatAreTheLargestPossible_DoNotOverflow(int dimension)
    {
        // All products have one sign and the largest size: the sum is as large as any.
        float[] rows = [.. Enumerable.Range(0, 3 * dimension).Select(place => place < dimension ? -1f : place % 2 == 0 ? 1f : 0.5f)];

        AssertSame(rows, dimension, [.. Enumerable.Repeat(1f, QuestionCount * dimension)], keep: 1);
    }

    [Fact]
    public void RowsThatChanged_AreFoundWhereTheyAre()
    {
        var words = new WordList();
        var rows = new AlignedBuffer<float>(40 * 16);
        for (int row = 0; row < 40; row++)
        {
            words.TryAdd($"{row}");
            (rows.Span[row * 16], rows.Span[(row * 16) + 1]) = (1, row);
        }

        var vectors = new WordVectors(words, rows, stride: 16, dimension: 2);
        Assert.Equal("0", vectors.MostSimilar([1, 0], 1)[0].Word);

        rows.Span[0] = -1;
        (rows.Span[31 * 16], rows.Span[(31 * 16) + 1]) = (1, 0.5f);
        vectors.Changed();

        Assert.Equal("31", vectors.MostSimilar([1, 0], 1)[0].Word);
    }

    private enum Kind
    {
        Usual,
        Ties,
        Clusters,
        Extremes,
        Spikes,
    }

    private static void AssertSame(float[] rows, int dimension, float[] queries, int keep)
    {
        int count = rows.Length / dimension;
        (AlignedBuffer<float> buffer, int stride) = VectorTable.Allocate(count, dimension);
        for (int row = 0; row < count; row++)
        {
            rows.AsSpan(row * dimension, dimension).CopyTo(buffer.Span[(row * stride)..]);
        }

        var table = new VectorTable(buffer, stride, dimension, count);
        Questions all = Ask(table, queries, 0, QuestionCount);
        (int Row, float Key)[][] expected = TableSearch.Run(table, all, keep, threads: 1, byCodes: false);
        for (int threads = 1; threads <= 3; threads++)
        {
            Assert.Equal(expected, TableSearch.Run(table, all, keep, threads));
            Assert.Equal(expected[2..3], TableSearch.Run(table, Ask(table, queries, 2, 1), keep, threads));
        }
    }

    private static Questions Ask(VectorTable table, float[] queries, int first, int count)
    {
        var questions = new Questions(table, Ranking.Cosine, count);
        for (int question = 0; question < count; question++)
        {
            ReadOnlySpan<float> query = queries.AsSpan((first + question) * table.Dimension, table.Dimension);
            double norm = VectorProducts.Norm(query);
            for (int place = 0; place < query.Length && norm > 0; place++)
            {
                questions[question][place] = (float)(query[place] / norm);
            }
        }

        return questions;
    }

    private static float[] Draw(Random random, int count, int dimension, Kind kind)
    {
        float[] rows = Values(random, count * dimension);
        for (int row = 0; row < count; row++)
        {
            Span<float> values = rows.AsSpan(row * dimension, dimension);
            ReadOnlySpan<float> other = rows.AsSpan(random.Next(row + 1) * dimension, dimension);
            for (int place = 0; place < dimension; place++)
            {
                values[place] = kind switch
                {
                    Kind.Usual => values[place],
                    Kind.Ties => row % 5 == 0 ? 0 : row % 2 == 0 ? other[place] : MathF.Round(values[place]),
                    Kind.Clusters => row % 4 == 0 ? values[place] : other[place] + (1e-4f * values[place]),
                    Kind.Extremes => values[place] * (row % 3) switch { 0 => 1e-44f, 1 => 3e38f, _ => 1 },
                    Kind.Spikes => place == row % dimension ? 1 : 1e-3f * values[place],
                    _ => throw new ArgumentOutOfRangeException(nameof(kind)),
                };
            }
        }

        return rows;
    }

    // Random ones, rows, and one without direction.
    private static float[] Queries(Random random, float[] rows, int dimension)
    {
        float[] queries = Values(random, QuestionCount * dimension);
        for (int query = 0; query < QuestionCount; query += 2)
        {
            rows.AsSpan(random.Next(rows.Length / dimension) * dimension, dimension).CopyTo(queries.AsSpan(query * dimension));
        }

        queries.AsSpan(dimension, dimension).Clear();
        return queries;
    }

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
}
