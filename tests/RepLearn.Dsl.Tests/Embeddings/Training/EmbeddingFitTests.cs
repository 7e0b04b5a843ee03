using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

public sealed class EmbeddingFitTests
{
    public static TheoryData<string> Schemes => ["skipgram", "cbow", "hierarchical"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void DeterministicMode_HasTheSameBitsAtAnyNumberOfThreads(string scheme)
    {
        float[] one = Train(scheme, EmbeddingMode.Deterministic, threads: 1, out _);
        Assert.Equal(one, Train(scheme, EmbeddingMode.Deterministic, threads: 2, out _));
        Assert.Equal(one, Train(scheme, EmbeddingMode.Deterministic, threads: 3, out _));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void WordsOfOneTopic_BecomeNearestNeighbours_InBothModes(string scheme)
    {
        foreach (EmbeddingMode mode in Enum.GetValues<EmbeddingMode>())
        {
            Train(scheme, mode, threads: 2, out (int Right, EmbeddingReport Report) result);
            Assert.True(result.Right >= 19, $"{mode}: {result.Right} of 20 words have a nearest neighbour of their topic");
            Assert.True(result.Report.Epochs[^1].Loss < result.Report.Epochs[0].Loss, $"{mode}: the loss did not fall:\n{result.Report}");
        }
    }

    [Fact]
    public void SavedModel_IsLoadedWithTheSameBits()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
            model.Fit(Words.Topics(), new EmbeddingOptions { Epochs = 1 });
            model.Save(path);
            using SkipGramFloat loaded = SkipGramFloat.Load(path);
            Assert.Equal(model.InputTable.ToArray(), loaded.InputTable.ToArray());
            Assert.Equal(model.OutputTable.ToArray(), loaded.OutputTable.ToArray());
            Assert.Equal(model["sea1"].ToArray(), loaded["sea1"].ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Train(string scheme, EmbeddingMode mode, int threads, out (int Right, EmbeddingReport Report) result)
    {
        SequenceCorpus corpus = Words.Topics();
        Vocabulary vocabulary = Vocabulary.Build(corpus);
        using Embedding<float> model = scheme switch
        {
            "skipgram" => new SkipGramFloat(vocabulary, 5),
            "cbow" => new CbowFloat(vocabulary, 5),
            _ => new HierarchicalFloat(vocabulary, 5),
        };
        EmbeddingReport report = model.Fit(corpus, new EmbeddingOptions { Epochs = 8, LearningRate = 0.05, Mode = mode, Threads = threads, Processors = threads });
        int right = 0;
        foreach (string topic in (string[])["sea", "land"])
        {
            for (int word = 0; word < 10; word++)
            {
                right += model.Vectors.MostSimilar($"{topic}{word}", 1)[0].Word.StartsWith(topic, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        result = (right, report);
        return model.InputTable.ToArray();
    }
}
