using RepLearn.Runtime;

namespace RepLearn.Optimization;

/// <summary>The factor of the learning rate of each parameter.</summary>
internal sealed class PartRates
{
    // Of the options that have them.
    private const string Argument = "Parts";

    private readonly double[] _rates;

    private PartRates(double[] rates) => _rates = rates;

    /// <summary>Whether a parameter does not change.</summary>
    public bool HasFrozen => _rates.Contains(0);

    /// <param name="info">The model.</param>
    /// <param name="parts">The parts that options name; others have the factor 1.</param>
    /// <returns>Null where all factors are 1.</returns>
    /// <exception cref="ArgumentException">A part has no parameter, or only state but a rate; two have the same; or nothing is left to train.</exception>
    public static PartRates? Of(ModelInfo info, IReadOnlyList<PartOptions> parts)
    {
        if (parts.Count == 0)
        {
            return null;
        }

        var owners = new PartOptions?[info.Layout.Length];
        foreach (PartOptions part in parts)
        {
            var pattern = new NamePattern(part.Parameters, nameof(PartOptions.Parameters));
            int[] own = [.. Enumerable.Range(0, owners.Length).Where(index => pattern.Match(info.Layout[index].Name) is not null)];
            if (own.Length == 0)
            {
                throw new ArgumentException($"Expected parts of {info.Name}, but no parameter of it is '{part.Parameters}': it has {NamePattern.Listed([.. info.Layout.Select(parameter => parameter.Name)])}.", Argument);
            }

            if (part.Rate != 0 && own.All(index => info.Layout[index].IsState))
            {
                throw new ArgumentException($"Expected parts that learn, but all that '{part.Parameters}' names in {info.Name} is state, such as {info.Layout[own[0]].Name}: batches move it, and it has no learning rate. It can only be frozen, with the rate 0.", Argument);
            }

            foreach (int index in own)
            {
                if (owners[index] is { } other)
                {
                    throw new ArgumentException($"Expected parts that have no parameter in common, but {info.Layout[index].Name} is of '{other.Parameters}' and of '{part.Parameters}'.", Argument);
                }

                owners[index] = part;
            }
        }

        double[] rates = [.. owners.Select(owner => owner?.Rate ?? 1)];
        return info.Layout.Where((parameter, index) => !parameter.IsState && rates[index] > 0).Any()
            ? new PartRates(rates)
            : throw new ArgumentException($"Expected something to train, but all parameters of {info.Name} are frozen.", Argument);
    }

    /// <summary>The factor of a parameter.</summary>
    /// <param name="index">Its number in the layout.</param>
    public double this[int index] => _rates[index];
}
