namespace RepLearn;

/// <summary>
/// Distinguishes a word that occurred from words drawn at random: <c>−ln σ(h·u) − Σ ln σ(−h·uₖ)</c>, with the noise words k drawn in
/// proportion to count^<see cref="Power"/> (Mikolov et al. 2013). A draw that hits the word itself does not count.
/// </summary>
/// <param name="count">Noise words for each word, from 1 to 1000.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NegativeSamplingAttribute(int count) : Attribute
{
    /// <summary>Noise words for each word.</summary>
    public int Count => count;

    /// <summary>The exponent of the counts in the noise distribution; at least 0, where all words are alike, and at most 10; 0.75 if not given.</summary>
    public double Power { get; set; } = 0.75;

    /// <summary>
    /// Whether all context words of a centre share their noise words, each of which then weighs as much as there are context
    /// words. That saves most of the work of skip-gram. With <see cref="CbowAttribute"/>, which has one word to predict, it has no effect.
    /// </summary>
    public bool Shared { get; set; }
}
