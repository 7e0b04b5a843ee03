using System.Globalization;

namespace RepLearn.Data;

/// <summary>Categories and their numbers.</summary>
internal sealed class CsvCategories
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly bool _areKnown;
    private string[] _names = [];

    /// <summary>Categories to be found, or those that are known.</summary>
    /// <exception cref="ArgumentException">Two of them are the same.</exception>
    public CsvCategories(IReadOnlyList<string>? known, string owner)
    {
        _areKnown = known is not null;
        foreach (string name in known ?? [])
        {
            if (name is null || !_numbers.TryAdd(name, _numbers.Count))
            {
                throw new ArgumentException($"Expected different categories of {owner}, but got '{name}' twice.", nameof(known));
            }
        }
    }

    /// <summary>The names in the order of their numbers.</summary>
    public IReadOnlyList<string> Names => _names.Length == _numbers.Count ? _names : _names = [.. _numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The number of a category; −1 if it is none of those known.</summary>
    public int NumberOf(ReadOnlySpan<char> name)
    {
        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (numbers.TryGetValue(name, out int number))
        {
            return number;
        }

        return !_areKnown && numbers.TryAdd(name, _numbers.Count) ? _numbers.Count - 1 : -1;
    }

    /// <summary>Sorts those that were found.</summary>
    /// <returns>The new number of each.</returns>
    public int[] Sort(CategoryOrder order)
    {
        string[] found = [.. Names];
        if (order == CategoryOrder.Ordinal && !_areKnown)
        {
            Array.Sort(found, Compare);
        }

        var places = new int[found.Length];
        for (int place = 0; place < found.Length; place++)
        {
            places[_numbers[found[place]]] = place;
        }

        _names = found;
        return places;
    }

    private static int Compare(string one, string other)
    {
        bool isNumber = TryParse(one, out double value);
        bool isOtherNumber = TryParse(other, out double otherValue);
        int byValue = isNumber && isOtherNumber ? value.CompareTo(otherValue) : isOtherNumber.CompareTo(isNumber);
        return byValue != 0 ? byValue : string.CompareOrdinal(one, other);
    }

    private static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
