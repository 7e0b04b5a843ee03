using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Matrices;

namespace RepLearn.Benchmarks.Kernels;

/// <summary>
/// The matrix kernels at the sizes of the grid's models and at awkward ones, as shares of what the core can do: of its multiply-adds,
/// and of its reading from the second cache, which is what limits a single row.
/// </summary>
internal sealed class KernelTable : BenchmarkTable
{
    // Depth and columns of the weights that carry most of the grid's work.
    private static readonly (int Depth, int Columns)[] s_weights =
        [(784, 400), (400, 784), (400, 20), (20, 400), (784, 512), (512, 256), (256, 784), (64, 32)];

    private static readonly int[] s_blockRows = [1, 4, 16, 48, 128, 1024];

    private static readonly int[] s_batches = [1, 16, 128, 1024];

    // Sizes that no tile, vector or cache line divides.
    private static readonly (int Depth, int Columns)[] s_awkwardWeights = [(617, 211), (1000, 13), (33, 1031)];

    private static readonly int[] s_awkwardRows = [1, 7, 100, 333];

    private static double s_nearBandwidth;

    public override string Name => "kernels";

    public override string Description => "matrix kernels against the core's multiply-add rate";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        output.WriteLine(CoreLimit.Describe());
        s_nearBandwidth = CoreLimit.NearBandwidth();
        output.WriteLine();
        output.WriteLine($"{"kernel",-27}{"sizes",-20}{"microseconds",13}{"GFLOP/s",10}{"of peak",9}{"at best",9}{"GB/s",9}{"of reads",10}");
        double multiply = Geometric(from weight in s_weights from rows in s_blockRows select (rows, Multiply(output, rows, weight.Depth, weight.Columns)));
        double transposed = Geometric(from weight in s_weights from rows in (int[])[1, 4, 7] select (rows, MultiplyTransposed(output, rows, weight.Depth, weight.Columns)));
        double across = Geometric(from weight in s_weights from rows in s_batches select (rows, MultiplyAcross(output, rows, weight.Depth, weight.Columns)));
        double gradient = Geometric(from weight in s_weights from batch in s_batches select (batch, TransposedMultiply(output, weight.Depth, batch, weight.Columns)));
        double awkward = Geometric(from weight in s_awkwardWeights from rows in s_awkwardRows select (rows, Multiply(output, rows, weight.Depth, weight.Columns)));
        double awkwardTransposed = Geometric(from weight in s_awkwardWeights from rows in (int[])[1, 7] select (rows, MultiplyTransposed(output, rows, weight.Depth, weight.Columns)));
        double awkwardGradient = Geometric(from weight in s_awkwardWeights from rows in s_awkwardRows select (rows, TransposedMultiply(output, weight.Depth, rows, weight.Columns)));
        foreach ((int depth, int columns) in s_weights)
        {
            Moved(output, "Transpose", depth, columns, Transpose(depth, columns));
        }

        foreach (int batch in s_batches)
        {
            Moved(output, "ColumnSums", batch, 784, ColumnSums(batch, 784));
        }

