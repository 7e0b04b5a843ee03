namespace RepLearn.Evaluation;

/// <summary>
/// Points of a plane in a tree of squares, each cut into four. Nodes stand in an array, each before those inside it, so that a walk reads memory in
/// order; points are sorted along the Z-order curve (Morton 1966), so that those of a square stand together.
/// </summary>
internal sealed class PointTree
{
    private const int LeafPoints = 8;
    private const int Levels = 31;

    private readonly ulong[] _codes;
    private readonly List<Node> _nodes = [];

    public PointTree(int count)
    {
        // Whole vectors of points; those past the end repeat the last one.
        int padded = (count + 7) / 8 * 8;
        _codes = new ulong[count];
        Order = new int[count];
        X = new double[padded];
        Y = new double[padded];
    }

    /// <summary>The points' numbers as given, in the order of the tree.</summary>
    public int[] Order { get; }

    /// <summary>First coordinates in the order of the tree.</summary>
    public double[] X { get; }

    /// <summary>Second coordinates in the order of the tree.</summary>
    public double[] Y { get; }

    public ReadOnlySpan<Node> Nodes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_nodes);

    /// <summary>Sorts points in.</summary>
    /// <param name="plane">Two finite values per point.</param>
    public void Build(double[] plane)
    {
        double left = double.PositiveInfinity;
        double bottom = double.PositiveInfinity;
        double size = 0;
        for (int point = 0; point < Order.Length; point++)
        {
            left = Math.Min(left, plane[2 * point]);
            bottom = Math.Min(bottom, plane[(2 * point) + 1]);
        }

        for (int point = 0; point < Order.Length; point++)
        {
            size = Math.Max(size, Math.Max(plane[2 * point] - left, plane[(2 * point) + 1] - bottom));
        }

        double scale = size > 1e-290 ? int.MaxValue / size : 0;
        for (int point = 0; point < Order.Length; point++)
        {
            Order[point] = point;
            _codes[point] = Spread((uint)((plane[2 * point] - left) * scale)) | (Spread((uint)((plane[(2 * point) + 1] - bottom) * scale)) << 1);
        }

        Array.Sort(_codes, Order);
        for (int place = 0; place < X.Length; place++)
        {
            int point = Order[Math.Min(place, Order.Length - 1)];
            X[place] = plane[2 * point];
            Y[place] = plane[(2 * point) + 1];
        }

        _nodes.Clear();
        Add(0, Order.Length, Levels, size * size);
    }

    // Adds the node of a range of points that agree in all bits above a level; returns the sums of their coordinates.
    private (double X, double Y) Add(int first, int last, int level, double squaredSize)
    {
        int place = _nodes.Count;
        bool isLeaf = last - first <= LeafPoints || level == 0;
        _nodes.Add(default);
        double x = 0;
        double y = 0;
        if (isLeaf)
        {
            for (int point = first; point < last; point++)
            {
                x += X[point];
                y += Y[point];
            }
        }
        else
        {
            int shift = 2 * (level - 1);
            for (int start = first; start < last;)
            {
                // The first point of another quarter.
                ulong quarter = _codes[start] >> shift;
                int end = start + 1;
                int beyond = last;
                while (end < beyond)
                {
                    int middle = (end + beyond) / 2;
                    (end, beyond) = _codes[middle] >> shift == quarter ? (middle + 1, beyond) : (end, middle);
                }

                (double partX, double partY) = Add(start, end, level - 1, squaredSize / 4);
                x += partX;
                y += partY;
                start = end;
            }
        }

        int count = last - first;
        _nodes[place] = new Node(x / count, y / count, squaredSize, first, last, _nodes.Count, isLeaf);
        return (x, y);
    }

    // Bit k of 32 goes to bit 2k.
    private static ulong Spread(uint value)
    {
        ulong bits = value;
        bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFF;
        bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x3333333333333333;
        return (bits | (bits << 1)) & 0x5555555555555555;
    }

    /// <summary>A square.</summary>
    /// <param name="X">The mean of its points' first coordinates.</param>
    /// <param name="Y">The mean of their second coordinates.</param>
    /// <param name="SquaredSize">Its width, squared.</param>
    /// <param name="First">Its first point.</param>
    /// <param name="Last">The point past its last.</param>
    /// <param name="Next">The first node that is not inside it.</param>
    /// <param name="IsLeaf">Whether it is not cut.</param>
    public readonly record struct Node(double X, double Y, double SquaredSize, int First, int Last, int Next, bool IsLeaf);
}
