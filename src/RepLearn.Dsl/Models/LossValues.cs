using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>Losses as names and numbers, in one order everywhere.</summary>
internal static class LossValues
{
    /// <summary>The total, each term, each metric.</summary>
    public static IEnumerable<(string Name, double Value)> Of(Losses losses)
    {
        yield return (ModelInfo.TotalName, losses.Total);
        for (int term = 0; term < losses.Count; term++)
        {
            yield return (losses.Names[term], losses[term]);
        }

        for (int metric = 0; metric < losses.Metrics.Count; metric++)
        {
            yield return (losses.Metrics.Names[metric], losses.Metrics[metric]);
        }
    }
}
