using RepLearn.Embeddings;
using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Training;
using RepLearn.Embeddings.Vocabularies;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

public sealed class SamplerTests
{
    /// <summary>(√(f/t) + 1) · t/f, with f = share of the word: word2vec.c, function TrainModelThread.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 0.75)]
    [InlineData(9, 4.0 / 9)]
    [InlineData(100, 0.11)]
    [InlineData(10000, 0.0101)]
    public void KeepProbability_IsWord2Vecs(double timesThreshold, double expected) =>
        Assert.Equal(expected, Subsampling.KeepProbability((long)(timesThreshold * 1000), 1_000_000_000, 1e-6), 1e-12);

    [Fact]
    public void Subsampling_KeepsThatShareOfAWord()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("often", 900_000), new("sometimes", 90_000), new("seldom", 10_000)]);
        var sampler = new GroupSampler<float>(Info(new SkipGramFloat(vocabulary, 1)), vocabulary, null, seed: 11);
        var scratch = new SamplerScratch();
        var chunk = new TokenChunk();
        long[] kept = new long[3];
        const int Occurrences = 600_000;
        for (int number = 0; number < 100; number++)
        {
            chunk.Clear();
            chunk.Index = number;
            for (int sentence = 0; sentence < Occurrences / 100; sentence++)
            {
                chunk.Add([0, 1, 2]);
            }

            sampler.Prepare(chunk, 0, scratch);
            Assert.Equal(chunk.Kept, chunk.Ends[^1]);
            foreach (int id in chunk.Ids)
            {
                kept[id]++;
            }
        }

        for (int word = 0; word < 3; word++)
        {
            double share = vocabulary.CountOf(word) / 1e6 / 1e-2;
            double expected = Math.Min(1, (Math.Sqrt(share) + 1) / share);
            Assert.Equal(expected, kept[word] / (double)Occurrences, 5 * Math.Sqrt(expected * (1 - expected) / Occurrences) + 1e-12);
        }
    }

    [Fact]
    public void Windows_HaveWidthsThatAreEquallyLikely()
    {
        const int Words = 90_000;
        Vocabulary vocabulary = Training.Words.Vocabulary();
        using var model = new SkipGramDouble(vocabulary, 1);
        GroupBatch<double> batch = Sample(model, [[.. Enumerable.Range(0, Words).Select(place => place % 9)]], out _);
        var distances = new int[9];
        for (int group = 0; group < batch.Groups; group++)
        {
            for (int pair = batch.FirstPair(group); pair < batch.FirstPair(group + 1); pair++)
            {
                distances[(batch.Targets(pair) - batch.Inputs(group) + 9) % 9]++;
            }
        }

        // A context word at distance d is within the window with probability (4 − d)/3.
        for (int distance = 1; distance <= 3; distance++)
        {
            double expected = (4 - distance) / 3.0;
            double allowed = (5 * Math.Sqrt(expected * (1 - expected) / Words)) + (3.0 / Words);
            Assert.Equal(expected, distances[distance] / (double)Words, allowed);
            Assert.Equal(expected, distances[9 - distance] / (double)Words, allowed);
        }

        Assert.Equal((0, 0, 0), (distances[0], distances[4], distances[5]));
        Assert.Equal(batch.Predictions, distances.Sum());
    }

    [Fact]
    public void Windows_EndWithTheirSentence()
    {
        using var model = new SkipGramDouble(Training.Words.Vocabulary(), 1);
        GroupBatch<double> batch = Sample(model, [[0, 1], [2], [3, 4, 5], []], out _);
        var pairs = new HashSet<(int, int)>();
        for (int group = 0; group < batch.Groups; group++)
        {
            for (int pair = batch.FirstPair(group); pair < batch.FirstPair(group + 1); pair++)
            {
                pairs.Add((batch.Inputs(group), batch.Targets(pair)));
            }
        }

        Assert.Subset(new HashSet<(int, int)> { (0, 1), (1, 0), (3, 4), (3, 5), (4, 3), (4, 5), (5, 3), (5, 4) }, pairs);
        Assert.Superset(new HashSet<(int, int)> { (0, 1), (1, 0), (3, 4), (4, 3), (4, 5), (5, 4) }, pairs);
    }

    [Fact]
    public void NoiseWords_FollowTheirDistribution_AndDoNotCountAgainstTheWordItself()
    {
        Vocabulary vocabulary = Training.Words.Vocabulary();
        using var model = new SkipGramDouble(vocabulary, 1);
        GroupBatch<double> batch = Sample(model, [[.. Enumerable.Range(0, 30_000).Select(place => place % 9)]], out GroupSampler<double> sampler);
        var drawn = new long[9];
        for (int pair = 0; pair < batch.Pairs; pair++)
        {
            ref int targets = ref batch.Targets(pair);
            ref double marks = ref batch.Marks(pair);
            Assert.Equal(1, marks);
            for (int target = 1; target <= 5; target++)
            {
                int noise = System.Runtime.CompilerServices.Unsafe.Add(ref targets, target);
                drawn[noise]++;
                Assert.Equal(noise == targets ? 0 : -1, System.Runtime.CompilerServices.Unsafe.Add(ref marks, target));
            }
        }

        double total = drawn.Sum();
        Assert.Equal(5 * batch.Pairs, total);
        for (int word = 0; word < 9; word++)
        {
            double expected = sampler.NoiseProbability(word);
            Assert.Equal(expected, drawn[word] / total, 5 * Math.Sqrt(expected * (1 - expected) / total));
        }
    }

    [Fact]
    public void NGrams_AreThoseOfFastText()
    {
        // Bojanowski et al. 2017, section 3.2: the 3-grams of "where".
        Vocabulary vocabulary = Training.Words.Vocabulary();
        using var model = new SubwordFloat(vocabulary, 1);
        var rows = new List<int>();
        model.Subwords!.AddGrams("where"u8, rows);
        Assert.Equal(new[] { "<wh", "whe", "her", "ere", "re>" }.Select(gram => vocabulary.Count + (int)(Fnv(gram) % 500)), rows);

        // FNV-1a of 32 bits: published test vectors (Fowler, Noll, Vo). Bytes above 127 count as negative, as in fastText.
        Assert.Equal(0xE40C292Cu, HashedGrams.Hash("a"u8));
        Assert.Equal(0xBF9CF968u, HashedGrams.Hash("foobar"u8));
        Assert.Equal(unchecked((2166136261u ^ 0xFFFFFFC3u) * 16777619u), HashedGrams.Hash([0xC3]));
    }

    private static uint Fnv(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));

    private static EmbeddingInfo Info<T>(Embedding<T> model)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using Embedding<T> disposed = model;
        return model.Info;
    }

    private static GroupBatch<double> Sample(Embedding<double> model, int[][] sentences, out GroupSampler<double> sampler)
    {
        sampler = new GroupSampler<double>(model.Info, model.Vocabulary, model.Subwords, seed: 3);
        var chunk = new TokenChunk();
        foreach (int[] sentence in sentences)
        {
            chunk.Add(sentence);
        }

        var scratch = new SamplerScratch();
        sampler.Prepare(chunk, 0, scratch);
        var batch = new GroupBatch<double>(model.Info.Stride);
        sampler.Sample(chunk, scratch, 0, chunk.Kept, scratch, batch);
        return batch;
    }
}
