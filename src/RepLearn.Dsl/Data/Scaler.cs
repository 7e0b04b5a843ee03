using System.Globalization;
using System.Numerics;
using RepLearn.Files;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// Moves and scales each column of rows, <c>(x − offset) / scale</c>, by what it found in training data. Saved with the model
/// (<see cref="Autoencoder{T}.Save(string, Scaler)"/>), so that later data are scaled alike.
/// </summary>
/// <remarks>A column that does not vary is moved, and not scaled.</remarks>
public sealed class Scaler
{
    // 2⁴⁰⁰ and 2⁶⁰⁰
    private const double Largest = 2.5822498780869086e120;
    private const double Power = 4.1495155688809930e180;

    private static readonly string[] s_kinds = ["standard", "minMax", "robust"];

    private readonly double[] _offsets;
    private readonly double[] _scales;

    private Scaler(string kind, double[] offsets, double[] scales)
    {
        Kind = kind;
        _offsets = offsets;
        _scales = scales;
    }

    /// <summary><c>standard</c>, <c>minMax</c> or <c>robust</c>.</summary>
    public string Kind { get; }

    /// <summary>Values in a row.</summary>
    public int Width => _offsets.Length;

    /// <summary>What each column is moved by.</summary>
    public ReadOnlySpan<double> Offsets => _offsets;

    /// <summary>What each column is divided by.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>To mean 0 and variance 1: offset mean, scale <c>√(Σ (x − mean)² / n)</c>, in one pass (Welford 1962).</summary>
    /// <param name="rows">Rows, one after the other; at least one.</param>
    /// <param name="width">Values in a row.</param>
    /// <exception cref="ArgumentException">The length is not that of whole rows, a value is not finite, or a column's values are too far apart for double precision.</exception>
    public static Scaler Standard(ReadOnlySpan<float> rows, int width) => StandardOf(rows, width);

    /// <inheritdoc cref="Standard(ReadOnlySpan{float}, int)"/>
    public static Scaler Standard(ReadOnlySpan<double> rows, int width) => StandardOf(rows, width);

    /// <summary>To 0 … 1: offset the least value, scale the largest less the least.</summary>
    /// <inheritdoc cref="Standard(ReadOnlySpan{float}, int)"/>
    public static Scaler MinMax(ReadOnlySpan<float> rows, int width) => MinMaxOf(rows, width);

    /// <inheritdoc cref="MinMax(ReadOnlySpan{float}, int)"/>
    public static Scaler MinMax(ReadOnlySpan<double> rows, int width) => MinMaxOf(rows, width);

    /// <summary>
    /// By ranks, which outliers hardly move: offset the median, scale the distance of the quartiles. Quantiles between two values are
    /// interpolated linearly (Hyndman and Fan 1996, type 7). A column whose quartiles are equal is moved, and not scaled.
    /// </summary>
    /// <inheritdoc cref="Standard(ReadOnlySpan{float}, int)"/>
    public static Scaler Robust(ReadOnlySpan<float> rows, int width) => RobustOf(rows, width);

    /// <inheritdoc cref="Robust(ReadOnlySpan{float}, int)"/>
    public static Scaler Robust(ReadOnlySpan<double> rows, int width) => RobustOf(rows, width);

    /// <summary>Reads the scaler that was saved with a model.</summary>
    /// <param name="path">A file that <see cref="Autoencoder{T}.Save(string, Scaler)"/> wrote.</param>
    /// <exception cref="ModelFileException">The file is damaged, or has no scaler.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Scaler Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        if (!file.Tensors.TryGetValue(ScalerFile.Offsets, out TensorEntry? entry) || entry.Shape is not [1, > 0 and var width])
        {
            string found = entry is not null ? $"its '{ScalerFile.Offsets}' is {entry.Describe()}"
                : file.Tensors.Count == 0 ? "it has no tensors"
                : $"it has none, only {NamePattern.Listed([.. file.Tensors.Keys.Select(name => FileText.Shown(name))])}";
            throw new ModelFileException(path, $"expected a scaler, as Save(path, scaler) writes it beside a model's parameters: a row of numbers '{ScalerFile.Offsets}'. But {found}.");
        }

        string kind = file.Expect(ScalerFile.Kind);
        if (!s_kinds.Contains(kind))
        {
            throw new ModelFileException(path, $"expected metadata '{ScalerFile.Kind}' of {string.Join(", ", s_kinds)}, but it is '{FileText.Shown(kind)}'.");
        }

