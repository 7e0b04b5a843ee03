using RepLearn.Embeddings;
using RepLearn.Embeddings.Graphs;
using RepLearn.Tests.Embeddings.Corpora;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Graphs;

public sealed class GraphWalksTests
{
    // Triangles, a bridge and a tail, so that all three cases of a second step occur.
    private static readonly (string From, string To, double Weight)[] Edges =
        [("a", "b", 1), ("b", "c", 2), ("a", "c", 0.5), ("c", "d", 1), ("d", "e", 3), ("e", "f", 1), ("d", "f", 0.25), ("f", "g", 1), ("b", "d", 1)];

    [Theory]
    [InlineData(1, 1, true, false)]
    [InlineData(0.25, 4, true, false)]
    [InlineData(4, 0.5, true, false)]
    [InlineData(0.25, 4, false, false)]
    [InlineData(2, 0.25, true, true)]
    public void Steps_HaveTheClosedFormsFrequencies(double p, double q, bool weighted, bool directed)
    {
        (string From, string To, double Weight)[] edges = directed
            ? [.. Edges, ("g", "a", 1), ("c", "b", 2), ("d", "c", 1), ("f", "d", 1)]
            : Edges;
        Graph graph = weighted ? Graph.FromEdges(edges, directed) : Graph.FromEdges(edges.Select(edge => (edge.From, edge.To)), directed);
        var options = new GraphWalkOptions { WalksPerNode = 3000, Length = 40, Return = p, InOut = q, Seed = 7 };
        var counts = new Dictionary<(int, int, int), int>();
        WalkSampler sampler = new GraphWalks(graph, options).NewSampler();
        var walk = new int[options.Length];
        for (int round = 0; round < options.WalksPerNode; round++)
        {
            for (int node = 0; node < graph.Count; node++)
            {
                int length = sampler.Walk(round, node, walk);
                for (int step = 2; step < length; step++)
                {
                    (int, int, int) key = (walk[step - 2], walk[step - 1], walk[step]);
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
        }

        int tested = 0;
        for (int before = 0; before < graph.Count; before++)
        {
            foreach (int from in graph.NeighboursOf(before))
            {
                int[] next = graph.NeighboursOf(from).ToArray();
                double[] weights = [.. next.Select((to, place) => (weighted ? graph.WeightsOf(from)[place] : 1) * (to == before ? 1 / p : graph.HasEdge(before, to) ? 1 : 1 / q))];
                int total = next.Sum(to => counts.GetValueOrDefault((before, from, to)));
                foreach ((int to, double weight) in next.Zip(weights))
                {
                    double expected = weight / weights.Sum();
                    double actual = counts.GetValueOrDefault((before, from, to)) / (double)total;
                    Assert.InRange(actual - expected, -5 * Math.Sqrt(expected * (1 - expected) / total) - 1e-9, 5 * Math.Sqrt(expected * (1 - expected) / total) + 1e-9);
                    tested++;
                }
            }
        }

        Assert.True(tested > 20);
    }

    [Fact]
    public void FirstSteps_GoByTheWeights()
    {
        Graph graph = Graph.FromEdges([("a", "b", 1.0), ("a", "c", 2.0), ("a", "d", 5.0)]);
        WalkSampler sampler = new GraphWalks(graph, new GraphWalkOptions { Return = 0.1, InOut = 9 }).NewSampler();
        var walk = new int[2];
        var counts = new int[4];
        for (int round = 0; round < 40_000; round++)
        {
            sampler.Walk(round, 0, walk);
            counts[walk[1]]++;
        }

        // Five standard deviations are at most 500.
        Assert.InRange(counts[1], 4500, 5500);
        Assert.InRange(counts[2], 9500, 10_500);
        Assert.InRange(counts[3], 24_500, 25_500);
    }

    [Fact]
    public void Walks_AreTheSameInEachPassAndOnManyThreads()
    {
        Graph graph = Graph.FromEdges(Karate.Edges);
        var walks = new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 3, Length = 20, Return = 0.5, InOut = 2, Seed = 9 });
        string[] sentences = Texts.Sentences(walks);
        Assert.Equal(sentences, Texts.Sentences(walks));
        Assert.NotEqual(sentences, Texts.Sentences(new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 3, Length = 20, Return = 0.5, InOut = 2, Seed = 10 })));

        var alone = new string[3 * graph.Count];
        Parallel.For(0, alone.Length, walk =>
        {
            var nodes = new int[20];
            int length = walks.NewSampler().Walk(walk / graph.Count, walk % graph.Count, nodes);
            alone[walk] = string.Join(' ', nodes.Take(length).Select(node => graph[node]));
        });
        Assert.Equal(alone.Order(StringComparer.Ordinal), sentences.Order(StringComparer.Ordinal));
        Assert.Equal(34, sentences[..34].Select(walk => walk.Split(' ')[0]).Distinct().Count());
    }

    [Fact]
    public void Walks_EndWhereNoEdgeLeadsOn()
    {
        Graph graph = Graph.FromEdges([("a", "b"), ("b", "c")], directed: true);
        Assert.Equal(["a b c", "b c", "c"], Texts.Sentences(new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 1 })).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LongWalks_ComeInSentences_OfTheSameNodes()
    {
        Graph graph = Graph.FromEdges(Edges);
        var walks = new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 1, Length = 25_001, Return = 0.5, InOut = 2 });
        string[] sentences = Texts.Sentences(walks);
        Assert.Equal(3 * graph.Count, sentences.Length);
        var walk = new int[25_001];
        for (int place = 0; place < graph.Count; place++)
        {
            string[][] parts = [.. sentences.Skip(3 * place).Take(3).Select(sentence => sentence.Split(' '))];
            Assert.Equal([10_000, 10_000, 5_001], parts.Select(part => part.Length));
            Assert.Equal(walk.Length, walks.NewSampler().Walk(0, graph.IndexOf(parts[0][0]), walk));
            Assert.Equal(walk.Select(node => graph[node]), parts.SelectMany(part => part));
        }
    }

    /// <summary>A chain: the walk from its first node has a node more than a sentence, that from its second just as many.</summary>
    [Fact]
    public void LongWalks_EndWhereNoEdgeLeadsOn()
    {
        const int Nodes = 10_001;
        Graph graph = Graph.FromEdges(Enumerable.Range(1, Nodes - 1).Select(node => ($"{node - 1}", $"{node}")), directed: true);
        using SentenceReader reader = new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 1, Length = int.MaxValue }).Open();
        var sentence = new TokenBuffer();
        var lengths = new Dictionary<int, int>();
        while (reader.Read(sentence))
        {
            lengths[sentence.Count] = lengths.GetValueOrDefault(sentence.Count) + 1;
        }

        // One walk of each length from 1 on; the longest is cut into 10,000 and 1.
        Assert.Equal(Enumerable.Range(1, 10_000).Select(length => (length, length is 1 or 10_000 ? 2 : 1)), lengths.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(1, reader.Progress);
    }

    [Fact]
    public void WalksOfAnyLength_CanBeStopped()
    {
        var walks = new GraphWalks(Graph.FromEdges(Edges), new GraphWalkOptions { WalksPerNode = int.MaxValue, Length = int.MaxValue });
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Vocabulary.Build(walks, cancellationToken: stop.Token));
        Assert.InRange(Allocated.ByThread(() => walks.Open().Read(new TokenBuffer())), 1, 1 << 21);
    }

    [Fact]
    public void Progress_RisesToOne_AndSentencesAllocateNothing()
    {
        using SentenceReader reader = new GraphWalks(Graph.FromEdges(Edges), new GraphWalkOptions { WalksPerNode = 2000, InOut = 3 }).Open();
        var sentence = new TokenBuffer();
        Assert.Equal(0, reader.Progress);
        double progress = 0;
        bool more = true;
        ReadSome();
        Assert.True(more);
        Assert.Equal(0, Allocated.ByThread(ReadSome));
        while (more)
        {
            ReadSome();
        }

        Assert.Equal((1, 1), (progress, reader.Progress));

        void ReadSome()
        {
            for (int read = 0; read < 600 && (more = reader.Read(sentence)); read++)
            {
                progress = reader.Progress;
            }
        }
    }

    [Fact]
    public void Options_AreChecked()
    {
        Graph graph = Graph.FromEdges(Edges);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphWalks(graph, new GraphWalkOptions { Return = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphWalks(graph, new GraphWalkOptions { InOut = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphWalks(graph, new GraphWalkOptions { Length = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 0 }));
    }
}
