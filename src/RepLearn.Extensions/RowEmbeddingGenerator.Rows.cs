namespace RepLearn;

/// <summary>Makes generators of rows.</summary>
public static class RowEmbeddingGenerator
{
    /// <summary>A generator whose inputs are rows of the model's width.</summary>
    /// <param name="model">The model, of which a clone is taken.</param>
    /// <param name="modelId">The name in the metadata; the model's class if not given.</param>
    public static RowEmbeddingGenerator<ReadOnlyMemory<float>> OfRows(Autoencoder<float> model, string? modelId = null) => new(
        model,
        (input, row, index) =>
        {
            if (input.Length != row.Length)
            {
                throw new ArgumentException($"Expected rows of {row.Length} values, but row {index + 1}, counted from 1, has {input.Length}.", "values");
            }

            input.Span.CopyTo(row);
        },
        modelId);
}
