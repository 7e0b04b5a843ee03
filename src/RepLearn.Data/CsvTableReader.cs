using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>Makes a table of rows.</summary>
internal sealed class CsvTableReader
{
    private readonly string _file;
    private readonly CsvOptions _options;
    private readonly CsvRows _rows;
    private readonly CsvFeature[] _features;
    private readonly int _label = -1;
    private readonly string[] _names;
    private readonly CsvCategories _classes;
    private readonly List<int> _labels = [];
    private readonly bool _hasHeader;
    private int _count;

    private CsvTableReader(CsvRows rows, string file, CsvOptions options)
    {
        (_rows, _file, _options) = (rows, file, options);
        _hasHeader = options.HasHeader ?? DetectHeader();
        _names = ReadNames();
        _label = options.Label?.PlaceIn(_names, file, nameof(CsvOptions.Label)) ?? -1;
        _classes = new CsvCategories(options.ClassNames.Count > 0 ? options.ClassNames : null, "the label");
        HashSet<int> categorical = [.. CategoricalColumns(options).Select(column => column.PlaceIn(_names, file, nameof(CsvOptions.Categorical)))];
        _features =
        [
            .. Enumerable.Range(0, rows.Columns).Where(column => column != _label).Select(column => new CsvFeature(
                _names[column], column, categorical.Contains(column) ? new CsvCategories(options.Categories.GetValueOrDefault(_names[column]), $"'{_names[column]}'") : null, options.Numbers)),
        ];
        Expect(_features.Length > 0, "at least one column besides the label", "none");
        ExpectSame(options.Training?.Features, [.. _features.Select(feature => feature.Name)]);
    }

    /// <summary>Reads a table from its first row to the last.</summary>
    public static CsvTable Read(TextReader text, string file, CsvOptions options)
    {
        using var rows = new CsvRows(text, file, options.Separator ?? (options.DecimalComma ? ';' : null));
        if (!rows.Read())
        {
            throw new DataFileException(file, "at least one row", "none");
        }

        return new CsvTableReader(rows, file, options).Read();
    }

    private CsvTable Read()
    {
        for (bool more = !_hasHeader || _rows.Read(); more; more = _rows.Read())
        {
            AddRow();
        }

        Expect(_count > 0, "at least one row of values", _rows.Line > 1 ? "none without missing values" : "none");
        int[] classes = _classes.Sort(_options.Order);
        foreach (CsvFeature feature in _features)
        {
            feature.Sort(_options.Order);
        }

        string[] columns = [.. _features.SelectMany(feature => feature.Columns)];
        ExpectSame(_options.Training?.Columns, columns);
        double[] means = _options.Training?.Means ?? [.. _features.SelectMany(feature => feature.Means())];
        float[] values = Values(columns, means);
        var categories = _features.Where(feature => feature.Categories is not null).ToDictionary(feature => feature.Name, feature => feature.Categories!.Names, StringComparer.Ordinal);
        return new CsvTable(values, [.. _labels.Select(label => label < 0 ? label : classes[label])], columns, _options with
        {
            HasHeader = _hasHeader,
            Categories = categories,
            ClassNames = _classes.Names,
            Training = new CsvTraining([.. _features.Select(feature => feature.Name)], columns, means),
        })
        {
            Gaps = _options is { Missing: MissingValues.Mean, Training: null } ? Gaps() : null,
        };
    }

    private CsvGaps? Gaps()
    {
        Dictionary<int, int[]> missing = Enumerable.Range(0, _count)
            .Select(row => (Row: row, Features: (int[])[.. Enumerable.Range(0, _features.Length).Where(feature => _features[feature].IsMissing(row))]))
            .Where(entry => entry.Features.Length > 0)
            .ToDictionary(entry => entry.Row, entry => entry.Features);
        var starts = new int[_features.Length + 1];
        for (int feature = 0; feature < _features.Length; feature++)
        {
            starts[feature + 1] = starts[feature] + _features[feature].Width;
        }

        return missing.Count > 0 ? new CsvGaps(starts, missing) : null;
    }

    private void AddRow()
    {
        if (_options.Missing == MissingValues.DropRow && Array.Exists(_features, feature => CsvFeature.IsMissing(_rows.Field(feature.Place))))
        {
            return;
        }

        foreach (CsvFeature feature in _features)
        {
            feature.Add(_rows, _options.Missing);
        }

        if (_label >= 0)
        {
            ReadOnlySpan<char> field = _rows.Field(_label);
            _labels.Add(CsvFeature.IsMissing(field) ? -1 : CsvFeature.NumberOf(field, _classes, _rows, _label, _names[_label]));
        }

        _count++;
    }

    private float[] Values(string[] columns, double[] means)
    {
        Expect((long)_count * columns.Length <= Array.MaxLength, $"at most {Array.MaxLength} values", $"{_count} rows of {columns.Length}");
        var values = new float[_count * columns.Length];
        int start = 0;
        foreach (CsvFeature feature in _features)
        {
            ReadOnlySpan<double> ofFeature = means.AsSpan(start, feature.Width);
            Expect(feature.Width > 0 && !double.IsNaN(ofFeature[0]), $"a value in at least one row of column {feature.Place + 1} '{FileText.Shown(feature.Name)}'", "none");
            for (int row = 0; row < _count; row++)
            {
                feature.Write(row, ofFeature, values.AsSpan((row * columns.Length) + start, feature.Width));
            }

            start += feature.Width;
        }

        return values;
    }

    // A text where numbers are expected is a name. Labels and categories may be texts, so that they say nothing.
    private bool DetectHeader()
    {
        CsvColumn[] texts = [.. CategoricalColumns(_options), .. _options.Label is { } label ? [label] : Array.Empty<CsvColumn>()];
        if (Array.Exists(texts, column => column.Name is not null))
        {
            return true;
        }

        int[] places = [.. Enumerable.Range(0, _rows.Columns).Except(texts.Select(column => column.PlaceIn(_rows.Columns)))];
        Expect(places.Length > 0, "CsvOptions.HasHeader, as no column has numbers", "none given");
        return Array.Exists(places, place => !CsvFeature.IsMissing(_rows.Field(place)) && !double.TryParse(_rows.Field(place), NumberStyles.Float, _options.Numbers, out _));
    }

    private string[] ReadNames()
    {
        var names = new string[_rows.Columns];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < names.Length; column++)
        {
            ReadOnlySpan<char> given = _hasHeader ? _rows.Field(column) : "";
            names[column] = given.IsEmpty ? $"column {column + 1}" : given.ToString();
            if (!seen.Add(names[column]))
            {
                throw _rows.Refusal("columns of different names", $"'{FileText.Shown(names[column])}' twice", column);
            }
        }

        return names;
    }

    private static IEnumerable<CsvColumn> CategoricalColumns(CsvOptions options) => options.Categorical.Concat(options.Categories.Keys.Select(name => (CsvColumn)name));

    private void ExpectSame(string[]? expected, string[] columns)
    {
        if (expected is not null && !columns.AsSpan().SequenceEqual(expected))
        {
            int place = expected.AsSpan().CommonPrefixLength(columns);
            Expect(false, $"the {expected.Length} columns of the table whose options these are", $"{columns.Length}; they differ from column {place + 1} on: '{FileText.Shown(expected.ElementAtOrDefault(place) ?? "")}', but here '{FileText.Shown(columns.ElementAtOrDefault(place) ?? "")}'");
        }
    }

    private void Expect(bool holds, string expected, string actual)
    {
        if (!holds)
        {
            throw new DataFileException(_file, expected, actual);
        }
    }
}
