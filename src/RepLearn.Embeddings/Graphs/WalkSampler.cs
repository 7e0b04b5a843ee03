using RepLearn.Embeddings.Random;
using RepLearn.Numerics.Random;

namespace RepLearn.Embeddings.Graphs;

/// <summary>Draws walks as a function of (seed, number of the walk, first node). Not for use by several threads at once.</summary>
internal sealed class WalkSampler
{
    private const double UnitPerBit = 1.0 / (1L << 32);

    // Few steps need as many with p and q from 1/4 to 4; more tries would cost more than the exact step.
    private const int MostTries = 16;

    private readonly Graph _graph;
    private readonly AliasTable? _arcs;
    private readonly ulong _seed;
    private readonly double _back;
    private readonly double _near;
    private readonly double _far;
    private readonly ExactStep _exact;
    private readonly uint[] _bits = new uint[8 * KeyedBits.Block];
    private int _round;
    private int _row;
    private int _block;
    private int _used;

    /// <summary>Prepares to draw walks.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="arcs">Draws edges by their weights; null for a graph without.</param>
    /// <param name="weights">The nodes' weights; null for a graph without.</param>
    /// <param name="options">How to draw them.</param>
    public WalkSampler(Graph graph, AliasTable? arcs, NodeWeights? weights, GraphWalkOptions options)
    {
        (_graph, _arcs, _seed) = (graph, arcs, options.Seed);
        _exact = new ExactStep(this, graph, weights, options);
        double most = Math.Max(1, Math.Max(1 / options.Return, 1 / options.InOut));
        (_back, _near, _far) = (1 / options.Return / most, 1 / most, 1 / options.InOut / most);
    }

    /// <summary>The order in which nodes begin the walks of a round.</summary>
    public void Order(int round, Span<int> order)
    {
        for (int node = 0; node < order.Length; node++)
        {
            order[node] = node;
        }

        Permutation.Shuffle(new NoiseKey(_seed, (uint)round), order);
    }

    /// <summary>Draws a walk.</summary>
    /// <param name="round">The number of the walk among those that begin at the node.</param>
    /// <param name="node">The first node.</param>
    /// <param name="walk">Gets the nodes.</param>
    /// <returns>How many there are; less than asked for where no edge leads on.</returns>
    public int Walk(int round, int node, Span<int> walk)
    {
        Begin(round, node);
        walk[0] = node;
        return Continue(walk, 1);
    }

    /// <summary>Begins a walk, whose nodes <see cref="Continue"/> draws.</summary>
    public void Begin(int round, int node) => (_round, _row, _block, _used) = (round, node, 0, _bits.Length);

    /// <summary>Draws the next nodes of the walk that was begun.</summary>
    /// <param name="walk">Begins with the last node or, where there are more, the last two; gets those that follow.</param>
    /// <param name="known">How many are there: 1 or 2.</param>
    /// <returns>How many there are then; less than asked for where no edge leads on.</returns>
    public int Continue(Span<int> walk, int known)
    {
        for (int step = known; step < walk.Length; step++)
        {
            int from = walk[step - 1];
            if (_graph.NeighboursOf(from).IsEmpty)
            {
                return step;
            }

            walk[step] = step == 1 ? First(from) : Second(walk[step - 2], from);
        }

        return walk.Length;
    }

    /// <summary>Draws a neighbour by the weights alone.</summary>
    public int First(int from)
    {
        ReadOnlySpan<int> neighbours = _graph.NeighboursOf(from);
        return neighbours[_arcs is null
            ? Below(neighbours.Length)
            : _arcs.Draw(_graph.FirstEdgeOf(from), neighbours.Length, Next(), Next())];
    }

    /// <summary>Draws the step after one from a node to another, which has neighbours.</summary>
    public int Second(int before, int from)
    {
        if (_graph.NeighboursOf(from) is [int only])
        {
            return only;
        }

        // What is accepted has the step's distribution, and so has the exact step: where tries end does not matter.
        for (int tries = 0; tries < MostTries; tries++)
        {
            int to = First(from);
            double draw = Next() * UnitPerBit;

            // Where the draw decides alone the search for the edge is saved.
            if (to == before
                ? draw < _back
                : draw < Math.Min(_near, _far) || (draw < Math.Max(_near, _far) && draw < (_graph.HasEdge(before, to) ? _near : _far)))
            {
                return to;
            }
        }

        return _exact.Draw(before, from);
    }

    /// <summary>Draws a number from 0 on and below 1, a multiple of 2⁻⁵³.</summary>
    public double Unit() => ((((ulong)Next() << 32) | Next()) >> 11) * (1.0 / (1L << 53));

    private int Below(int count) => (int)(((ulong)Next() * (uint)count) >> 32);

    private uint Next()
    {
        if (_used == _bits.Length)
        {
            KeyedBits.Fill(new NoiseKey(_seed, ((ulong)(uint)_block++ << 32) | (uint)_round), EmbeddingSite.Walks, _row, _bits);
            _used = 0;
        }

        return _bits[_used++];
    }
}
