using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Graphs;

/// <summary>Graphs and baskets whose nodes and items come a few times only.</summary>
public sealed class SmallGraphTests
{
    [Fact]
    public void NoNode_IsDropped()
    {
        Graph ring = Graph.FromEdges(Enumerable.Range(0, 1000).Select(node => ($"{node}", $"{(node + 1) % 1000}")));
        var walks = new GraphWalks(ring, new GraphWalkOptions { WalksPerNode = 1, Length = 5 });
        Assert.Equal(1000, Vocabulary.Build(walks).Count);
        Assert.Equal(1000, Vocabulary.Build(walks, new VocabularyOptions { MaximumSize = 2000 }).Count);
        Assert.True(Vocabulary.Build(walks, new VocabularyOptions { MinimumCount = 5 }).Count < 1000);
        Assert.Equal(1000, Vocabulary.FromCounts([new("0", 1), new("1", 1)]).Extend(walks).Count);
    }

    [Fact]
    public void NoItem_IsDropped() =>
        Assert.Equal(3, Vocabulary.Build(new SequenceCorpus([["a", "b"], ["b", "c"]], CorpusTerms.Baskets)).Count);

    [Fact]
    public void Messages_SpeakOfNodesAndItems()
    {
        var walks = new GraphWalks(Graph.FromEdges([("a", "b")]), new GraphWalkOptions { WalksPerNode = 1, Length = 2 });
        string message = Assert.Throws<CorpusException>(() => Vocabulary.Build(walks, new VocabularyOptions { MinimumCount = 9 })).Message;
        Assert.Contains("two different nodes that come 9 times or more", message, StringComparison.Ordinal);
        Assert.Contains("take more or longer walks", message, StringComparison.Ordinal);
        message = Assert.Throws<CorpusException>(() => Vocabulary.Build(new SequenceCorpus([["a"]], CorpusTerms.Baskets))).Message;
        Assert.Contains("items", message, StringComparison.Ordinal);
        Assert.DoesNotContain("text", message, StringComparison.Ordinal);
        Assert.DoesNotContain("lower the minimum count", message, StringComparison.Ordinal);
    }
}
