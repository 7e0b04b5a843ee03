namespace RepLearn.Embeddings.Graphs;

/// <summary>
/// A step of node2vec drawn without rejection, for any p, q and weights: first whether it leads back, near (to a node that an edge joins with the
/// one before) or far, by the sums of what their nodes weigh, then which node of those. The common neighbours are found from the node
/// that has fewer; the sum of the far ones is what is left of the total. Sums are compared by their logarithms, so that nothing overflows.
/// </summary>
internal sealed class ExactStep
{
    // Below this share of the total a difference is not exact enough, and the far nodes' weights are added up.
    private const double LeastShare = 1e-4;

    private readonly WalkSampler _sampler;
    private readonly Graph _graph;
    private readonly NodeWeights? _weights;
    private readonly double _logBack;
    private readonly double _logFar;
    private readonly int[] _near;

    public ExactStep(WalkSampler sampler, Graph graph, NodeWeights? weights, GraphWalkOptions options)
    {
        (_sampler, _graph, _weights) = (sampler, graph, weights);
        (_logBack, _logFar) = (-Math.Log(options.Return), -Math.Log(options.InOut));
        int most = 0;
        for (int node = 0; node < graph.Count; node++)
        {
            most = Math.Max(most, graph.NeighboursOf(node).Length);
        }

        _near = new int[most];
    }

    /// <summary>Draws the step after one from a node to another, which has neighbours.</summary>
    public int Draw(int before, int from)
    {
        ReadOnlySpan<int> next = _graph.NeighboursOf(from);
        int back = next.BinarySearch(before);
        ReadOnlySpan<int> near = FindNear(before, next);
        int far = next.Length - near.Length - (back >= 0 ? 1 : 0);
        double nearSum = 0;
        foreach (int place in near)
        {
            nearSum += Weight(from, place);
        }

        double backLog = back >= 0 ? Math.Log(Weight(from, back)) + _logBack : double.NegativeInfinity;
        double nearLog = Math.Log(nearSum);
        double farLog = far > 0 ? Math.Log(FarSum(from, back, near, nearSum)) + _logFar : double.NegativeInfinity;

        double most = Math.Max(backLog, Math.Max(nearLog, farLog));
        (double backMass, double nearMass, double farMass) = (Math.Exp(backLog - most), Math.Exp(nearLog - most), Math.Exp(farLog - most));
        double draw = _sampler.Unit() * (backMass + nearMass + farMass);
        if (draw < backMass)
        {
            return before;
        }

        return draw < backMass + nearMass || farMass == 0 ? next[DrawNear(from, near, nearSum)] : DrawFar(before, from, back, near, far);
    }

    // Places among the node's neighbours, in rising order.
    private ReadOnlySpan<int> FindNear(int before, ReadOnlySpan<int> next)
    {
        ReadOnlySpan<int> known = _graph.NeighboursOf(before);
        int count = 0;
        if (next.Length <= known.Length)
        {
            for (int place = 0; place < next.Length; place++)
            {
                if (next[place] != before && known.BinarySearch(next[place]) >= 0)
                {
                    _near[count++] = place;
                }
            }
        }
        else
        {
            foreach (int node in known)
            {
                if (node != before && next.BinarySearch(node) is >= 0 and int place)
                {
                    _near[count++] = place;
                }
            }
        }

        return _near.AsSpan(0, count);
    }

    private double FarSum(int from, int back, ReadOnlySpan<int> near, double nearSum)
    {
        if (_weights is null)
        {
            return _graph.NeighboursOf(from).Length - near.Length - (back >= 0 ? 1 : 0);
        }

        double total = _weights.Total(from);
        double left = total - nearSum - (back >= 0 ? Weight(from, back) : 0);
        return left > LeastShare * total ? left : WalkFar(from, back, near, double.PositiveInfinity).Sum;
    }

    private int DrawNear(int from, ReadOnlySpan<int> near, double sum)
    {
        double left = _sampler.Unit() * sum;
        int place = 0;
        while (place < near.Length - 1 && (left -= Weight(from, near[place])) >= 0)
        {
            place++;
        }

        return near[place];
    }

    private int DrawFar(int before, int from, int back, ReadOnlySpan<int> near, int far)
    {
        // Mostly nearly all are far.
        const int MostTries = 16;
        for (int tries = 0; tries < MostTries; tries++)
        {
            int to = _sampler.First(from);
            if (to != before && !_graph.HasEdge(before, to))
            {
                return to;
            }
        }

        double sum = _weights is null ? far : WalkFar(from, back, near, double.PositiveInfinity).Sum;
        return _graph.NeighboursOf(from)[WalkFar(from, back, near, _sampler.Unit() * sum).Place];
    }

    // Adds up the weights of far nodes until they exceed a bound; the place where they do, or the last one.
    private (double Sum, int Place) WalkFar(int from, int back, ReadOnlySpan<int> near, double bound)
    {
        (double sum, int last, int skipped) = (0, -1, 0);
        int count = _graph.NeighboursOf(from).Length;
        for (int place = 0; place < count && sum <= bound; place++)
        {
            if (skipped < near.Length && near[skipped] == place)
            {
                skipped++;
            }
            else if (place != back)
            {
                sum += Weight(from, place);
                last = place;
            }
        }

        return (sum, last);
    }

    private double Weight(int from, int place) => _weights is null ? 1 : _graph.WeightsOf(from)[place] / _weights.Largest(from);
}
