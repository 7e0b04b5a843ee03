namespace RepLearn.Data;

/// <summary>How the categories of a column and the classes of a table are numbered.</summary>
public enum CategoryOrder
{
    /// <summary>Numbers by value, then other texts by their UTF-16 codes: the same in whichever order the rows are.</summary>
    Ordinal,

    /// <summary>In the order in which the rows have them.</summary>
    FirstSeen,
}
