using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Evaluation;

/// <summary>What a sweep's runs have measured so far.</summary>
internal sealed class SweepResults(int points, int seeds)
{
    private readonly double[]?[] _values = new double[]?[points * seeds];

    /// <summary>The names of what is measured, by the first run.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>Runs that are done.</summary>
    public int Done { get; private set; }

    public bool Has(int point, int seed) => _values[(point * seeds) + seed] is not null;

    /// <summary>A run's numbers, in the order of the names.</summary>
    public double[] Of(int point, int seed) => _values[(point * seeds) + seed]!;

    /// <summary>Takes a run's numbers.</summary>
    /// <returns>Null, or what is wrong with them, after "the run …".</returns>
    public string? Add(int point, int seed, IReadOnlyList<(string Name, double Value)>? measured)
    {
        if (measured is null || measured.Count == 0)
        {
            return "measured nothing.";
        }

        string[] names = [.. measured.Select(one => one.Name)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length || names.Any(string.IsNullOrWhiteSpace))
        {
            return $"gave measures '{string.Join("', '", names)}'; expected a name of its own for each.";
        }

        foreach (string name in names)
        {
            FileText.Whole(name, "names of measures");
        }

        if (Done > 0 && !names.SequenceEqual(Names))
        {
            return $"measured '{string.Join("', '", names)}', but the runs before measured '{string.Join("', '", Names)}'.";
        }

        foreach ((string name, double value) in measured)
        {
            if (!double.IsFinite(value))
            {
                return string.Create(CultureInfo.InvariantCulture, $"measured {value} as '{name}'; expected a finite number. Leave out values with which training diverges.");
            }
        }

        Names = names;
        _values[(point * seeds) + seed] = [.. measured.Select(one => one.Value)];
        Done++;
        return null;
    }
}
