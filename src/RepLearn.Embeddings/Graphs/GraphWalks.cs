using RepLearn.Embeddings.Graphs;
using RepLearn.Embeddings.Random;

namespace RepLearn.Embeddings;

/// <summary>
/// Walks over a graph as sentences whose tokens are the nodes' names: node2vec (Grover and Leskovec 2016). A step from v,
/// to which the walk came from t, leads to x with a probability proportional to w(v, x) · α(t, x), where α = 1/p for x = t, 1 where
/// an edge leads from t to x, and 1/q elsewhere; the first step goes by the weights alone. With p = q = 1 this is DeepWalk.
/// </summary>
/// <remarks>
/// Steps are drawn by the weights and rejected with the probability 1 − α / max α, so that memory is linear in the edges; after 16 rejections the
/// step is drawn from the sums of its weights instead, so that any p, q and weights take bounded time. A walk is a function of (seed,
/// number of the walk, first node) alone: every pass gives the same walks. In each round of walks all nodes begin one, in an order drawn
/// from the seed. A walk of more than 10,000 nodes comes in sentences of that many.
/// </remarks>
public sealed class GraphWalks : ICorpus
{
    // As many as a line of text has at most; between sentences a fit can be stopped.
    private const int MostNodes = 10_000;

    private readonly Graph _graph;
    private readonly GraphWalkOptions _options;
    private readonly AliasTable? _arcs;
    private readonly NodeWeights? _weights;

    /// <summary>Prepares walks.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How to draw walks; 10 of 80 nodes from each, with p = q = 1, by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option has no sense.</exception>
    public GraphWalks(Graph graph, GraphWalkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        _options = options ?? new GraphWalkOptions();
        _options.Check();
        _arcs = graph.IsWeighted ? new AliasTable(graph.Weights, graph.Starts) : null;
        _weights = graph.IsWeighted ? new NodeWeights(graph) : null;
    }

    /// <summary>The memory held beside the graph, in bytes.</summary>
    public long Bytes => (_arcs?.Bytes ?? 0) + (_weights?.Bytes ?? 0);

    /// <inheritdoc/>
    public CorpusTerms Terms => CorpusTerms.Walks;

    /// <inheritdoc/>
    public SentenceReader Open() => new Reader(_graph, _options, NewSampler());

    /// <summary>Draws single walks; each thread needs its own.</summary>
    internal WalkSampler NewSampler() => new(_graph, _arcs, _weights, _options);

    private sealed class Reader(Graph graph, GraphWalkOptions options, WalkSampler sampler) : SentenceReader
    {
        // The two nodes from which a walk goes on, and those of a sentence.
        private readonly int[] _walk = new int[2 + Math.Min(options.Length, MostNodes)];
        private readonly int[] _order = new int[graph.Count];
        private int _round;
        private int _place;
        private int _walked;

        public override double Progress =>
            (_place + ((double)_walked / options.Length) + ((double)_round * graph.Count)) / ((double)options.WalksPerNode * graph.Count);

        public override bool Read(TokenBuffer sentence)
        {
            ArgumentNullException.ThrowIfNull(sentence);
            sentence.Clear();
            while (sentence.Count == 0)
            {
                if (_round == options.WalksPerNode)
                {
                    return false;
                }

                int known = _walked == 0 ? Begin() : 2;
                int first = _walked == 0 ? 0 : 2;
                Span<int> walk = _walk.AsSpan(0, first + Math.Min(options.Length - _walked, MostNodes));
                int end = sampler.Continue(walk, known);
                foreach (int node in walk[first..end])
                {
                    sentence.Add(graph.Utf8Of(node));
                }

                _walked += end - first;
                if (end < walk.Length || _walked == options.Length)
                {
                    End();
                }
                else
                {
                    walk[^2..].CopyTo(_walk);
                }
            }

            return true;
        }

        private int Begin()
        {
            if (_place == 0)
            {
                sampler.Order(_round, _order);
            }

            _walk[0] = _order[_place];
            sampler.Begin(_round, _walk[0]);
            return 1;
        }

        private void End()
        {
            _walked = 0;
            if (++_place == graph.Count)
            {
                (_round, _place) = (_round + 1, 0);
            }
        }
    }
}
