using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>Finds for a model's parameters those of a trained model that it takes.</summary>
internal static class LayerMatching
{
    /// <summary>Pairs of parameters, which have the same shapes.</summary>
    /// <param name="info">The model that takes them.</param>
    /// <param name="source">The trained model's parameters: names and shapes.</param>
    /// <param name="sourceName">What it is, for messages.</param>
    /// <param name="layers">Which to take.</param>
    /// <exception cref="ArgumentException">
    /// Names match nothing, a parameter has no counterpart or one of another shape, or two would be taken for the same.
    /// </exception>
    public static List<(ParameterInfo Target, string Source)> Pairs(
        ModelInfo info, IReadOnlyDictionary<string, (long Rows, long Columns)> source, string sourceName, LayerCopy[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
        {
            throw new ArgumentException("Expected the names of layers to take, such as \"encoder*\", but got none.", nameof(layers));
        }

        var pairs = new List<(ParameterInfo Target, string Source)>();
        var problems = new List<string>();
        foreach (LayerCopy layer in layers)
        {
            ArgumentNullException.ThrowIfNull(layer, nameof(layers));
            Add(info, source, sourceName, layer, pairs, problems);
        }

        return problems.Count == 0
            ? pairs
            : throw new ArgumentException($"{info.Name} cannot take these layers of {sourceName}: {string.Join("; ", problems)}.", nameof(layers));
    }

    private static void Add(
        ModelInfo info, IReadOnlyDictionary<string, (long Rows, long Columns)> source, string sourceName, LayerCopy layer,
        List<(ParameterInfo Target, string Source)> pairs, List<string> problems)
    {
        var from = new NamePattern(layer.From, nameof(layer));
        var to = new NamePattern(layer.To, nameof(layer));
        bool isFound = false;
        foreach ((string name, (long rows, long columns)) in source)
        {
            if (from.Match(name) is not { } star)
            {
                continue;
            }

            isFound = true;
            string targetName = to.With(star);
            string shape = FormattableString.Invariant($"{name} [{rows}, {columns}]");
            ParameterInfo? target = Array.Find(info.Layout, parameter => parameter.Name == targetName);
            if (target is null)
            {
                problems.Add($"it has no {targetName} for {shape}");
            }
            else if (target.Rows != rows || target.Columns != columns)
            {
                problems.Add($"its {target} is not of the shape of {shape}");
            }
            else if (pairs.Exists(pair => pair.Target == target))
            {
                problems.Add($"its {targetName} is named twice");
            }
            else
            {
                pairs.Add((target, name));
            }
        }

        if (!isFound)
        {
            problems.Add($"no parameter there is '{layer.From}', but {NamePattern.Listed([.. source.Keys])}");
        }
    }
}
