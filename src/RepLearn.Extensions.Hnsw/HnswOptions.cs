namespace RepLearn;

/// <summary>The graph of an <see cref="HnswIndex"/>: larger numbers find more of the nearest and take longer.</summary>
public sealed class HnswOptions
{
    private readonly int _connectivity = 16;
    private readonly int _expansionAdd = 128;
    private readonly int _expansionSearch = 64;

    /// <summary>Links of a vector in each layer but the lowest, which has twice as many (M of the paper); 2 to 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int Connectivity
    {
        get => _connectivity;
        init => _connectivity = Within(value, 2, 1 << 10);
    }

    /// <summary>Candidates among which the links of a new vector are chosen (efConstruction); 1 to 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int ExpansionAdd
    {
        get => _expansionAdd;
        init => _expansionAdd = Within(value, 1, 1 << 16);
    }

    /// <summary>Candidates that a search keeps (ef), or the number of rows asked for if that is larger; 1 to 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int ExpansionSearch
    {
        get => _expansionSearch;
        init => _expansionSearch = Within(value, 1, 1 << 16);
    }

    /// <summary>Whether the graph's copy of the vectors has half precision and so half the memory. Scores are computed from the originals either way.</summary>
    public bool HalfPrecision { get; init; }

    private static int Within(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
