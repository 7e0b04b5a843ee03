namespace RepLearn.Data;

/// <summary>What to do where a table has no value: an empty field, <c>NA</c>, <c>?</c> or <c>NaN</c>.</summary>
public enum MissingValues
{
    /// <summary>Throw an exception that names the place.</summary>
    Refuse,

    /// <summary>Take the mean of the column's other values; of a column of categories, the share of each category.</summary>
    Mean,

    /// <summary>Leave out the row. A missing label leaves out no row.</summary>
    DropRow,
}
