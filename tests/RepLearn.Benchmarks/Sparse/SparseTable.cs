using System.Diagnostics;
using RepLearn.Benchmarks.Kernels;
using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks.Sparse;

/// <summary>
/// A training step of a sparse dictionary, 768 values to 24,576 units of which 32 are active, at batch 1024: forward, loss, backward and Adam. The
/// limit is the encoder's dense product at the core's peak, and the traffic of what no step of Adam can do without: parameters and two kept values
/// read and written, the gradient written and read. With the peers libtorch does the same in turns, with dense codes, and both sides' losses
/// are compared.
/// </summary>
internal sealed class SparseTable : BenchmarkTable
{
    private const int Batch = 1024;
    private const int Turns = 7;
    private const int MemoryPasses = 8;

    // Of the loss, in single precision on both sides.
    private const double Tolerance = 1e-5;

    public override string Name => "sparse";

    public override string Description => "a training step of a sparse dictionary, beside libtorch's dense one if built with the peers";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        bool agree = true;
        double peak = CoreLimit.Operations / Measurement.TakeTurns(CoreLimit.MultiplyAdds, null).First;
        double bandwidth = CoreLimit.FarBandwidth();
        output.WriteLine($"One core: {peak / 1e9:F0} GFLOP/s of multiply-adds; reads {bandwidth / 1e9:F0} GB/s from memory.");
        foreach (int count in threads)
        {
            using var model = new GridTopK(1);
            var step = new GeneratedStep(model, Batch, count);
            var key = new NoiseKey(3, 5);
            double loss = step.FirstLosses(key).Total;
            using IPeerStep? peer = Peers.CreateStep(step, count);
            double? peerLoss = peer?.FirstLoss(key);
            (double own, double other, double ratio) = Measure(step.Step, peer is null ? null : peer.Step);
            (double ownBackward, double otherBackward, _) = Measure(step.Backward, peer is null ? null : peer.Backward);
            double product = 2.0 * Batch * model.Info.InputSize * model.Info.LatentSize / peak / count;
            double memory = (double)MemoryPasses * sizeof(float) * model.Info.ParameterCount / bandwidth;
            output.WriteLine($"threads {count}: step {own * 1e3:F0} ms, without its update {ownBackward * 1e3:F0} ms; limit {product * 1e3:F0} ms of product and {memory * 1e3:F0} ms of memory, {(product + memory) / own:P0} of it reached; {Measurement.BytesAllocated(step.Step, calls: 2)} bytes allocated; loss {loss:G7}");
            if (peerLoss is { } dense)
            {
                bool agrees = Math.Abs(loss - dense) < Tolerance * Math.Abs(loss);
                agree &= agrees;
                output.WriteLine($"libtorch, dense: step {other * 1e3:F0} ms, without its update {otherBackward * 1e3:F0} ms; loss {dense:G7}{(agrees ? "" : " DISAGREES")}");
                output.WriteLine($"sparse: ratio {ratio:F2} share {(product + memory) / own:F2} threads {count}");
            }
        }

        return agree;
    }

    // Steps are long: each turn is one of them, after two to warm up.
    private static (double First, double Second, double Ratio) Measure(Action first, Action? second)
    {
        double[] firsts = new double[Turns];
        double[] seconds = new double[Turns];
        for (int turn = -2; turn < Turns; turn++)
        {
            double own = Seconds(first);
            double other = second is null ? 0 : Seconds(second);
            if (turn >= 0)
            {
                (firsts[turn], seconds[turn]) = (own, other);
            }
        }

        double[] ratios = [.. firsts.Zip(seconds, (own, other) => other / own)];
        return (Measurement.Median(firsts), Measurement.Median(seconds), Measurement.Median(ratios));
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
