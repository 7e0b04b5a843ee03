namespace RepLearn;

/// <summary>
/// Leaves out occurrences of frequent words at random: one of frequency f stays with probability
/// <c>min(1, (√(f/t) + 1) · t/f)</c>, as in word2vec.c. The remaining words move together, so windows reach further.
/// </summary>
/// <param name="threshold">t, the frequency above which words are subsampled; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250. Usual are 1e-3 to 1e-5.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubsamplingAttribute(double threshold) : Attribute
{
    /// <summary>The frequency above which words are subsampled.</summary>
    public double Threshold => threshold;
}
