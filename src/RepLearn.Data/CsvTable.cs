namespace RepLearn.Data;

/// <summary>
/// A table of numbers in which columns of categories are one-hot, with a class label for each row if it has such a column. Models take it
/// for its rows: <c>model.Fit(table)</c>. Text is CSV as in RFC 4180, with line breaks in quotes, and with decimal points whatever the culture; white space
/// around fields and empty lines at the end are read over. Fields that are empty, <c>NA</c>, <c>?</c> or <c>NaN</c> are missing.
/// </summary>
/// <remarks>
/// Values are <c>float</c>, the nearest to the file's numbers, with 7 of their digits. A model in <c>double</c> takes them as they are:
/// <c>model.Fit(Examples.InMemory(Array.ConvertAll(table.Values, value => (double)value), table.Width))</c>. Where further digits matter, as in columns that differ little
/// beside their size, subtract what they have in common before the table is made, or make the rows of <c>double</c> yourself.
/// </remarks>
public sealed class CsvTable : IExampleSource<float>
{
    internal CsvTable(float[] values, int[] labels, IReadOnlyList<string> columns, CsvOptions options)
    {
        Values = values;
        Labels = labels;
        Columns = columns;
        Options = options;
    }

    /// <summary>Where values are missing whose means are this table's own; null if there are none.</summary>
    internal CsvGaps? Gaps { get; init; }

    /// <summary>The names of the columns of <see cref="Values"/>: that of the file, or <c>colour=red</c> for each category of a column.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Values.Length / Width;

    /// <summary>Values in a row.</summary>
    public int Width => Columns.Count;

    /// <summary>All values, row by row, without labels.</summary>
    public float[] Values { get; }

    /// <summary>The class of each row as a place in <see cref="ClassNames"/>, or −1 where it is missing; empty if the table was read without a label.</summary>
    public int[] Labels { get; }

    /// <summary>The classes in the order of their numbers.</summary>
    public IReadOnlyList<string> ClassNames => Options.ClassNames;

    /// <summary>The categories of each categorical column, by its name in the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories => Options.Categories;

    /// <summary>
    /// Options that read further data as this was: <c>CsvTable.Read("test.csv", train.Options)</c>. They have this table's categories, classes
    /// and means for missing values, and refuse a table of other columns. For data without labels: <c>train.Options with { Label = null }</c>.
    /// </summary>
    public CsvOptions Options { get; }

    /// <summary>The rows, each followed by its label, for models with a head or a condition.</summary>
    /// <exception cref="InvalidOperationException">The table was read without a label.</exception>
    public IExampleSource<float> WithLabels => Labels.Length > 0
        ? Examples.InMemory(Values, Width, Labels)
        : throw new InvalidOperationException("Expected a table with labels, but it was read without; set CsvOptions.Label to their column.");

    /// <summary>Number of rows.</summary>
    long? IExampleSource<float>.Count => Rows;

    /// <summary>Reads a file, plain or compressed with gzip, which is told by the content.</summary>
    /// <param name="file">Its name; UTF-8, or UTF-16 and UTF-32 with a byte order mark.</param>
    /// <param name="options">How; a table of numbers alone if not given.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFileException">
    /// The file is unreadable or damaged, has no rows, rows of different widths, no such column, or a field that is no number, is missing,
    /// or is not one of the categories that are known; the place gives line and column, both from 1.
    /// </exception>
    public static CsvTable Read(string file, CsvOptions? options = null) => CsvText.Read(file, reader => Read(reader, file, options));

    /// <summary>Reads text.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="name">The source's name in errors.</param>
    /// <param name="options">How; a table of numbers alone if not given.</param>
    /// <exception cref="DataFileException">As of a file.</exception>
    public static CsvTable Read(TextReader reader, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return CsvTableReader.Read(reader, name, options ?? new CsvOptions());
    }

    /// <summary>The values of one row.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Rows);
        return Values.AsSpan(index * Width, Width);
    }

    /// <summary>
    /// Divides the rows at random so that every class has the same share in both parts, up to rounding. Each row is in one of them; both
    /// are in a random order. Means in the place of missing values become those of the first part, in both, so that it tells nothing of the second; but
    /// means of a table that was read by another one's <see cref="Options"/> stay.
    /// </summary>
    /// <param name="testShare">Share of each class that goes to the second part, between 0 and 1; the number of rows is rounded class by class, halves to even.</param>
    /// <param name="seed">Decides which; the same on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">By that rounding one part gets no rows, or a column has values in the second part only.</exception>
    public (CsvTable Train, CsvTable Test) Split(double testShare, ulong seed)
    {
        (int[] forTrain, int[] forTest) = StratifiedSplit.Of(Labels.Length > 0 ? Labels : new int[Rows], testShare, seed, "rows");
        (CsvTable train, CsvTable test) = (Select(forTrain), Select(forTest));
        if (Gaps is null)
        {
            return (train, test);
        }

        double[] means = train.Gaps!.Means(train.Values);
        int empty = Array.FindIndex(means, double.IsNaN);
        return empty < 0
            ? (train.Filled(means), test.Filled(means))
            : throw new ArgumentException($"Expected a value of column '{Columns[empty]}' in the first part, whose mean takes the place of missing ones, but by seed {seed} it has none.", nameof(seed));
    }

    /// <summary>Reads the rows, shuffled perfectly if a key is given.</summary>
    IExampleReader<float> IExampleSource<float>.Open(NoiseKey? shuffle) => Examples.InMemory(Values, Width).Open(shuffle);

    private CsvTable Select(int[] places)
    {
        var values = new float[places.Length * Width];
        for (int row = 0; row < places.Length; row++)
        {
            Row(places[row]).CopyTo(values.AsSpan(row * Width, Width));
        }

        return new CsvTable(values, Labels.Length > 0 ? Array.ConvertAll(places, place => Labels[place]) : [], Columns, Options) { Gaps = Gaps?.Select(places) };
    }

    private CsvTable Filled(double[] means)
    {
        Gaps!.Fill(Values, means);
        return new CsvTable(Values, Labels, Columns, Options with { Training = Options.Training! with { Means = means } }) { Gaps = Gaps };
    }
}
