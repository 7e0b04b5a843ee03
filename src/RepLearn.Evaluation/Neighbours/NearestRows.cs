namespace RepLearn.Evaluation;

/// <summary>The rows of a table that are nearest to each of some queries, by exact search; of equally near ones the first in the table.</summary>
public sealed class NearestRows
{
    // 64 queries meet 128 rows of the table while these are in the second cache.
    private const int TableRows = 128;

    private readonly int[] _places;
    private readonly double[] _distances;

    private NearestRows(int[] places, double[] distances, int neighbours)
    {
        _places = places;
        _distances = distances;
        Neighbours = neighbours;
    }

    /// <summary>Neighbours of each query.</summary>
    public int Neighbours { get; }

    /// <summary>Number of queries.</summary>
    public int Count => _places.Length / Neighbours;

    /// <summary>The places in the table of a query's neighbours, from 0, the nearest first.</summary>
    /// <param name="query">The query, from 0.</param>
    public ReadOnlySpan<int> Places(int query) => _places.AsSpan(query * Neighbours, Neighbours);

    /// <summary>The distances of a query's neighbours, the smallest first.</summary>
    /// <param name="query">The query, from 0.</param>
    public ReadOnlySpan<double> Distances(int query) => _distances.AsSpan(query * Neighbours, Neighbours);

    /// <summary>Finds the nearest rows of a table.</summary>
    /// <param name="queries">Queries, one per row.</param>
    /// <param name="table">Rows to search, of the same width.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="neighbours">How many to find; from 1 to the number of rows in the table.</param>
    /// <param name="distance">How far rows are from each other.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or a row without direction has no cosine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than neighbours wanted.</exception>
    public static NearestRows Find(ReadOnlySpan<float> queries, ReadOnlySpan<float> table, int width, int neighbours, CodeDistance distance = CodeDistance.Euclidean)
    {
        int rows = RowCount.OfFinite(table, width, nameof(table));
        RowCount.ExpectRoom(RowCount.OfFinite(queries, width, nameof(queries)), neighbours, nameof(queries));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbours, rows);
        var paddedQueries = new PaddedRows(queries, width);
        var paddedTable = new PaddedRows(table, width);
        if (distance == CodeDistance.Cosine)
        {
            // Of directions, half the squared distance is 1 − cos, without cancellation where they nearly agree.
            paddedQueries.Normalized(nameof(queries));
            paddedTable.Normalized(nameof(table));
        }

        NearestRows found = Search(paddedQueries, paddedTable, neighbours, distance == CodeDistance.Manhattan, isOneTable: false);
        foreach (ref double value in found._distances.AsSpan())
        {
            value = distance switch
            {
                CodeDistance.Euclidean => Math.Sqrt(value),
                CodeDistance.Cosine => value / 2,
                CodeDistance.Manhattan => value,
                _ => throw new ArgumentOutOfRangeException(nameof(distance), distance, "Expected Euclidean, Cosine or Manhattan."),
            };
        }

        return found;
    }

    /// <summary>The nearest others of each row, with squared Euclidean distances.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="neighbours">How many; fewer than rows.</param>
    /// <param name="threads">At most so many threads; −1 for as many as there are.</param>
    /// <param name="searched">Told the rows done, from time to time and in order.</param>
    internal static NearestRows OthersOf(PaddedRows rows, int neighbours, int threads = -1, Action<int>? searched = null) =>
        Search(rows, rows, neighbours, isManhattan: false, isOneTable: true, threads, searched);

    private static NearestRows Search(
        PaddedRows queries, PaddedRows table, int neighbours, bool isManhattan, bool isOneTable, int threads = -1, Action<int>? searched = null)
    {
        const int PartRows = 4096;
        var places = new int[queries.Count * neighbours];
        var distances = new double[queries.Count * neighbours];
        Array.Fill(distances, double.PositiveInfinity);
        for (int start = 0; start < queries.Count; start += PartRows)
        {
            int part = start;
            int partCount = Math.Min(PartRows, queries.Count - start);
            RowBlock.ForEach(
                partCount,
                (first, last) =>
                {
                    Span<double> some = stackalloc double[TableRows];
                    for (int other = 0; other < table.Count; other += TableRows)
                    {
                        Span<double> found = some[..Math.Min(TableRows, table.Count - other)];
                        for (int query = part + first; query < part + last; query++)
                        {
                            if (isManhattan)
                            {
                                table.Absolutes(queries.Row(query), other, found);
                            }
                            else
                            {
                                table.Squares(queries.Row(query), other, found);
                            }

                            Insert(found, other, isOneTable ? query : -1, places.AsSpan(query * neighbours, neighbours), distances.AsSpan(query * neighbours, neighbours));
                        }
                    }
                },
                threads);
            searched?.Invoke(start + partCount);
        }

        return new NearestRows(places, distances, neighbours);
    }

    // Candidates come in the table's order, so a strict comparison keeps the first of equals.
    private static void Insert(ReadOnlySpan<double> candidates, int first, int self, Span<int> places, Span<double> distances)
    {
        for (int candidate = 0; candidate < candidates.Length; candidate++)
        {
            double distance = candidates[candidate];
            if (!(distance < distances[^1]) || first + candidate == self)
            {
                continue;
            }

            int place = distances.Length - 1;
            for (; place > 0 && distance < distances[place - 1]; place--)
            {
                distances[place] = distances[place - 1];
                places[place] = places[place - 1];
            }

            distances[place] = distance;
            places[place] = first + candidate;
        }
    }
}
