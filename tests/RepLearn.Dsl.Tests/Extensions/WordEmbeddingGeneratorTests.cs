using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using RepLearn.Tests.Embeddings.Training;
using Xunit;
using Vocabulary = RepLearn.Embeddings.Vocabulary;
using WordVectors = RepLearn.Embeddings.WordVectors;

namespace RepLearn.Tests.Extensions;

public sealed class WordEmbeddingGeneratorTests
{
    private static readonly WordVectors s_vectors = new(["the", "navy", "ships"], [1, 0, 0, 2, -4, 8], 2);

    [Fact]
    public async Task AText_IsTheMeanOfItsKnownWords()
    {
        using var generator = new WordEmbeddingGenerator(s_vectors, modelId: "three words");
        GeneratedEmbeddings<Embedding<float>> all = await generator.GenerateAsync(["The NAVY,\nthe unheard ships", "", "unheard"]);

        Assert.Equal(3, all.Count);
        Assert.Equal([(1 + 0 + 1 - 4) / 4f, (0 + 2 + 0 + 8) / 4f], all[0].Vector.ToArray());
        Assert.Equal([4, 0, 0], all.Select(one => one.AdditionalProperties![WordEmbeddingGenerator.KnownWords]));
        Assert.Equal([0, 0], all[1].Vector.ToArray());
        Assert.Equal([0, 0], all[2].Vector.ToArray());
        Assert.All(all, one => Assert.Equal("three words", one.ModelId));
        Assert.Equal(6, all.Usage!.InputTokenCount);
    }

    // p(the) = 0.9: its weight is 0.1 / (0.1 + 0.9); those of navy and ships 0.1 / (0.1 + 0.05).
    [Fact]
    public async Task SmoothInverseFrequency_CountsFrequentWordsLess()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("the", 18), new("navy", 1), new("ships", 1)]);
        using var generator = new WordEmbeddingGenerator(s_vectors, WordWeights.SmoothInverseFrequency(vocabulary, 0.1));
        ReadOnlyMemory<float> vector = await generator.GenerateVectorAsync("the navy ships");
        const double Rare = 0.1 / 0.15;
        Assert.Equal((0.1 + (Rare * -4)) / 3, vector.Span[0], 1e-6);
        Assert.Equal(Rare * (2 + 8) / 3, vector.Span[1], 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => WordWeights.SmoothInverseFrequency(vocabulary, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WordWeights.SmoothInverseFrequency(vocabulary, double.PositiveInfinity));
    }

    [Fact]
    public async Task Subwords_GiveUnseenWordsVectors()
    {
        using var embedding = new SubwordFloat(Vocabulary.FromCounts([new("paint", 5), new("painter", 3)]), seed: 1);
        using var generator = new WordEmbeddingGenerator(embedding);
        Embedding<float> unseen = (await generator.GenerateAsync(["painting"]))[0];
        Assert.Equal(embedding["painting"].ToArray(), unseen.Vector.ToArray());
        Assert.Equal(1, unseen.AdditionalProperties![WordEmbeddingGenerator.KnownWords]);
        Assert.Equal(nameof(SubwordFloat), unseen.ModelId);
        Assert.False(embedding.TryGet("", out _));
    }

    [Fact]
    public async Task WrongRequests_SayWhatWasExpected()
    {
        using var generator = new WordEmbeddingGenerator(s_vectors);
        ArgumentException dimensions = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["navy"], new EmbeddingGenerationOptions { Dimensions = 3 }));
        Assert.StartsWith("Expected 2 dimensions", dimensions.Message, StringComparison.Ordinal);
        ArgumentException text = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["navy", null!]));
        Assert.StartsWith("Expected texts, but number 2 is null", text.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OperationCanceledException>(() => generator.GenerateAsync(["navy"], cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => new WordEmbeddingGenerator((WordVectors)null!));
    }

    [Fact]
    public async Task TheContainer_GivesItWithItsMetadata()
    {
        var services = new ServiceCollection();
        services.AddEmbeddingGenerator(new WordEmbeddingGenerator(s_vectors, modelId: "three words"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var metadata = (EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata))!;
        Assert.Equal(("RepLearn", "three words", 2), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        ReadOnlyMemory<float> navy = await generator.GenerateVectorAsync("navy");
        Assert.Equal([0, 2], navy.ToArray());
        Assert.NotNull(generator.GetService<WordEmbeddingGenerator>());
        Assert.Null(generator.GetService(typeof(EmbeddingGeneratorMetadata), "key"));
    }
}
