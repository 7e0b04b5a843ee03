using Microsoft.Extensions.VectorData;

namespace RepLearn.Tests.Extensions.VectorData;

/// <summary>Vectors around centres, as codes and word vectors lie, and their distances in double by the formulas of the abstractions' documentation.</summary>
internal static class Clusters
{
    public static float[][] Draw(int count, int dimension, int seed, double spread = 0.5)
    {
        var random = new Random(seed);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        float[][] centres = [.. Enumerable.Range(0, Math.Max(1, count / 50)).Select(_ => Enumerable.Range(0, dimension).Select(_ => Normal()).ToArray())];
        return [.. Enumerable.Range(0, count).Select(_ => centres[random.Next(centres.Length)].Select(value => value + (float)(spread * Normal())).ToArray())];
    }

    public static double Score(string function, float[] first, float[] second)
    {
        double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
        double cosine = Dot(first, second) / Math.Sqrt(Dot(first, first) * Dot(second, second));
        double squares = first.Zip(second, (x, y) => ((double)x - y) * ((double)x - y)).Sum();
        return function switch
        {
            DistanceFunction.CosineSimilarity => cosine,
            DistanceFunction.CosineDistance => 1 - cosine,
            DistanceFunction.DotProductSimilarity => Dot(first, second),
            DistanceFunction.NegativeDotProductSimilarity => -Dot(first, second),
            DistanceFunction.EuclideanDistance => Math.Sqrt(squares),
            DistanceFunction.EuclideanSquaredDistance => squares,
            _ => throw new ArgumentOutOfRangeException(nameof(function)),
        };
    }

    public static (int Row, double Score)[] Nearest(string function, float[][] rows, float[] query, int count, Func<int, bool>? accepts = null)
    {
        bool isSimilarity = function is DistanceFunction.CosineSimilarity or DistanceFunction.DotProductSimilarity;
        return [.. rows.Select((row, index) => (Row: index, Score: Score(function, row, query)))
            .Where(one => accepts is null || accepts(one.Row))
            .OrderBy(one => isSimilarity ? -one.Score : one.Score).ThenBy(one => one.Row).Take(count)];
    }
}
