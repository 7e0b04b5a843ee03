using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// The weighted terms of a loss, by name; they add up to <see cref="Total"/>. Each is summed over the dimensions of an example and averaged
/// over the batch, in nats for likelihoods. Rounding may take a term that is never negative in mathematics, such as a divergence near 0,
/// slightly below 0. <see cref="Metrics"/> has the quantities without weights. The struct holds its values itself; making one allocates
/// nothing.
/// </summary>
public readonly struct Losses
{
    /// <summary>The most terms that a model can have.</summary>
    public const int MaxTerms = ModelInfo.MaxLossTerms;

    private readonly string[] _names;
    private readonly string[]? _metricNames;
    private readonly Values _values;

    /// <summary>Makes losses of named values.</summary>
    /// <param name="names">One name per term.</param>
    /// <param name="values">One value per name.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are more than <see cref="MaxTerms"/>.</exception>
    public Losses(string[] names, ReadOnlySpan<double> values)
        : this(names, [], values)
    {
    }

    /// <summary>Makes losses of a model's terms, then its metrics.</summary>
    internal Losses(ModelInfo info, ReadOnlySpan<double> values)
        : this(info.LossNames, info.MetricNames, values)
    {
    }

    private Losses(string[] names, string[] metricNames, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length + metricNames.Length != values.Length || names.Length > MaxTerms || metricNames.Length > ModelInfo.MaxMetrics)
        {
            throw new ArgumentException($"Expected at most {MaxTerms} values, one for each of {names.Length + metricNames.Length} names, but got {values.Length}.", nameof(values));
        }

        _names = names;
        _metricNames = metricNames;
        values.CopyTo(_values);
        double total = 0;
        foreach (double value in values[..names.Length])
        {
            total += value;
        }

        Total = total;
    }

    /// <summary>The sum of all terms.</summary>
    public double Total { get; }

    /// <summary>What the terms are made of, without weights, warm-up, floors and targets; no part of the total.</summary>
    public LossMetrics Metrics => new(this);

    /// <summary>The terms' names, in the order of declaration.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The number of terms.</summary>
    public int Count => _names?.Length ?? 0;

    /// <summary>The value of a term by its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _values[index];
        }
    }

    /// <summary>The value of a term by its name.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such term.</exception>
    public double this[string name]
    {
        get
        {
            int index = _names is null ? -1 : Array.IndexOf(_names, name);
            return index >= 0
                ? _values[index]
                : throw new KeyNotFoundException($"There is no loss term '{name}'; the terms are {string.Join(", ", _names ?? [])}{(MetricNames.Length == 0 ? "" : $", and {nameof(Metrics)} has {string.Join(", ", MetricNames)}")}.");
        }
    }

    internal string[] MetricNames => _metricNames ?? [];

    /// <summary>The value of a term or, counted on, of a metric.</summary>
    internal double Value(int index) => _values[index];

    /// <summary>These losses, all terms of which are finite.</summary>
    /// <exception cref="NotFiniteNumberException">A term is infinite or not a number.</exception>
    internal Losses ExpectFinite()
    {
        for (int term = 0; term < Count; term++)
        {
            if (!double.IsFinite(_values[term]))
            {
                throw new NotFiniteNumberException(FormattableString.Invariant($"Expected a finite loss, but its term '{_names[term]}' is {_values[term]}: the data, or the parameters, are too large for the model's precision."), _values[term]);
            }
        }

        return this;
    }

    /// <summary>The total, each term by its name, then each metric, in invariant culture.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Total:G6}");
        for (int index = 0; index < Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? " = " : " + ")}{_names[index]} {_values[index]:G6}");
        }

        if (MetricNames.Length > 0)
        {
            text.Append("; ").Append(Metrics);
        }

        return text.ToString();
    }

    [InlineArray(ModelInfo.MaxLossValues)]
    private struct Values
    {
        private double _first;
    }
}
