using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Evaluation;

/// <summary>One direction of a sweep's grid: a name, such as that of a model's setting, and the values that it takes.</summary>
public sealed class SweepAxis
{
    /// <summary>Makes an axis.</summary>
    /// <param name="name">Its name: <c>nameof(Sparse.SettingValues.L1Weight)</c> of a generated model, or anything that a run understands.</param>
    /// <param name="values">Finite numbers, at least one, each once.</param>
    /// <exception cref="ArgumentException">The name is empty or has half of a surrogate pair, or values are missing, repeated or not finite.</exception>
    public SweepAxis(string name, params ReadOnlySpan<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (values.IsEmpty)
        {
            throw new ArgumentException($"Expected at least one value of {name}, but got none.", nameof(values));
        }

        var seen = new HashSet<double>();
        foreach (double value in values)
        {
            if (!double.IsFinite(value) || !seen.Add(value))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected finite values of {name}, each once, but got {value}{(double.IsFinite(value) ? " twice" : "")}."), nameof(values));
            }
        }

        (Name, Values) = (FileText.Whole(name, "a name", nameof(name)), values.ToArray());
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its values, in the order of a table.</summary>
    public IReadOnlyList<double> Values { get; }
}
