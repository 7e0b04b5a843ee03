using RepLearn.Embeddings;

namespace RepLearn.Tests.Embeddings.Vectors;

/// <summary>The formulas of similarity, one number after another in double.</summary>
internal static class ScalarSearch
{
    public static double Score(ReadOnlySpan<float> query, ReadOnlySpan<float> row, Metric metric)
    {
        double dot = 0;
        double squares = 0;
        double queryNorm = 0;
        double rowNorm = 0;
        for (int place = 0; place < query.Length; place++)
        {
            double a = query[place];
            double b = row[place];
            dot += a * b;
            squares += (a - b) * (a - b);
            queryNorm += a * a;
            rowNorm += b * b;
        }

        return metric switch
        {
            Metric.Cosine => queryNorm == 0 || rowNorm == 0 ? 0 : dot / Math.Sqrt(queryNorm * rowNorm),
            Metric.Dot => dot,
            Metric.Euclidean => Math.Sqrt(squares),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
    }

    /// <summary>Row and score of all rows, the nearest first.</summary>
    public static (int Row, double Score)[] Rank(float[] query, float[] rows, Metric metric)
    {
        int sign = metric == Metric.Euclidean ? 1 : -1;
        return [.. Enumerable.Range(0, rows.Length / query.Length)
            .Select(row => (Row: row, Score: Score(query, rows.AsSpan(row * query.Length, query.Length), metric)))
            .OrderBy(ranked => sign * ranked.Score)];
    }
}
