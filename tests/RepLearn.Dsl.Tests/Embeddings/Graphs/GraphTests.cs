using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Corpora;
using Xunit;

namespace RepLearn.Tests.Embeddings.Graphs;

public sealed class GraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Edges_AreSeenFromBothEndsAndCountOnce()
    {
        Graph graph = Graph.FromEdges([("a", "b"), ("b", "c"), ("c", "b"), ("a", "b"), ("c", "c")]);
        Assert.Equal((3, 3, false, false), (graph.Count, graph.Edges, graph.IsDirected, graph.IsWeighted));
        Assert.Equal([1], graph.NeighboursOf(0).ToArray());
        Assert.Equal([0, 2], graph.NeighboursOf(1).ToArray());
        Assert.Equal([1, 2], graph.NeighboursOf(2).ToArray());
        Assert.Equal(("a", "c"), (graph[0], graph[graph.IndexOf("c")]));
        Assert.Equal(-1, graph.IndexOf("d"));
        Assert.True(graph.HasEdge(1, 0) && graph.HasEdge(2, 2) && !graph.HasEdge(0, 2));
    }

    [Fact]
    public void NamesThatAreNoCharacters_AreRefused() => Assert.Contains(
        "half of a surrogate pair", Assert.Throws<ArgumentException>(() => Graph.FromEdges([("a", "b\uD800"), ("a", "b\uDC00")])).Message, StringComparison.Ordinal);

    [Fact]
    public void DirectedEdges_LeadOneWay()
    {
        Graph graph = Graph.FromEdges([("a", "b", 2.0), ("b", "a", 3.0), ("a", "c", 1.0), ("a", "b", 0.5)], directed: true);
        Assert.Equal((3, 3), (graph.Count, graph.Edges));
        Assert.Equal([1, 2], graph.NeighboursOf(0).ToArray());
        Assert.Equal([2.5, 1], graph.WeightsOf(0).ToArray());
        Assert.Equal([3.0], graph.WeightsOf(1).ToArray());
        Assert.True(graph.NeighboursOf(2).IsEmpty);
    }

    [Fact]
    public void EdgeLists_AreReadWithAndWithoutWeights()
    {
        Graph plain = Graph.FromFile(Write("plain.txt", "# comment of several words\n\n1 2\r\n2\t3\n% other\n  3 1 \n"u8.ToArray()));
        Assert.Equal((3, 3, false), (plain.Count, plain.Edges, plain.IsWeighted));
        Graph weighted = Graph.FromFile(Write("weighted.gz", Texts.Gzip("é 日 0.5\n日 é 1e2\n")));
        Assert.Equal([100.5], weighted.WeightsOf(weighted.IndexOf("é")).ToArray());
    }

    [Theory]
    [InlineData("", "there are none")]
    [InlineData("# nothing\n", "there are none")]
    [InlineData("a b\nc\n", "two names, as in the first edge, but got the line 'c'")]
    [InlineData("a b\nc d 1\n", "two names, as in the first edge, but got the line 'c d 1'")]
    [InlineData("a b 1\nc d\n", "two names and a weight, as in the first edge, but got the line 'c d'")]
    [InlineData("a b c d e f\n", "two names, or two names and a weight, but got the line 'a b c d e …'")]
    [InlineData("a b 1,5\n", "finite weight above 0, but got the line 'a b 1,5'")]
    [InlineData("a b 0\n", "finite weight above 0")]
    [InlineData("a b NaN\n", "finite weight above 0")]
    public void WhatIsNoEdge_IsRefusedWithItsLine(string text, string problem)
    {
        string path = Write("graph.txt", System.Text.Encoding.UTF8.GetBytes(text));
        CorpusException error = Assert.Throws<CorpusException>(() => Graph.FromFile(path));
        Assert.Equal(path, error.SourceName);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadEdgesOfAProgram_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Graph.FromEdges(Array.Empty<(string, string)>()));
        Assert.Throws<ArgumentException>(() => Graph.FromEdges([("a", "")]));
        Assert.Throws<ArgumentException>(() => Graph.FromEdges([("a", "b", -1.0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Graph.FromEdges([("a", "b")]).NeighboursOf(2).Length);
    }

    [Fact]
    public void Memory_IsLinearInTheEdges()
    {
        var random = new Random(1);
        Graph graph = Graph.FromEdges(Enumerable.Range(0, 50_000).Select(_ => ($"{random.Next(20_000)}", $"{random.Next(20_000)}", 1.0)));
        Assert.InRange(graph.Bytes + new GraphWalks(graph, new GraphWalkOptions { Return = 0.5 }).Bytes, 0, (100L * graph.Count) + (40L * graph.Edges));
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
