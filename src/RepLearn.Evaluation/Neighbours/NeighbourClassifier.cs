namespace RepLearn.Evaluation;

/// <summary>
/// The k nearest neighbours classifier (Cover and Hart 1967): a row gets the most frequent class among the nearest labelled rows, the lowest
/// of several. It sees classes that no line separates, and distances in a representation as they come, without a scale.
/// </summary>
public sealed class NeighbourClassifier
{
    private readonly LabelledRows _rows;
    private readonly CodeDistance _distance;

    /// <summary>Keeps the labelled rows.</summary>
    /// <param name="rows">Examples with labels; they are not copied.</param>
    /// <param name="neighbours">Neighbours that vote; from 1 to the number of examples.</param>
    /// <param name="distance">How far rows are from each other.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is negative, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer examples than neighbours wanted.</exception>
    public NeighbourClassifier(LabelledRows rows, int neighbours = 5, CodeDistance distance = CodeDistance.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.Verify(nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbours, rows.Count);
        _rows = rows;
        _distance = distance;
        Neighbours = neighbours;
    }

    /// <summary>Neighbours that vote.</summary>
    public int Neighbours { get; }

    /// <summary>The class of each row.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public int[] Predict(ReadOnlySpan<float> rows)
    {
        var nearest = NearestRows.Find(rows, _rows.Values.Span, _rows.Width, Neighbours, _distance);
        var predictions = new int[nearest.Count];
        var votes = new Dictionary<int, int>();
        for (int row = 0; row < predictions.Length; row++)
        {
            votes.Clear();
            int most = 0;
            foreach (int place in nearest.Places(row))
            {
                int label = _rows.Labels.Span[place];
                int count = votes[label] = votes.GetValueOrDefault(label) + 1;
                if (count > most || (count == most && label < predictions[row]))
                {
                    most = count;
                    predictions[row] = label;
                }
            }
        }

        return predictions;
    }

    /// <summary>The share of rows whose predicted class is their label.</summary>
    /// <param name="rows">Examples with labels.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is negative, or a value is not finite.</exception>
    public double Accuracy(LabelledRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.Verify(nameof(rows));
        return rows.ShareOf(Predict(rows.Values.Span));
    }
}