        output.WriteLine();
        output.WriteLine($"kernels: multiply {multiply:F2} transposed {transposed:F2} across {across:F2} gradient {gradient:F2} awkward {awkward:F2} awkwardTransposed {awkwardTransposed:F2} awkwardGradient {awkwardGradient:F2}");
        return true;
    }

    // The summary is over the sizes that are limited by arithmetic: from a row block of 16.
    private static double Geometric(IEnumerable<(int Rows, double Share)> shares)
    {
        double[] logarithms = [.. shares.Where(entry => entry.Rows >= 16 || entry.Rows is 4 or 7).Select(entry => Math.Log(entry.Share))];
        return Math.Exp(logarithms.Average());
    }

    private static double Multiply(TextWriter output, int rows, int depth, int columns)
    {
        AlignedBuffer<float> a = Filled(rows * Padded(depth)), b = Filled(depth * columns), c = Filled(rows * Padded(columns));
        return Computed(output, "Multiply", rows, depth, columns, () =>
            Matrix.Multiply(rows, depth, columns, ref a.Start, Padded(depth), ref b.Start, columns, ref c.Start, Padded(columns)));
    }

    private static double MultiplyTransposed(TextWriter output, int rows, int depth, int columns)
    {
        AlignedBuffer<float> a = Filled(rows * Padded(depth)), b = Filled(depth * columns), c = Filled(rows * Padded(columns));
        return Computed(output, "MultiplyTransposed", rows, depth, columns, () =>
            Matrix.MultiplyTransposed(rows, depth, columns, ref a.Start, Padded(depth), ref b.Start, depth, ref c.Start, Padded(columns)));
    }

    private static double MultiplyAcross(TextWriter output, int rows, int depth, int columns)
    {
        AlignedBuffer<float> a = Filled(rows * Padded(depth)), b = Filled(depth * columns), c = Filled(rows * Padded(columns));
        return Computed(output, "Multiply, B transposed", rows, depth, columns, () =>
            Matrix.Multiply<float, NoEpilogue>(
                rows, depth, columns, ref a.Start, Padded(depth), ref b.Start, 1, depth, ref c.Start, Padded(columns), ref c.Start, 0));
    }

    private static double TransposedMultiply(TextWriter output, int rows, int depth, int columns)
    {
        AlignedBuffer<float> a = Filled(depth * Padded(rows)), b = Filled(depth * Padded(columns)), c = Filled(rows * columns);
        return Computed(output, "TransposedMultiply", rows, depth, columns, () =>
            Matrix.TransposedMultiply(0, rows, depth, columns, ref a.Start, Padded(rows), ref b.Start, Padded(columns), ref c.Start, columns));
    }

    private static Action Transpose(int rows, int columns)
    {
        AlignedBuffer<float> source = Filled(rows * columns), target = Filled(columns * Padded(rows));
        return () => Matrix.Transpose(0, rows, columns, ref source.Start, columns, ref target.Start, Padded(rows));
    }

    private static Action ColumnSums(int rows, int columns)
    {
        AlignedBuffer<float> a = Filled(rows * Padded(columns)), sums = Filled(columns);
        return () => Matrix.ColumnSums(0, columns, rows, ref a.Start, Padded(columns), ref sums.Start);
    }

    private static double Computed(TextWriter output, string kernel, int rows, int depth, int columns, Action call)
    {
        double operations = 2.0 * rows * depth * columns;
        (_, double seconds, double ratio, double best) = Measurement.TakeTurns(CoreLimit.MultiplyAdds, call);
        double share = operations / (ratio * CoreLimit.Operations);
        double bytes = sizeof(float) * (((double)rows * depth) + ((double)depth * columns) + ((double)rows * columns));
        output.WriteLine($"{kernel,-27}{rows + " x " + depth + " x " + columns,-20}{seconds * 1e6,13:F1}{operations / seconds / 1e9,10:F1}{share,9:P0}{operations / (best * CoreLimit.Operations),9:P0}{bytes / seconds / 1e9,9:F0}{bytes / seconds / s_nearBandwidth,10:P0}");
        return share;
    }

    private static void Moved(TextWriter output, string kernel, int rows, int columns, Action call)
    {
        (_, double seconds, _, _) = Measurement.TakeTurns(CoreLimit.MultiplyAdds, call);
        output.WriteLine($"{kernel,-27}{rows + " x " + columns,-20}{seconds * 1e6,13:F1}{rows * (double)columns * sizeof(float) / seconds / 1e9,10:F1} GB/s");
    }

    private static int Padded(int columns) => (columns + 15) / 16 * 16;

    private static AlignedBuffer<float> Filled(int length)
    {
        var buffer = new AlignedBuffer<float>(length);
        var random = new Random(length);
        foreach (ref float value in buffer.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        return buffer;
    }
}
