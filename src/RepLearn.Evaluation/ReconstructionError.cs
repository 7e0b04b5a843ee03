namespace RepLearn.Evaluation;

/// <summary>The distance of reconstructions from the originals.</summary>
public static class ReconstructionError
{
    /// <summary>The squared error summed over an example's values, averaged over examples: <c>mean ‖x − x̂‖²</c>.</summary>
    /// <param name="originals">Examples, one per row.</param>
    /// <param name="reconstructions">The same number of values.</param>
    /// <param name="width">Values in an example.</param>
    /// <exception cref="ArgumentException">The lengths differ or are not whole rows.</exception>
    public static double SquaredPerExample(ReadOnlySpan<float> originals, ReadOnlySpan<float> reconstructions, int width)
    {
        int rows = RowCount.Of(originals.Length, width, nameof(originals));
        if (reconstructions.Length != originals.Length)
        {
            throw new ArgumentException($"Expected {originals.Length} values, but got {reconstructions.Length}.", nameof(reconstructions));
        }

        double sum = 0;
        for (int index = 0; index < originals.Length; index++)
        {
            double difference = (double)originals[index] - reconstructions[index];
            sum += difference * difference;
        }

        return sum / rows;
    }
}
