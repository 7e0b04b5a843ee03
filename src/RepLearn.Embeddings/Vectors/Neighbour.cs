using System.Globalization;

namespace RepLearn.Embeddings;

/// <summary>A word near to what was asked for.</summary>
/// <param name="Word">The word.</param>
/// <param name="Score">
/// The value of the metric: cosine and dot product are larger for closer words, the Euclidean distance is smaller; of an
/// analogy the value that its rule maximises. A dot product or distance beyond the range of <see cref="float"/> is infinite; the
/// order of neighbours is right all the same.
/// </param>
public readonly record struct Neighbour(string Word, float Score)
{
    /// <summary>The word and the score with four digits after the point, in invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word} {Score:F4}");
}
