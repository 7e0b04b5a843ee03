using RepLearn.Embeddings;
using RepLearn.Embeddings.Vocabularies;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vocabularies;

public sealed class NoiseDistributionTests
{
    [Theory]
    [InlineData(2, 0.75)]
    [InlineData(9, 0.75)]
    [InlineData(1000, 0.75)]
    [InlineData(1000, 1)]
    [InlineData(257, 0)]
    [InlineData(257, -0.5)]
    public void Draws_HaveProbabilitiesProportionalToAPowerOfTheCounts(int words, double power)
    {
        Vocabulary vocabulary = Vocabulary.FromCounts(Enumerable.Range(1, words).Select(rank => KeyValuePair.Create($"w{rank}", 1 + (10_000_000L / rank))));
        var noise = new NoiseDistribution(vocabulary, power);
        double sum = Enumerable.Range(0, words).Sum(word => Math.Pow(vocabulary.CountOf(word), power));
        double[] mass = Mass(noise, words);

        for (int word = 0; word < words; word++)
        {
            double expected = Math.Pow(vocabulary.CountOf(word), power) / sum;
            Assert.Equal(expected, noise.Probability(word), expected * 1e-12);
            Assert.Equal(expected, mass[word], 1e-9);
        }
    }

    // The share of all pairs of draws that give a word: in each column it is the lower part's word up to some height, then another.
    private static double[] Mass(NoiseDistribution noise, int words)
    {
        var mass = new double[words];
        for (int column = 0; column < words; column++)
        {
            uint draw = (uint)((((ulong)column << 32) + (ulong)words - 1) / (ulong)words);
            int lower = noise.Draw(draw, 0);
            long low = 0, high = 1L << 32;
            while (high - low > 1)
            {
                long middle = (low + high) / 2;
                (low, high) = noise.Draw(draw, (uint)middle) == lower ? (middle, high) : (low, middle);
            }

            double share = high / (double)(1L << 32);
            mass[lower] += share / words;
            if (high < 1L << 32)
            {
                mass[noise.Draw(draw, uint.MaxValue)] += (1 - share) / words;
            }
        }

        return mass;
    }
}
