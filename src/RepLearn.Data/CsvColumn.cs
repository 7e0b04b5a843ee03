using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>
/// A column of a table, by its name or its place: <c>"species"</c>, <c>4</c> (from 0) or <c>^1</c> (the last). Exceptions count columns
/// from 1, as they do lines.
/// </summary>
public readonly record struct CsvColumn
{
    private CsvColumn(string? name, Index place)
    {
        Name = name;
        Place = place;
    }

    /// <summary>The name, if given by name. Without a header the columns are <c>column 1</c>, <c>column 2</c> and so on.</summary>
    public string? Name { get; }

    /// <summary>The place, if <see cref="Name"/> is null.</summary>
    public Index Place { get; }

    /// <summary>By name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static implicit operator CsvColumn(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CsvColumn(name, default);
    }

    /// <summary>By place, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static implicit operator CsvColumn(int place) => new(null, place);

    /// <summary>By place, from the first or the last column.</summary>
    public static implicit operator CsvColumn(Index place) => new(null, place);

    /// <summary>The name in quotes, or the place.</summary>
    public override string ToString() => Name is null ? Place.ToString() : $"'{Name}'";

    /// <summary>The place from 0 in a table of some number of columns, which has no names; −1 if it is given by name or is outside.</summary>
    internal int PlaceIn(int columns)
    {
        int place = Name is null ? Place.GetOffset(columns) : -1;
        return place < columns ? place : -1;
    }

    /// <summary>The place from 0 in a table with these names.</summary>
    /// <exception cref="DataFileException">There is no such column.</exception>
    internal int PlaceIn(string[] names, string file, string option)
    {
        int place = Name is null ? PlaceIn(names.Length) : Array.IndexOf(names, Name);
        return place >= 0
            ? place
            : throw new DataFileException(file, $"the column {this} of CsvOptions.{option}", $"{names.Length} columns: {FileText.List(names)}");
    }
}
