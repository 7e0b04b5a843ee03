using System.ComponentModel;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// Vectors that come and go by row number, and exact search among them. Any number of threads may read while none writes; callers see to
/// that. What searches derive from rows is derived anew only for the part of the rows that changed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VectorRows
{
    // Scores are measured in double at the end, so that some more rows are found in single precision than wanted.
    private const int Spare = 16;

    private readonly int _segmentRows;
    private readonly List<RowSegment> _segments = [];
    private readonly List<bool> _present = [];

    /// <summary>Makes room for no rows yet.</summary>
    /// <param name="dimension">Values of a vector, at most 16,777,216.</param>
    /// <param name="segmentRows">Rows that are searched together, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public VectorRows(int dimension, int segmentRows = 1 << 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, VectorTable.MostDimension);
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentRows, 1);
        Dimension = dimension;
        _segmentRows = Math.Min(segmentRows, (1 << 30) / (dimension + VectorTable.Padding));
    }

    /// <summary>Values of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Rows that have a vector.</summary>
    public int Present { get; private set; }

    /// <summary>Whether a row has a vector.</summary>
    /// <param name="row">A number of at least 0.</param>
    public bool Has(int row) => row < _present.Count && _present[row];

    /// <summary>The vector of a row that has one.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> this[int row] => _segments[row / _segmentRows].Table[row % _segmentRows];

    /// <summary>Gives a row a vector, in place of the one that it had.</summary>
    /// <param name="row">A number of at least 0; memory reaches to the largest.</param>
    /// <param name="vector"><see cref="Dimension"/> finite values.</param>
    public void Set(int row, ReadOnlySpan<float> vector)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"Expected {Dimension} values, but got {vector.Length}.", nameof(vector));
        }

        while (_present.Count <= row)
        {
            int last = _present.Count;
            if (last % _segmentRows == 0)
            {
                _segments.Add(new RowSegment(Dimension, _segmentRows));
            }

            if (last < row)
            {
                _segments[^1].Set(last % _segmentRows, new float[Dimension]);
            }

            _present.Add(false);
        }

        _segments[row / _segmentRows].Set(row % _segmentRows, vector);
        Present += _present[row] ? 0 : 1;
        _present[row] = true;
    }

    /// <summary>Takes a row's vector away; searches no longer find it. Its memory waits for the next vector of that row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it had one.</returns>
    public bool Remove(int row)
    {
        bool had = Has(row);
        if (had)
        {
            _present[row] = false;
            Present--;
        }

        return had;
    }

    /// <summary>Finds the nearest rows.</summary>
    /// <param name="vector"><see cref="Dimension"/> finite values.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <param name="count">How many; fewer if there are no more.</param>
    /// <param name="threads">Threads to use at most; the result does not depend on it.</param>
    /// <param name="accepts">Whether a row may be found, asked on the caller's thread of rows near enough; null if all may.</param>
    /// <returns>Rows and values of the metric in double, the nearest first; of equally near ones the lower row first.</returns>
    public (int Row, double Score)[] Search(ReadOnlySpan<float> vector, Metric metric, int count, int threads, Func<int, bool>? accepts = null)
    {
        var found = new List<int>();
        int first = 0;
        foreach (RowSegment segment in _segments)
        {
            int start = first;
            Func<int, bool>? admits = accepts is null && Present == _present.Count
                ? null
                : row => _present[start + row] && (accepts is null || accepts(start + row));
            Questions question = WordVectors.Ask(segment.Table, vector, metric);
            int wanted = (int)Math.Min((long)count + Spare, segment.Table.Count);
            (int Row, float Score)[] near = ExactSearch.Run(segment.Table, question, wanted, accepts is null ? threads : 1, segment.IsAtRest(), admits)[0];
            foreach ((int row, _) in near)
            {
                found.Add(start + row);
            }

            first += segment.Table.Count;
        }

        return Rank(vector, metric, found, count);
    }

    /// <summary>Measures rows that have vectors.</summary>
    /// <param name="vector"><see cref="Dimension"/> finite values.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="count">How many to return at most.</param>
    /// <returns>Rows and values of the metric in double, the nearest first; of equally near ones the lower row first.</returns>
    public (int Row, double Score)[] Rank(ReadOnlySpan<float> vector, Metric metric, IReadOnlyCollection<int> rows, int count)
    {
        int sign = metric == Metric.Euclidean ? -1 : 1;
        var nearest = new NearestRows<double>(Math.Min(count, rows.Count));
        foreach (int row in rows)
        {
            nearest.Offer(sign * Measure(vector, this[row], metric), row);
        }

        return Array.ConvertAll(nearest.Drain(), one => (one.Row, sign * one.Key));
    }

    private static double Measure(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Metric metric) => metric switch
    {
        Metric.Cosine => VectorProducts.Cosine(first, second),
        Metric.Dot => VectorProducts.Dot(first, second),
        Metric.Euclidean => VectorProducts.Euclidean(first, second),
        _ => throw WordVectors.UnknownMetric(metric),
    };
}