        double[] offsets = file.ReadFiniteArray<double>(ScalerFile.Offsets, 1, width);
        double[] scales = file.ReadFiniteArray<double>(ScalerFile.Scales, 1, width);
        int wrong = Array.FindIndex(scales, scale => !(scale > 0));
        return wrong < 0
            ? new Scaler(kind, offsets, scales)
            : throw new ModelFileException(path, string.Create(CultureInfo.InvariantCulture, $"expected scales above 0, but that of column {wrong + 1} is {scales[wrong]}."));
    }

    /// <summary>Scales rows. Values that are infinite or not a number, such as unknown targets, stay so.</summary>
    /// <param name="rows">Rows, one after the other.</param>
    /// <param name="scaled">Receives them; may be the rows themselves.</param>
    /// <exception cref="ArgumentException">A length is not that of whole rows, the lengths differ, or the two overlap in part.</exception>
    public void Apply(ReadOnlySpan<float> rows, Span<float> scaled) => ApplyTo(rows, scaled);

    /// <inheritdoc cref="Apply(ReadOnlySpan{float}, Span{float})"/>
    public void Apply(ReadOnlySpan<double> rows, Span<double> scaled) => ApplyTo(rows, scaled);

    /// <inheritdoc cref="Apply(ReadOnlySpan{float}, Span{float})"/>
    /// <returns>The scaled rows.</returns>
    public float[] Apply(ReadOnlySpan<float> rows)
    {
        var scaled = new float[rows.Length];
        ApplyTo(rows, scaled);
        return scaled;
    }

    /// <inheritdoc cref="Apply(ReadOnlySpan{float})"/>
    public double[] Apply(ReadOnlySpan<double> rows)
    {
        var scaled = new double[rows.Length];
        ApplyTo(rows, scaled);
        return scaled;
    }

    /// <summary>Undoes <see cref="Apply(ReadOnlySpan{float}, Span{float})"/>: <c>y · scale + offset</c>.</summary>
    /// <param name="scaled">Scaled rows, such as reconstructions.</param>
    /// <param name="rows">Receives them in the data's own units; may be the rows themselves.</param>
    /// <exception cref="ArgumentException">A length is not that of whole rows, the lengths differ, or the two overlap in part.</exception>
    public void Invert(ReadOnlySpan<float> scaled, Span<float> rows) => InvertTo(scaled, rows);

    /// <inheritdoc cref="Invert(ReadOnlySpan{float}, Span{float})"/>
    public void Invert(ReadOnlySpan<double> scaled, Span<double> rows) => InvertTo(scaled, rows);

    /// <inheritdoc cref="Invert(ReadOnlySpan{float}, Span{float})"/>
    /// <returns>The rows in the data's own units.</returns>
    public float[] Invert(ReadOnlySpan<float> scaled)
    {
        var rows = new float[scaled.Length];
        InvertTo(scaled, rows);
        return rows;
    }

    /// <inheritdoc cref="Invert(ReadOnlySpan{float})"/>
    public double[] Invert(ReadOnlySpan<double> scaled)
    {
        var rows = new double[scaled.Length];
        InvertTo(scaled, rows);
        return rows;
    }

    /// <summary>Its kind and width.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Scaler {{ Kind = {Kind}, Width = {Width} }}");

    /// <summary>Adds the scaler to a file.</summary>
    internal void AddTo(SafetensorsWriter writer)
    {
        writer.AddMetadata(ScalerFile.Kind, Kind);
        writer.AddFinite<double>(ScalerFile.Offsets, 1, Width, () => _offsets);
        writer.AddFinite<double>(ScalerFile.Scales, 1, Width, () => _scales);
    }

    private static Scaler StandardOf<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(rows, width);
        (double[] lows, double[] highs) = Ranges(rows, width);
        double[] powers = [.. lows.Zip(highs, (low, high) => PowerFor(Math.Max(-low, high)))];
        var means = new double[width];
        var squares = new double[width];
        for (int place = 0; place < rows.Length; place++)
        {
            int column = place % width;
            double value = double.CreateChecked(rows[place]) * powers[column];
            double distance = value - means[column];
            means[column] += distance / ((place / width) + 1);
            squares[column] += distance * (value - means[column]);
        }

        int count = rows.Length / width;
        double[] scales = [.. squares.Zip(powers, (square, power) => Math.Sqrt(square / count) / power)];
        return Of("standard", [.. means.Zip(powers, (mean, power) => mean / power)], scales, lows, highs);
    }

    // A power of two, so that no digit changes, after which squares of distances are numbers: even those of two neighbours have no more than twice as
    // many digits below the largest value's.
    private static double PowerFor(double largest) => largest switch
    {
        > Largest => 1 / Power,
        < 1 / Largest => Power,
        _ => 1,
    };

    private static (double[] Lows, double[] Highs) Ranges<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lows = new double[width];
        var highs = new double[width];
        for (int place = 0; place < rows.Length; place++)
        {
            int column = place % width;
            double value = double.CreateChecked(rows[place]);
            lows[column] = place < width ? value : Math.Min(lows[column], value);
            highs[column] = place < width ? value : Math.Max(highs[column], value);
        }

        return (lows, highs);
    }

    private static Scaler MinMaxOf<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[][] columns = SortedColumns(rows, width);
        return Of("minMax", Array.ConvertAll(columns, column => column[0]), Array.ConvertAll(columns, column => column[^1] - column[0]), columns);
    }

    private static Scaler RobustOf<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[][] columns = SortedColumns(rows, width);
        return Of("robust", Array.ConvertAll(columns, column => Quantile(column, 0.5)), Array.ConvertAll(columns, column => Quantile(column, 0.75) - Quantile(column, 0.25)), columns);
    }

    private static Scaler Of(string kind, double[] offsets, double[] scales, double[][] sorted) =>
        Of(kind, offsets, scales, Array.ConvertAll(sorted, column => column[0]), Array.ConvertAll(sorted, column => column[^1]));

    // A distance of 0 is that of a column that does not vary. One beyond the numbers would scale all to 0, or a value to infinity.
    private static Scaler Of(string kind, double[] offsets, double[] scales, double[] lows, double[] highs)
    {
        int wrong = Enumerable.Range(0, scales.Length).FirstOrDefault(
            column => !double.IsFinite(scales[column]) || !double.IsFinite(highs[column] - offsets[column]) || !double.IsFinite(offsets[column] - lows[column]), -1);
        return wrong < 0
            ? new Scaler(kind, offsets, Array.ConvertAll(scales, scale => scale > 0 ? scale : 1))
            : throw new ArgumentException($"Expected columns whose values are no further apart than double precision reaches, but those of column {wrong + 1}, counted from 1, are.", "rows");
    }

    private void ApplyTo<T>(ReadOnlySpan<T> rows, Span<T> scaled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ExpectRoom(rows, scaled);
        for (int place = 0; place < rows.Length; place++)
        {
            int column = place % Width;
            scaled[place] = T.CreateTruncating((double.CreateTruncating(rows[place]) - _offsets[column]) / _scales[column]);
        }
    }

    private void InvertTo<T>(ReadOnlySpan<T> scaled, Span<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ExpectRoom<T>(scaled, rows);
        for (int place = 0; place < scaled.Length; place++)
        {
            int column = place % Width;
            rows[place] = T.CreateTruncating((double.CreateTruncating(scaled[place]) * _scales[column]) + _offsets[column]);
        }
    }

    private static double[][] SortedColumns<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(rows, width);
        var columns = new double[width][];
        for (int column = 0; column < width; column++)
        {
            columns[column] = new double[rows.Length / width];
            for (int row = 0; row < columns[column].Length; row++)
            {
                columns[column][row] = double.CreateChecked(rows[(row * width) + column]);
            }

            Array.Sort(columns[column]);
        }

        return columns;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static void Expect<T>(ReadOnlySpan<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (rows.Length == 0 || rows.Length % width != 0)
        {
            throw new ArgumentException($"Expected rows of {width} values, at least one row, but got {rows.Length} values.", nameof(rows));
        }

        Finite.ExpectGiven(rows, width, nameof(rows));
    }

    private void ExpectRoom<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> results)
        where T : unmanaged
    {
        if (rows.Length % Width != 0 || rows.Length != results.Length)
        {
            throw new ArgumentException($"Expected rows of {Width} values and room for as many, but got {rows.Length} values and room for {results.Length}.");
        }

        if (rows.Overlaps(results) && rows != results)
        {
            throw new ArgumentException("Expected room apart from the rows, or the rows' own memory, but the two overlap in part, so that rows would be overwritten before they are read.");
        }
    }
}
