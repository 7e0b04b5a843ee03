using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>Draws walks as a function of (seed, number of the walk, first node). Not for use by several threads at once.</summary>
internal sealed class WalkSampler
{
    private const double UnitPerBit = 1.0 / (1L << 32);

    private readonly Graph _graph;
    private readonly AliasTable? _arcs;
    private readonly ulong _seed;
    private readonly double _back;
    private readonly double _near;
    private readonly double _far;
    private readonly uint[] _bits = new uint[8 * KeyedBits.Block];
    private int _round;
    private int _row;
    private int _block;
    private int _used;

    public WalkSampler(Graph graph, AliasTable? arcs, GraphWalkOptions options)
    {
        (_graph, _arcs, _seed) = (graph, arcs, options.Seed);
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
        (_round, _row, _block, _used) = (round, node, 0, _bits.Length);
        walk[0] = node;
        for (int step = 1; step < walk.Length; step++)
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

    private int First(int from)
    {
        ReadOnlySpan<int> neighbours = _graph.NeighboursOf(from);
        return neighbours[_arcs is null
            ? Below(neighbours.Length)
            : _arcs.Draw(_graph.FirstEdgeOf(from), neighbours.Length, Next(), Next())];
    }

    private int Second(int before, int from)
    {
        while (true)
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
    }

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
