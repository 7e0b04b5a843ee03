using System.Globalization;

namespace RepLearn.Data;

/// <summary>Divides examples at random so that every class has the same share in both parts, up to rounding.</summary>
internal static class StratifiedSplit
{
    /// <summary>The places of the examples of each part, in a random order.</summary>
    /// <param name="labels">The class of each example.</param>
    /// <param name="testShare">Share of each class that goes to the second part; the number of examples is rounded class by class, halves to even.</param>
    /// <param name="seed">Decides which.</param>
    /// <param name="examples">What the examples are, in the plural.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There are examples, but one part gets none.</exception>
    public static (int[] Train, int[] Test) Of(ReadOnlySpan<int> labels, double testShare, ulong seed, string examples)
    {
        if (!(testShare is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "Expected a number between 0 and 1.");
        }

        Dictionary<int, int> missing = labels.ToArray().CountBy(label => label).ToDictionary(count => count.Key, count => (int)Math.Round(count.Value * testShare));
        int forTestInAll = missing.Values.Sum();
        if (labels.Length > 0 && (forTestInAll == 0 || forTestInAll == labels.Length))
        {
            throw new ArgumentException(
                $"Expected classes of enough {examples} for a share of {testShare.ToString(CultureInfo.InvariantCulture)}, but rounded class by class {(forTestInAll == 0 ? "none" : "all")} of the {labels.Length} {examples} of {missing.Count} classes would go to the second part.", nameof(testShare));
        }

        List<int> train = [];
        List<int> test = [];
        foreach (int place in SeededOrder.Permutation(labels.Length, seed))
        {
            bool forTest = missing[labels[place]]-- > 0;
            (forTest ? test : train).Add(place);
        }

        return ([.. train], [.. test]);
    }
}
