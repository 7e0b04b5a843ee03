using System.Globalization;

namespace RepLearn.Evaluation;

/// <summary>A point of a sweep's grid: a value for each axis.</summary>
public sealed class SweepPoint
{
    internal SweepPoint(int index, IReadOnlyList<(string Name, double Value)> settings) => (Index, Settings) = (index, settings);

    /// <summary>Its place in the grid, from 0; the last axis varies fastest.</summary>
    public int Index { get; }

    /// <summary>Each axis with its value.</summary>
    public IReadOnlyList<(string Name, double Value)> Settings { get; }

    /// <summary>An axis's value.</summary>
    /// <exception cref="KeyNotFoundException">The grid has no such axis.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string own, double value) in Settings)
            {
                if (own == name)
                {
                    return value;
                }
            }

            throw new KeyNotFoundException($"The grid has no axis '{name}'; it has {string.Join(", ", Settings.Select(setting => setting.Name))}.");
        }
    }

    /// <summary>Sets a model's settings to the values of the axes, each of which has to be one of the model's.</summary>
    /// <param name="settings">Of the model.</param>
    /// <exception cref="KeyNotFoundException">An axis is none of the model's settings; none is set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of a setting's range; none is set.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    public void ApplyTo(ModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double[] before = [.. Settings.Select(setting => settings[setting.Name])];
        try
        {
            Set([.. Settings.Select(setting => setting.Value)]);
        }
        catch (ArgumentOutOfRangeException)
        {
            Set(before);
            throw;
        }

        void Set(double[] values)
        {
            for (int place = 0; place < values.Length; place++)
            {
                settings[Settings[place].Name] = values[place];
            }
        }
    }

    /// <summary>The values by name, in any culture the same.</summary>
    public override string ToString() => string.Join(", ", Settings.Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Name} = {setting.Value}")));
}

/// <summary>One run of a sweep: a point of its grid and a seed.</summary>
/// <param name="Point">The point.</param>
/// <param name="Seed">Decides all that is random in the run: first parameters, order and noise.</param>
public sealed record SweepRun(SweepPoint Point, ulong Seed)
{
    /// <summary>An axis's value.</summary>
    /// <exception cref="KeyNotFoundException">The grid has no such axis.</exception>
    public double this[string name] => Point[name];

    /// <summary>Point and seed, in any culture the same.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Point}, seed {Seed}");
}

/// <summary>How far a sweep is, after each run.</summary>
/// <param name="Run">The run that has just ended.</param>
/// <param name="Done">Runs that are done, those of earlier calls included.</param>
/// <param name="Count">All runs.</param>
/// <param name="TimeLeft">For the rest at the pace of this call.</param>
public sealed record SweepProgress(SweepRun Run, int Done, int Count, TimeSpan TimeLeft);
