using RepLearn.Embeddings;
using RepLearn.Embeddings.Graphs;
using RepLearn.Tests.Embeddings.Corpora;
using Xunit;

namespace RepLearn.Tests.Embeddings.Graphs;

// Steps at p, q and weights of any size: the closed form's frequencies, in bounded time.
public sealed class ExactStepTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly (string From, string To, double Weight)[] s_edges =
    [
        ("a", "b", 1), ("b", "c", 2), ("a", "c", 0.5), ("c", "d", 1), ("d", "e", 3), ("e", "f", 1), ("d", "f", 0.25), ("f", "g", 1), ("b", "d", 1),
        ("g", "h", 1e-9), ("g", "i", 1e9), ("h", "h", 2), ("i", "f", 1e-9), ("a", "a", 1),
    ];

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Steps_HaveTheClosedFormsFrequenciesAtAnyPAndQ(bool weighted, bool directed)
    {
        (string From, string To, double Weight)[] edges = directed ? [.. s_edges, ("g", "a", 1), ("c", "b", 2), ("d", "c", 1), ("f", "d", 1), ("i", "g", 1)] : s_edges;
        Graph graph = weighted ? Graph.FromEdges(edges, directed) : Graph.FromEdges(edges.Select(edge => (edge.From, edge.To)), directed);
        double[] sizes = [1e-300, 1e-10, 1e-3, 1, 30, 1e10, 1e300];
        foreach (double p in sizes)
        {
            foreach (double q in sizes)
            {
                ExpectFrequencies(graph, p, q);
            }
        }
    }

    [Fact]
    public void Steps_GoByWeightsWhoseRatioExceedsADouble()
    {
        Graph graph = Graph.FromEdges([("t", "v", 1e-300), ("v", "x", 1e300), ("v", "y", 3e300), ("t", "y", 1)]);
        foreach ((double p, double q) in ((double, double)[])[(1, 1), (1e-300, 1), (1e-300, 1e300), (1e300, 1e-300)])
        {
            ExpectFrequencies(graph, p, q);
        }
    }

    [Theory]
    [InlineData(1e10, 1e10)]
    [InlineData(1e300, 1e300)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(1, 1e300)]
    [InlineData(1e300, 1)]
    public async Task Walks_EndOnSquaresPathsAndStars(double p, double q)
    {
        var options = new GraphWalkOptions { Return = p, InOut = q, WalksPerNode = 2 };
        Graph[] graphs =
        [
            Graph.FromEdges([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]),
            Graph.FromEdges([("a", "b"), ("b", "c"), ("c", "d"), ("c", "e"), ("d", "f"), ("e", "f")], directed: true),
            Graph.FromEdges(Enumerable.Range(0, 20_000).Select(leaf => ("hub", $"{leaf}"))),
            Graph.FromEdges(Enumerable.Range(0, 20_000).Select(leaf => ("hub", $"{leaf}", 1.0 + leaf))),
        ];
        foreach (Graph graph in graphs)
        {
            await Task.Run(() => Texts.Sentences(new GraphWalks(graph, options))).WaitAsync(s_patience);
        }
    }

    [Fact]
    public async Task Walks_CanBeCancelled()
    {
        Graph graph = Graph.FromEdges(Enumerable.Range(0, 3000).Select(leaf => ("hub", $"{leaf}")));
        var walks = new GraphWalks(graph, new GraphWalkOptions { InOut = 1e10, Return = 1e10, WalksPerNode = 1_000_000 });
        using var stop = new CancellationTokenSource();
        Task counting = Task.Run(() => Vocabulary.Build(walks, cancellationToken: stop.Token));
        await Task.Delay(200);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting.WaitAsync(s_patience));
    }

    private static void ExpectFrequencies(Graph graph, double p, double q)
    {
        const int Draws = 2000;
        WalkSampler sampler = new GraphWalks(graph, new GraphWalkOptions { Return = p, InOut = q, Seed = 5 }).NewSampler();
        sampler.Walk(0, 0, new int[1]);
        for (int before = 0; before < graph.Count; before++)
        {
            foreach (int from in graph.NeighboursOf(before))
            {
                int[] next = graph.NeighboursOf(from).ToArray();
                if (next.Length == 0)
                {
                    continue;
                }

                int origin = before;
                double[] logs = [.. next.Select((to, place) =>
                    (graph.IsWeighted ? Math.Log(graph.WeightsOf(from)[place]) : 0) - (to == origin ? Math.Log(p) : graph.HasEdge(origin, to) ? 0 : Math.Log(q)))];
                double[] weights = [.. logs.Select(log => Math.Exp(log - logs.Max()))];
                var counts = new int[next.Length];
                for (int draw = 0; draw < Draws; draw++)
                {
                    counts[Array.IndexOf(next, sampler.Second(before, from))]++;
                }

                for (int place = 0; place < next.Length; place++)
                {
                    double expected = weights[place] / weights.Sum();
                    // Few counts are distributed as Poisson has it, further out than the deviation says.
                    double bound = ((6 * Math.Sqrt(expected * (1 - expected) * Draws)) + 4) / Draws;
                    Assert.InRange((counts[place] / (double)Draws) - expected, -bound, bound);
                }
            }
        }
    }
}
