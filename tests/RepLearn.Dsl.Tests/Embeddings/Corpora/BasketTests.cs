using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class BasketTests
{
    private const int Groups = 4;
    private const int ItemsOfAGroup = 10;

    // The windows' widths are drawn from 1 to 40, so that three of four see the whole of a basket of ten.
    [Fact]
    public void ItemsOfOneKind_BecomeNeighbours_WhateverTheOrderInBaskets()
    {
        Assert.InRange(RightNeighbours(basket => basket), 36, 40);
        Assert.InRange(RightNeighbours(basket => [.. basket.Order(StringComparer.Ordinal)]), 36, 40);
        Assert.InRange(RightNeighbours(basket => [.. basket.OrderDescending(StringComparer.Ordinal)]), 36, 40);
    }

    private static int RightNeighbours(Func<string[], string[]> order)
    {
        var corpus = new SequenceCorpus(Baskets().Select(order).ToArray());
        using var model = new ItemVectors(Vocabulary.Build(corpus), seed: 2);
        model.Fit(corpus, new EmbeddingOptions { Epochs = 10, LearningRate = 0.05 });
        return Enumerable.Range(0, Groups * ItemsOfAGroup).Count(item =>
            int.Parse(model.Vectors.MostSimilar($"{item}", 1)[0].Word) / ItemsOfAGroup == item / ItemsOfAGroup);
    }

    // Lists of ids as of films seen: eight of ten from one group.
    private static IEnumerable<string[]> Baskets()
    {
        var random = new Random(5);
        for (int basket = 0; basket < 2000; basket++)
        {
            int group = random.Next(Groups);
            yield return [.. Enumerable.Range(0, 10).Select(place =>
                place % 5 == 4 ? $"{random.Next(Groups * ItemsOfAGroup)}" : $"{(group * ItemsOfAGroup) + random.Next(ItemsOfAGroup)}")];
        }
    }
}

[SkipGram(16, Window = 40)]
[NegativeSampling(5)]
internal sealed partial class ItemVectors;
