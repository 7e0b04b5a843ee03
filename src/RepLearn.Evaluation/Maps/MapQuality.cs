namespace RepLearn.Evaluation;

/// <summary>
/// How far a map keeps neighbours (Venna and Kaski 2001). For rows and codes as well as for maps; takes time proportional to the square of the
/// number of rows.
/// </summary>
public static class MapQuality
{
    /// <summary>
    /// Whether neighbours on the map are neighbours among the rows: <c>1 − 2 / (n k (2n − 3k − 1)) Σᵢ Σⱼ max(0, r(i, j) − k)</c> over each point's k nearest on the map,
    /// where r(i, j) is the rank of j among the rows nearest to i, from 1. 1 where all are; near 0.5 by chance.
    /// </summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="map">The same examples on the map, one per row.</param>
    /// <param name="mapDimensions">Values in a point of the map.</param>
    /// <param name="neighbours">Neighbours that count; at least 1 and below half the number of rows.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or there are too few rows.</exception>
    public static double Trustworthiness(ReadOnlySpan<float> rows, int dimensions, ReadOnlySpan<float> map, int mapDimensions = 2, int neighbours = 12)
    {
        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        int points = RowCount.OfFinite(map, mapDimensions, nameof(map));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        if (points != count)
        {
            throw new ArgumentException($"Expected a point for each of {count} rows, but got {points}.", nameof(map));
        }

        if (neighbours >= count / 2.0)
        {
            throw new ArgumentException($"Expected more than {2 * neighbours} rows for {neighbours} neighbours, but got {count}.", nameof(rows));
        }

        NearestRows near = NearestRows.OthersOf(new PaddedRows(map, mapDimensions), neighbours);
        var padded = new PaddedRows(rows, dimensions);
        var penalties = new long[count];
        RowBlock.ForEach(count, (first, last) =>
        {
            var distances = new double[count];
            for (int row = first; row < last; row++)
            {
                padded.Squares(padded.Row(row), 0, distances);
                distances[row] = double.PositiveInfinity;
                foreach (int other in near.Places(row))
                {
                    penalties[row] += Math.Max(0, Rank(distances, other) - neighbours);
                }
            }
        });
        return 1 - (2.0 * penalties.Sum() / ((double)count * neighbours * ((2.0 * count) - (3.0 * neighbours) - 1)));
    }

    /// <summary>Whether neighbours among the rows are neighbours on the map: <see cref="Trustworthiness"/> with rows and map exchanged.</summary>
    /// <inheritdoc cref="Trustworthiness"/>
    public static double Continuity(ReadOnlySpan<float> rows, int dimensions, ReadOnlySpan<float> map, int mapDimensions = 2, int neighbours = 12) =>
        Trustworthiness(map, mapDimensions, rows, dimensions, neighbours);

    // From 1; of equally near ones the first is nearer.
    private static int Rank(double[] distances, int place)
    {
        double distance = distances[place];
        int rank = 1;
        for (int other = 0; other < place; other++)
        {
            rank += distances[other] <= distance ? 1 : 0;
        }

        for (int other = place + 1; other < distances.Length; other++)
        {
            rank += distances[other] < distance ? 1 : 0;
        }

        return rank;
    }
}
