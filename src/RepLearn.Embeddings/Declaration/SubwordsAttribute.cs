namespace RepLearn;

/// <summary>
/// Makes a word's vector the mean of its own row and those of its character n-grams, with <c>&lt;</c> and <c>&gt;</c> around the
/// word, hashed into buckets as fastText does (Bojanowski et al. 2017). Words that were never seen get vectors, too.
/// </summary>
/// <param name="minimum">Characters of the shortest n-gram, from 1 to 100.</param>
/// <param name="maximum">Characters of the longest n-gram, from <paramref name="minimum"/> to 100.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubwordsAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>Characters of the shortest n-gram.</summary>
    public int Minimum => minimum;

    /// <summary>Characters of the longest n-gram.</summary>
    public int Maximum => maximum;

    /// <summary>
    /// Rows that n-grams share by their hash, from 1 to 2,147,483,647. As in fastText 2,000,000 if not given: at 100 values of 4 bytes, padded to 112,
    /// 0.9 GB, and as much again during a fit, unless <c>KeepLastGood</c> is false. The generated <c>MemoryOf</c> computes the sum before
    /// any of it is allocated.
    /// </summary>
    public int Buckets { get; set; } = 2_000_000;
}
