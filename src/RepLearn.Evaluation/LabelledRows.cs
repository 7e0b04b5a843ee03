using System.Numerics.Tensors;

namespace RepLearn.Evaluation;

/// <summary>Examples with a class each: pixels, codes, or any other representation.</summary>
/// <param name="Values">All values, one example per row.</param>
/// <param name="Width">Values in an example.</param>
/// <param name="Labels">The class of each example, 0 or more.</param>
public sealed record LabelledRows(ReadOnlyMemory<float> Values, int Width, ReadOnlyMemory<int> Labels)
{
    /// <summary>Number of examples.</summary>
    public int Count => Labels.Length;

    /// <summary>Copies of the examples at the given places, in that order.</summary>
    /// <param name="places">Places, from 0.</param>
    public LabelledRows Select(ReadOnlySpan<int> places)
    {
        var values = new float[places.Length * Width];
        var labels = new int[places.Length];
        for (int row = 0; row < places.Length; row++)
        {
            Values.Span.Slice(places[row] * Width, Width).CopyTo(values.AsSpan(row * Width, Width));
            labels[row] = Labels.Span[places[row]];
        }

        return new LabelledRows(values, Width, labels);
    }

    /// <summary>One more than the largest label; 0 if there are no examples.</summary>
    internal int Classes => Labels.IsEmpty ? 0 : 1 + TensorPrimitives.Max(Labels.Span);

    /// <summary>The share of predictions that are the examples' labels.</summary>
    internal double ShareOf(ReadOnlySpan<int> predictions)
    {
        int right = 0;
        for (int row = 0; row < predictions.Length; row++)
        {
            right += predictions[row] == Labels.Span[row] ? 1 : 0;
        }

        return (double)right / predictions.Length;
    }

    internal void Verify(string name)
    {
        RowCount.ExpectLabels(Labels.Length, RowCount.OfFinite(Values.Span, Width, name), name);
        if (Labels.Span.ContainsAnyExceptInRange(0, int.MaxValue))
        {
            throw new ArgumentException("Expected labels of 0 or more, but got a negative one.", name);
        }
    }
}
