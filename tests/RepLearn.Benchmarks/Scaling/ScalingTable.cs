using RepLearn.Benchmarks.Kernels;
using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks.Scaling;

/// <summary>
/// A training step's time against batch, width and depth. A step is worse than linear where an operation takes longer than in a
/// smaller step; that it takes less, as fixed work is spread over more, is no fault.
/// </summary>
internal sealed class ScalingTable : BenchmarkTable
{
    private const int Batch = 128;

    // Of a step's multiply-adds: steps beyond this are measured less often.
    private const double LongStep = 1e9;

    private static readonly int[] s_batches = [1, 4, 16, 64, 128, 256, 512, 1024, 2048, 4096, 8192];

    public override string Name => "scaling";

    public override string Description => "a step's time against batch, width and depth, for each of its multiply-adds";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        output.WriteLine(CoreLimit.Describe());
        foreach (int count in threads)
        {
            output.WriteLine($"threads {count}: medians in microseconds, the core's own multiply-add measured in turns");
            output.WriteLine($"{"curve",-10}{"size",8}{"step",12}{"multiply-adds",16}{"each, ps",10}{"of peak",9}{"to best",9}");
            double worst = Math.Max(
                Curve(output, "batch", count, s_batches.Select(batch => (batch, batch, (Func<Autoencoder<float>>)(() => new GridVae(1))))),
                Math.Max(Curve(output, "width", count, Widths()), Curve(output, "depth", count, Depths())));
            output.WriteLine($"scaling: worst {worst:F2} threads {count}");
        }

        return true;
    }

    private static IEnumerable<(int Size, int Batch, Func<Autoencoder<float>> Model)> Widths() =>
    [
        (16, Batch, () => new Width16(1)),
        (64, Batch, () => new Width64(1)),
        (256, Batch, () => new Width256(1)),
        (1024, Batch, () => new Width1024(1)),
        (4096, Batch, () => new Width4096(1)),
    ];

    private static IEnumerable<(int Size, int Batch, Func<Autoencoder<float>> Model)> Depths() =>
    [
        (1, Batch, () => new Depth1(1)),
        (2, Batch, () => new Depth2(1)),
        (5, Batch, () => new Depth5(1)),
        (10, Batch, () => new Depth10(1)),
        (20, Batch, () => new Depth20(1)),
        (50, Batch, () => new Depth50(1)),
    ];

    // The most that an operation takes beside one of any smaller step of the curve.
    private static double Curve(
        TextWriter output, string name, int threads, IEnumerable<(int Size, int Batch, Func<Autoencoder<float>> Model)> points)
    {
        double best = double.MaxValue;
        double worst = 0;
        foreach ((int size, int batch, Func<Autoencoder<float>> create) in points)
        {
            using Autoencoder<float> model = create();
            var step = new GeneratedStep(model, batch, threads);
            Times times = Measurement.TakeTurns(
                CoreLimit.MultiplyAdds, step.Step, turns: step.MultiplyAdds > LongStep ? 7 : 31,
                between: threads > 1 ? Between.Settle : Between.Nothing);
            double share = 2 * step.MultiplyAdds / (times.Ratio * CoreLimit.Operations);
            best = Math.Min(best, 1 / share);
            worst = Math.Max(worst, 1 / share / best);
            output.WriteLine($"{name,-10}{size,8}{times.Second * 1e6,12:F1}{step.MultiplyAdds,16:N0}{times.Second * 1e12 / step.MultiplyAdds,10:F1}{share,9:P0}{1 / share / best,9:F2}");
        }

        return worst;
    }
}
