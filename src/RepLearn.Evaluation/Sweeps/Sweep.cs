using System.Diagnostics;
using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Evaluation;

/// <summary>
/// Trains and measures at each point of a grid with each of some seeds. The same seeds at all points make differences paired: what a seed does to all points alike
/// drops out of them. With a <see cref="File"/> a sweep that was killed goes on with the runs that are missing.
/// </summary>
/// <remarks>
/// Runs take turns, seed by seed, so that a sweep that is not complete has compared all points with the first seeds. Each run may use all cores.
/// </remarks>
public sealed class Sweep
{
    // More would be a mistake in an axis rather than a plan.
    private const int MostRuns = 1_000_000;

    /// <summary>Makes the grid of all combinations.</summary>
    /// <param name="seeds">Seeds, at least one, each once; two or more for intervals.</param>
    /// <param name="axes">Axes, at least one, with names of their own.</param>
    /// <exception cref="ArgumentException">There is no seed or axis, one is repeated, or there are more than a million runs.</exception>
    public Sweep(IReadOnlyList<ulong> seeds, params ReadOnlySpan<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0 || seeds.Distinct().Count() < seeds.Count)
        {
            throw new ArgumentException($"Expected seeds, at least one, each once, but got {(seeds.Count == 0 ? "none" : string.Join(", ", seeds))}.", nameof(seeds));
        }

        SweepAxis[] all = axes.ToArray();
        if (all.Contains(null))
        {
            throw new ArgumentException("Expected axes, but got null for one.", nameof(axes));
        }

        if (all.Length == 0 || all.Select(axis => axis.Name).Distinct(StringComparer.Ordinal).Count() < all.Length)
        {
            throw new ArgumentException($"Expected axes, at least one, each with a name of its own, but got {(all.Length == 0 ? "none" : string.Join(", ", all.Select(axis => axis.Name)))}.", nameof(axes));
        }

        double runs = all.Aggregate((double)seeds.Count, (product, axis) => product * axis.Values.Count);
        if (runs > MostRuns)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected at most {MostRuns} runs, but {seeds.Count} seeds and axes of {string.Join(", ", all.Select(axis => axis.Values.Count))} values make {runs}."), nameof(axes));
        }

        (Seeds, Axes, Points) = ([.. seeds], all, Product(all));
    }

    /// <summary>The seeds.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>The axes.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>The points of the grid.</summary>
    public IReadOnlyList<SweepPoint> Points { get; }

    /// <summary>
    /// Where the results of runs are kept with a checksum, and replaced whole after each. If it exists, its runs are not repeated; one of another grid, of other seeds or of another
    /// <see cref="Description"/> is refused. Null for none.
    /// </summary>
    public string? File { get; init; }

    /// <summary>What the runs have in common, such as the data and the epochs, in any words: results of another description do not belong to this sweep.</summary>
    /// <exception cref="ArgumentException">It has half of a surrogate pair, which a file cannot hold.</exception>
    public string Description
    {
        get;
        init => field = FileText.Whole(value ?? throw new ArgumentNullException(nameof(Description)), "a description", nameof(Description));
    }

    = "";

    /// <summary>Does all runs that are missing.</summary>
    /// <param name="measure">
    /// Trains with the run's values and seed and gives what is measured: names, the same in each run, with finite numbers. <c>run.Point.ApplyTo(model.Settings)</c> sets a
    /// model's settings.
    /// </param>
    /// <param name="progress">Receives a report after each run.</param>
    /// <param name="cancellationToken">Asks to stop before the next run; the file keeps what is done.</param>
    /// <exception cref="ArgumentException">A measure's name has half of a surrogate pair, which a file cannot hold.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another sweep.</exception>
    /// <exception cref="InvalidOperationException">A run gave no measure, other names than the runs before, or a number that is not finite.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or another sweep of this process writes it.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public SweepTable Run(
        Func<SweepRun, IReadOnlyList<(string Name, double Value)>> measure, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(measure);
        using HeldFile? held = File is null ? null : HeldFile.Take(File, "another sweep");
        SweepFile? file = File is null ? null : new SweepFile(File, this);
        var results = new SweepResults(Points.Count, Seeds.Count);
        file?.Read(results);
        long start = Stopwatch.GetTimestamp();
        int before = results.Done;
        for (int seed = 0; seed < Seeds.Count; seed++)
        {
            foreach (SweepPoint point in Points)
            {
                if (results.Has(point.Index, seed))
                {
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                var run = new SweepRun(point, Seeds[seed]);
                if (results.Add(point.Index, seed, measure(run)) is { } problem)
                {
                    throw new InvalidOperationException($"The run of {run} {problem}");
                }

                file?.Write(results);
                int count = Points.Count * Seeds.Count;
                progress?.Report(new SweepProgress(run, results.Done, count, Stopwatch.GetElapsedTime(start) / (results.Done - before) * (count - results.Done)));
            }
        }

        return new SweepTable(this, results);
    }

    private static SweepPoint[] Product(SweepAxis[] axes)
    {
        IEnumerable<IReadOnlyList<(string, double)>> points = [[]];
        foreach (SweepAxis axis in axes)
        {
            points = [.. points.SelectMany(point => axis.Values.Select(value => (IReadOnlyList<(string, double)>)[.. point, (axis.Name, value)]))];
        }

        return [.. points.Select((settings, index) => new SweepPoint(index, settings))];
    }
}
