using RepLearn.Embeddings.Files;
using RepLearn.Embeddings.Vocabularies;

namespace RepLearn.Embeddings.Graphs;

/// <summary>Gathers edges and sorts them by node: memory linear in the edges.</summary>
internal sealed class GraphBuilder(bool isWeighted, bool isDirected)
{
    private readonly WordTable _names = new();
    private readonly List<(int From, int To)> _edges = [];
    private readonly List<double> _weights = [];

    /// <summary>Edges gathered.</summary>
    public int Edges => _edges.Count;

    public static bool IsWeight(double weight) => weight > 0 && double.IsFinite(weight);

    public void Add(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, double weight)
    {
        _edges.Add((_names.Add(from), _names.Add(to)));
        if (isWeighted)
        {
            _weights.Add(weight);
        }
    }

    /// <summary>Makes the graph.</summary>
    /// <exception cref="ArgumentException">The weights of an edge add up to infinity, or there are more edges than an array can hold.</exception>
    public Graph Build()
    {
        // Counting sort by the node that an edge leads from.
        var starts = new int[_names.Count + 1];
        foreach ((int from, int to) in _edges)
        {
            starts[from + 1]++;
            if (HasWayBack(from, to))
            {
                starts[to + 1]++;
            }
        }

        for (int node = 0; node < _names.Count; node++)
        {
            long end = (long)starts[node] + starts[node + 1];
            starts[node + 1] = end <= Array.MaxLength
                ? (int)end
                : throw new ArgumentException($"Expected at most {Array.MaxLength} edges, each counted from both of its ends, but got more.");
        }

        var neighbours = new int[starts[^1]];
        double[]? weights = isWeighted ? new double[neighbours.Length] : null;
        int[] next = starts[..^1];
        for (int edge = 0; edge < _edges.Count; edge++)
        {
            (int from, int to) = _edges[edge];
            Place(next[from]++, to, edge);
            if (HasWayBack(from, to))
            {
                Place(next[to]++, from, edge);
            }
        }

        return Merge(starts, neighbours, weights);

        void Place(int arc, int to, int edge)
        {
            neighbours[arc] = to;
            if (weights is not null)
            {
                weights[arc] = _weights[edge];
            }
        }
    }

    private bool HasWayBack(int from, int to) => !isDirected && from != to;

    // Sorts each node's edges and makes one of those that came several times.
    private Graph Merge(int[] starts, int[] neighbours, double[]? weights)
    {
        int kept = 0;
        int loops = 0;
        for (int node = 0; node < _names.Count; node++)
        {
            (int first, int end) = (starts[node], starts[node + 1]);
            starts[node] = kept;
            if (weights is null)
            {
                neighbours.AsSpan(first..end).Sort();
            }
            else
            {
                neighbours.AsSpan(first..end).Sort(weights.AsSpan(first..end));
            }

            for (int arc = first; arc < end; arc++)
            {
                bool isNew = kept == starts[node] || neighbours[kept - 1] != neighbours[arc];
                if (isNew)
                {
                    loops += neighbours[arc] == node ? 1 : 0;
                    neighbours[kept] = neighbours[arc];
                }

                if (weights is not null)
                {
                    double weight = isNew ? weights[arc] : weights[kept - 1] + weights[arc];
                    weights[isNew ? kept : kept - 1] = double.IsFinite(weight) ? weight : throw Infinite(node, neighbours[arc]);
                }

                kept += isNew ? 1 : 0;
            }
        }

        starts[^1] = kept;
        Array.Resize(ref neighbours, kept);
        if (weights is not null)
        {
            Array.Resize(ref weights, kept);
        }

        return new Graph(_names, starts, neighbours, weights, isDirected, isDirected ? kept : ((kept - loops) / 2) + loops);
    }

    private ArgumentException Infinite(int from, int to) => new(
        $"Expected weights with finite sums, but those of the edge '{VectorFileReader.Shown(_names[from])}' '{VectorFileReader.Shown(_names[to])}', which comes several times, add up to infinity.");
}
