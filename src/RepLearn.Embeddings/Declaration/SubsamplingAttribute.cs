namespace RepLearn;

/// <summary>
/// Leaves out occurrences of frequent words at random: one of frequency f stays with probability
/// <c>min(1, (√(f/t) + 1) · t/f)</c>, as in word2vec.c. What stays moves together, so windows reach further.
/// </summary>
/// <param name="threshold">t, the frequency from which on words are thinned; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250. Usual are 1e-3 to 1e-5.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubsamplingAttribute(double threshold) : Attribute
{
    /// <summary>The frequency from which on words are thinned.</summary>
    public double Threshold => threshold;
}
