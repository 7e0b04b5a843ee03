using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Embeddings;

namespace RepLearn.Extensions.VectorData;

/// <summary>A distance function of Microsoft.Extensions.VectorData.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Metric">The metric that orders vectors as it does.</param>
/// <param name="IsSimilarity">Whether larger scores are nearer.</param>
/// <param name="Of">The score from the metric's value.</param>
internal sealed record ScoreFunction(string Name, Metric Metric, bool IsSimilarity, Func<double, double> Of)
{
    private static readonly ScoreFunction[] s_all =
    [
        new(DistanceFunction.CosineSimilarity, Metric.Cosine, true, cosine => cosine),
        new(DistanceFunction.CosineDistance, Metric.Cosine, false, cosine => 1 - cosine),
        new(DistanceFunction.DotProductSimilarity, Metric.Dot, true, product => product),
        new(DistanceFunction.NegativeDotProductSimilarity, Metric.Dot, false, product => -product),
        new(DistanceFunction.EuclideanDistance, Metric.Euclidean, false, distance => distance),
        new(DistanceFunction.EuclideanSquaredDistance, Metric.Euclidean, false, distance => distance * distance),
    ];

    /// <summary>The function of a property; cosine similarity where it names none.</summary>
    /// <exception cref="NotSupportedException">It names another.</exception>
    public static ScoreFunction Find(VectorPropertyModel property) =>
        Array.Find(s_all, function => function.Name == (property.DistanceFunction ?? DistanceFunction.CosineSimilarity))
        ?? throw new NotSupportedException($"Expected a distance function of {string.Join(", ", s_all.Select(function => function.Name))}, but property '{property.ModelName}' has '{property.DistanceFunction}'.");

    /// <summary>Whether a score is on the wrong side of a threshold.</summary>
    public bool IsBeyond(double score, double? threshold) => IsSimilarity ? score < threshold : score > threshold;
}
