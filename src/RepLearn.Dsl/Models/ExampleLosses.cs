using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// The losses of each example, by the names that <see cref="Losses"/> has for their means. What is no mean over examples (free bits, a capacity, penalties
/// of weights or of a whole batch) belongs to no example, and is neither here nor in <see cref="Total"/>.
/// </summary>
public sealed class ExampleLosses
{
    private readonly double[][] _columns;

    internal ExampleLosses(ModelInfo info, double[][] columns) => (Names, _columns) = (info.ScoreNames, columns);

    /// <summary>The number of examples.</summary>
    public int Count => Total.Length;

    /// <summary>The names: <c>total</c>, terms in the order of declaration, then metrics.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The sum of each example's terms.</summary>
    public ReadOnlySpan<double> Total => _columns[0];

    /// <summary>A term or metric of each example by its name; <c>total</c> is <see cref="Total"/>.</summary>
    /// <exception cref="KeyNotFoundException">Examples have no such loss.</exception>
    public ReadOnlySpan<double> this[string name] => _columns[PlaceOf(Names, name) is >= 0 and var place ? place : throw new KeyNotFoundException(Unknown(Names, name))];

    internal static int PlaceOf(IReadOnlyList<string> names, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int place = 0; place < names.Count; place++)
        {
            if (names[place] == name)
            {
                return place;
            }
        }

        return -1;
    }

    internal static string Unknown(IReadOnlyList<string> names, string name) =>
        $"Examples have no loss '{name}' of their own; they have {string.Join(", ", names)}.";
}
