using RepLearn.Embeddings;
using RepLearn.Embeddings.Training;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Copies that threads have of the output rows that are written most often.</summary>
public sealed class HotRowsTests
{
    private const int Copied = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatTwoThreadsAddToTheirCopies_IsAddedUpInTheTable(bool isHierarchical)
    {
        using Embedding<float> model = isHierarchical
            ? new HierarchicalFloat(Words.Vocabulary(), 1)
            : new SkipGramFloat(Words.Vocabulary(), 1);
        model.ReserveCopies(2 * Copied);
        HotRows<float>[] hot = [new(model, 0, Copied), new(model, 1, Copied)];
        for (int row = 0; row < model.OutputRows; row++)
        {
            model.OutputRow(row).Fill(100 * row);
        }

        Array.ForEach(hot, copies => copies.Fetch());
        for (int rank = 0; rank < 2; rank++)
        {
            foreach (ref float value in model.OutputRowsFrom(model.OutputRows + (rank * Copied), Copied))
            {
                value += 1 + rank;
            }
        }

        hot[0].ExchangeAll();
        hot[1].ExchangeAll();
        hot[0].ExchangeAll();

        // The root and the nodes that were joined last, or the most frequent words.
        int first = isHierarchical ? model.OutputRows - Copied : 0;
        for (int row = 0; row < model.OutputRows; row++)
        {
            bool isHot = row >= first && row < first + Copied;
            Assert.All(model.OutputRow(row).ToArray(), value => Assert.Equal((100 * row) + (isHot ? 3 : 0), value));
        }

        Assert.Equal(model.OutputRowsFrom(first, Copied).ToArray(), model.OutputRowsFrom(model.OutputRows, Copied).ToArray());
        Assert.Equal(model.OutputRowsFrom(first, Copied).ToArray(), model.OutputRowsFrom(model.OutputRows + Copied, Copied).ToArray());
    }

    [Fact]
    public void CountOf_TakesRowsThatAreWrittenThreeTimesInARound()
    {
        using var words = new SkipGramFloat(Words.Vocabulary(), 1);
        using var nodes = new HierarchicalFloat(Words.Vocabulary(), 1);
        double[] uses = [0.5, 0.25, 0.1, 0.05];

        // A round is eight exchanges, here of 2 centres each: 3 of 16.
        Assert.Equal(2, HotRows<float>.CountOf(words.Info, uses, centres: 2));
        Assert.Equal(2, HotRows<float>.CountOf(nodes.Info, [.. uses.Reverse()], centres: 2));
        Assert.Equal(0, HotRows<float>.CountOf(words.Info, [0.01, 0.01], centres: 2));
    }

    [Fact]
    public void OutputUses_OfARootAreAllPredictions_AndOfWordsPairsAndNoise()
    {
        Vocabulary vocabulary = Words.Vocabulary();
        using var words = new CbowFloat(vocabulary, 1);
        using var nodes = new HierarchicalFloat(vocabulary, 1);
        double[] ofWords = Uses(words);
        double[] ofNodes = Uses(nodes);

        // One word is predicted, and five noise words are drawn.
        Assert.Equal(6, ofWords.Sum(), 1e-9);

        // A window of at most 3 has 4 words on average.
        Assert.Equal(4, ofNodes[^1], 1e-9);
        Assert.Equal(ofNodes.Max(), ofNodes[^1]);
    }

    private static double[] Uses(Embedding<float> model)
    {
        var sampler = new GroupSampler<float>(model.Info, model.Vocabulary, null, 1);
        return OutputUses.Of(model.Info, OutputUses.Shares(model.Vocabulary, sampler), sampler);
    }
}
