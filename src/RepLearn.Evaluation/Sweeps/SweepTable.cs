using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Evaluation;

/// <summary>What a sweep measured at each point with each seed.</summary>
public sealed class SweepTable
{
    private readonly SweepResults _results;

    internal SweepTable(Sweep sweep, SweepResults results) => (Axes, Points, Seeds, _results) = (sweep.Axes, sweep.Points, sweep.Seeds, results);

    /// <summary>The grid's axes.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>The points of the grid.</summary>
    public IReadOnlyList<SweepPoint> Points { get; }

    /// <summary>The seeds.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>The names of what was measured.</summary>
    public IReadOnlyList<string> Measures => _results.Names;

    /// <summary>The point with the given value of each axis.</summary>
    /// <param name="values">In the order of the axes.</param>
    /// <exception cref="ArgumentException">The grid has no such point.</exception>
    public SweepPoint At(params ReadOnlySpan<double> values)
    {
        double[] wanted = values.ToArray();
        return Points.FirstOrDefault(point => point.Settings.Select(setting => setting.Value).SequenceEqual(wanted))
            ?? throw new ArgumentException($"Expected a value of each of {string.Join(", ", Axes.Select(axis => axis.Name))} that is in the grid, but got {string.Join(", ", wanted.Select(Number))}.", nameof(values));
    }

    /// <summary>A measure at a point, one number for each seed in their order.</summary>
    /// <exception cref="ArgumentException">The point is of another grid, or there is no such measure.</exception>
    public double[] Values(SweepPoint point, string measure)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(measure);
        int place = Array.IndexOf(_results.Names, measure);
        if (place < 0)
        {
            throw new ArgumentException($"The sweep has no measure '{measure}'; it has {string.Join(", ", Measures)}.", nameof(measure));
        }

        return point.Index < Points.Count && Points[point.Index].ToString() == point.ToString()
            ? [.. Enumerable.Range(0, Seeds.Count).Select(seed => _results.Of(point.Index, seed)[place])]
            : throw new ArgumentException($"The point {point} is not of this sweep's grid.", nameof(point));
    }

    /// <summary>The mean of a measure at a point over the seeds.</summary>
    /// <exception cref="ArgumentException">The point is of another grid, or there is no such measure.</exception>
    public SweepEstimate Mean(SweepPoint point, string measure) => SweepEstimate.Of(Values(point, measure));

    /// <summary>
    /// The mean over the seeds of a measure's difference between a point and a baseline with the same seed: the paired comparison, whose interval is that of Student's paired t.
    /// </summary>
    /// <param name="point">What is compared.</param>
    /// <param name="baseline">What is subtracted.</param>
    /// <param name="measure">A measure's name.</param>
    /// <exception cref="ArgumentException">A point is of another grid, or there is no such measure.</exception>
    public SweepEstimate Difference(SweepPoint point, SweepPoint baseline, string measure) => SweepEstimate.Of(Values(point, measure), Values(baseline, measure));

    /// <summary>The titles of <see cref="Rows"/>, as <c>ReportPage.AddTable</c> takes them.</summary>
    /// <param name="baseline">What the points are compared with; null for no comparison.</param>
    public IReadOnlyList<string> Header(SweepPoint? baseline = null) =>
        [.. Axes.Select(axis => axis.Name), .. Measures.SelectMany(measure => baseline is null ? [measure] : new[] { measure, $"{measure}, difference" })];

    /// <summary>A line for each point: its values, then means with half their 95 % intervals and, with a baseline, differences with theirs.</summary>
    /// <param name="baseline">What the points are compared with; null for no comparison.</param>
    public IReadOnlyList<IReadOnlyList<string>> Rows(SweepPoint? baseline = null) =>
    [
        .. Points.Select(point => (IReadOnlyList<string>)
        [
            .. point.Settings.Select(setting => Number(setting.Value)),
            .. Measures.SelectMany(measure => baseline is null ? [$"{Mean(point, measure)}"] : new[] { $"{Mean(point, measure)}", point == baseline ? "" : $"{Difference(point, baseline, measure)}" }),
        ]),
    ];

    /// <summary>Writes a CSV file with a line for each run: the axes' values, the seed, and all measures with all their digits. An existing file is replaced whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void WriteCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = new StringBuilder();
        text.AppendJoin(',', Axes.Select(axis => axis.Name).Append("seed").Concat(Measures).Select(Quoted)).Append('\n');
        foreach (SweepPoint point in Points)
        {
            for (int seed = 0; seed < Seeds.Count; seed++)
            {
                text.AppendJoin(',', point.Settings.Select(setting => Number(setting.Value)).Append(Seeds[seed].ToString(CultureInfo.InvariantCulture)).Concat(_results.Of(point.Index, seed).Select(Number))).Append('\n');
            }
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Means and margins as lines of text.</summary>
    public override string ToString()
    {
        IReadOnlyList<IReadOnlyList<string>> lines = [Header(), .. Rows()];
        int[] widths = [.. Enumerable.Range(0, lines[0].Count).Select(column => lines.Max(line => line[column].Length))];
        return string.Join('\n', lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadLeft(widths[column])))));
    }

    // RFC 4180
    private static string Quoted(string name) => name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
