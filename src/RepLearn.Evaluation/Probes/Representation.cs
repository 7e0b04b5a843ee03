namespace RepLearn.Evaluation;

/// <summary>A representation to compare with others of the same examples.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Train">Examples that labels are drawn from.</param>
/// <param name="Test">Examples that accuracy is measured on.</param>
public sealed record Representation(string Name, LabelledRows Train, LabelledRows Test)
{
    /// <summary>The raw values, and their principal components of each size: what codes of these sizes are to be compared with.</summary>
    /// <param name="train">Raw training examples, which the components are fitted to.</param>
    /// <param name="test">Raw test examples.</param>
    /// <param name="sizes">Sizes of codes, each at most the raw width.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, the widths differ, or a value is not finite.</exception>
    public static IReadOnlyList<Representation> Baselines(LabelledRows train, LabelledRows test, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        train.Verify(nameof(train));
        test.Verify(nameof(test));
        var baselines = new List<Representation> { new("raw", train, test) };
        foreach (int size in sizes.ToArray().Distinct())
        {
            Pca pca = Pca.Fit(train.Values.Span, train.Width, size);
            baselines.Add(new Representation("PCA", Code(pca, train), Code(pca, test)));
        }

        return baselines;
    }

    private static LabelledRows Code(Pca pca, LabelledRows rows) => new(pca.Transform(rows.Values.Span), pca.Components, rows.Labels);
}
