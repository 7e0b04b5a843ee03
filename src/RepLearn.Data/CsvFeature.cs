using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>A column of a file, of numbers or of categories, which becomes one or several columns of a table.</summary>
/// <param name="name">Its name.</param>
/// <param name="place">Its place in the file, from 0.</param>
/// <param name="categories">Its categories; null if it has numbers.</param>
/// <param name="numbers">How numbers are written.</param>
internal sealed class CsvFeature(string name, int place, CsvCategories? categories, NumberFormatInfo numbers)
{
    // Numbers, or numbers of categories; NaN where there is none.
    private readonly List<double> _values = [];

    public string Name => name;

    public int Place => place;

    public CsvCategories? Categories => categories;

    /// <summary>Columns that it becomes.</summary>
    public int Width => categories?.Names.Count ?? 1;

    /// <summary>The names of these.</summary>
    public IEnumerable<string> Columns => categories is null ? [name] : categories.Names.Select(category => $"{name}={category}");

    /// <summary>Whether a field has no value.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field) =>
        field.IsEmpty || field is "NA" or "?" || field.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is no value in a row.</summary>
    /// <param name="row">The row's place.</param>
    public bool IsMissing(int row) => double.IsNaN(_values[row]);

    /// <summary>Adds the value of a row.</summary>
    public void Add(CsvRows row, MissingValues missing)
    {
        ReadOnlySpan<char> field = row.Field(place);
        if (IsMissing(field))
        {
            _values.Add(missing == MissingValues.Refuse
                ? throw row.Refusal(categories is null ? "a number" : "a category", $"'{field}', a missing value; set CsvOptions.Missing to Mean or DropRow", place, name)
                : double.NaN);
            return;
        }

        _values.Add(categories is null ? NumberOf(field, row) : NumberOf(field, categories, row, place, name));
    }

    /// <summary>The number of a category or class.</summary>
    /// <exception cref="DataFileException">It is not one of those that are known.</exception>
    public static int NumberOf(ReadOnlySpan<char> field, CsvCategories categories, CsvRows row, int place, string name)
    {
        int number = categories.NumberOf(field);
        return number >= 0 ? number : throw row.Refusal($"one of {FileText.List(categories.Names)}", $"'{FileText.Shown(field)}'", place, name);
    }

    /// <summary>Sorts the categories, after the last row.</summary>
    public void Sort(CategoryOrder order)
    {
        if (categories?.Sort(order) is not { } numbers)
        {
            return;
        }

        for (int row = 0; row < _values.Count; row++)
        {
            _values[row] = double.IsNaN(_values[row]) ? double.NaN : numbers[(int)_values[row]];
        }
    }

    /// <summary>The means of the columns that it becomes, over the rows where there is a value; NaN if there are none.</summary>
    public double[] Means()
    {
        var sums = new double[Width];
        int count = 0;
        foreach (double value in _values)
        {
            if (!double.IsNaN(value))
            {
                sums[categories is null ? 0 : (int)value] += categories is null ? value : 1;
                count++;
            }
        }

        return Array.ConvertAll(sums, sum => sum / count);
    }

    /// <summary>Writes a row's values.</summary>
    /// <param name="row">Its place.</param>
    /// <param name="means">What takes the place of a missing value.</param>
    /// <param name="target">Room for <see cref="Width"/> values, all 0.</param>
    public void Write(int row, ReadOnlySpan<double> means, Span<float> target)
    {
        double value = _values[row];
        if (double.IsNaN(value))
        {
            for (int column = 0; column < target.Length; column++)
            {
                target[column] = (float)means[column];
            }
        }
        else if (categories is null)
        {
            target[0] = (float)value;
        }
        else
        {
            target[(int)value] = 1;
        }
    }

    private double NumberOf(ReadOnlySpan<char> field, CsvRows row) =>
        double.TryParse(field, NumberStyles.Float, numbers, out double value) && float.IsFinite((float)value)
            ? value
            : throw row.Refusal("a finite number", $"'{FileText.Shown(field)}'{CsvProblem.OfNumber(field.ToString(), row.Separator, numbers)}", place, name);
}
