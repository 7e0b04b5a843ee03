using System.Runtime.Intrinsics;

namespace RepLearn.Evaluation;

/// <summary>
/// The gradient of Σ p ln(p / q) with q(i, j) ∝ w(i, j) = 1 / (1 + ‖yᵢ − yⱼ‖²): 4 Σⱼ (factor · p − q) w (yᵢ − yⱼ). Attraction is summed over the
/// probabilities kept, repulsion over squares of a tree, for eight neighbouring points at once.
/// </summary>
internal sealed class TSneForces
{
    private const int BlockPackets = 16;

    private readonly TSneAffinities _near;
    private readonly double _squaredAngle;
    private readonly int _threads;
    private readonly PointTree _tree;
    private readonly double[] _repulsionX;
    private readonly double[] _repulsionY;
    private readonly double[] _weights;

    public TSneForces(TSneAffinities near, double angle, int threads)
    {
        _near = near;
        _squaredAngle = angle * angle;
        _threads = threads;
        _tree = new PointTree(near.Count);
        _repulsionX = new double[_tree.X.Length];
        _repulsionY = new double[_tree.X.Length];
        _weights = new double[_tree.X.Length];
    }

    /// <summary>Fills the gradient.</summary>
    /// <param name="plane">Two values per row.</param>
    /// <param name="factor">What attraction is multiplied by.</param>
    /// <param name="gradient">Two values per row.</param>
    public void Differentiate(double[] plane, double factor, double[] gradient)
    {
        _tree.Build(plane);
        RowBlock.ForEach(
            _tree.X.Length / Vector512<double>.Count,
            (first, last) =>
            {
                for (int packet = first; packet < last; packet++)
                {
                    Repel(packet * Vector512<double>.Count);
                }
            },
            _threads,
            BlockPackets);

        // In one order, whatever the threads; each point has met itself, with a weight of 1.
        double sum = -_near.Count;
        foreach (double weight in _weights.AsSpan(0, _near.Count))
        {
            sum += weight;
        }

        RowBlock.ForEach(
            _near.Count,
            (first, last) =>
            {
                for (int place = first; place < last; place++)
                {
                    int row = _tree.Order[place];
                    (double x, double y) = Attraction(plane, row);
                    gradient[2 * row] = 4 * ((factor * x) - (_repulsionX[place] / sum));
                    gradient[(2 * row) + 1] = 4 * ((factor * y) - (_repulsionY[place] / sum));
                }
            },
            _threads);
    }

    private (double X, double Y) Attraction(double[] plane, int row)
    {
        double sumX = 0;
        double sumY = 0;
        double ownX = plane[2 * row];
        double ownY = plane[(2 * row) + 1];
        ReadOnlySpan<int> places = _near.Places(row);
        ReadOnlySpan<double> values = _near.Values(row);
        for (int other = 0; other < places.Length; other++)
        {
            double x = ownX - plane[2 * places[other]];
            double y = ownY - plane[(2 * places[other]) + 1];
            double force = values[other] / (1 + (x * x) + (y * y));
            sumX += force * x;
            sumY += force * y;
        }

        return (sumX, sumY);
    }

    private void Repel(int first)
    {
        ReadOnlySpan<PointTree.Node> nodes = _tree.Nodes;
        Vector512<double> x = Vector512.LoadUnsafe(ref _tree.X[first]);
        Vector512<double> y = Vector512.LoadUnsafe(ref _tree.Y[first]);
        Vector512<double> angle = Vector512.Create(_squaredAngle);
        var sums = default(Sums);
        for (int place = 0; place < nodes.Length;)
        {
            ref readonly PointTree.Node node = ref nodes[place];
            Vector512<double> toX = x - Vector512.Create(node.X);
            Vector512<double> toY = y - Vector512.Create(node.Y);
            Vector512<double> square = Vector512.FusedMultiplyAdd(toX, toX, toY * toY);
            if (Vector512.LessThanAll(Vector512.Create(node.SquaredSize), angle * square))
            {
                // Far from all eight points: the square's points count as if they were all at their mean.
                sums.Add(toX, toY, square, node.Last - node.First);
                place = node.Next;
            }
            else if (node.IsLeaf)
            {
                for (int point = node.First; point < node.Last; point++)
                {
                    toX = x - Vector512.Create(_tree.X[point]);
                    toY = y - Vector512.Create(_tree.Y[point]);
                    sums.Add(toX, toY, Vector512.FusedMultiplyAdd(toX, toX, toY * toY), 1);
                }

                place = node.Next;
            }
            else
            {
                place++;
            }
        }

        sums.X.StoreUnsafe(ref _repulsionX[first]);
        sums.Y.StoreUnsafe(ref _repulsionY[first]);
        sums.Weight.StoreUnsafe(ref _weights[first]);
    }

    private struct Sums
    {
        public Vector512<double> X;
        public Vector512<double> Y;
        public Vector512<double> Weight;

        // Σ w² (yᵢ − yⱼ) and Σ w.
        public void Add(Vector512<double> toX, Vector512<double> toY, Vector512<double> square, double count)
        {
            Vector512<double> weight = Vector512<double>.One / (Vector512<double>.One + square);
            Vector512<double> all = weight * Vector512.Create(count);
            Vector512<double> force = all * weight;
            Weight += all;
            X = Vector512.FusedMultiplyAdd(force, toX, X);
            Y = Vector512.FusedMultiplyAdd(force, toY, Y);
        }
    }
}
