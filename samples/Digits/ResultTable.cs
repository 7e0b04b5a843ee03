using static SampleCommon.Figures;

namespace DigitsSample;

/// <summary>The table of results, for the console and for the page.</summary>
internal static class ResultTable
{
    /// <summary>The columns' names.</summary>
    public static readonly string[] Header =
        ["representation", "test ELBO (nats)", "squared error", "100 labels: right"];

    /// <summary>One text a column for each measurement.</summary>
    public static IEnumerable<string[]> Rows(Measurements measurements) => measurements.All.Select(measurement => new[]
    {
        measurement.Name,
        measurement.Bound is { } bound ? Text($"{-bound.Total:F2}") : "–",
        measurement.Error is { } error ? Text($"{error:F3}") : "–",
        Text($"{100 * measurement.Probe.Mean:F1} % ± {100 * measurement.Probe.StandardDeviation:F1}"),
    });
}
