using RepLearn.Benchmarks.Kernels;

namespace RepLearn.Benchmarks.Steps;

/// <summary>
/// Training steps of the grid: forward, losses, backward and Adam; beside it the step without the update; how many times longer one
/// thread takes; and the working memory beside what all values would take that the step computes. With the peers (<c>-p:Peers=true</c>) libtorch does the same in turns, and both sides' losses are compared.
/// </summary>
/// <param name="models">The models, freshly made.</param>
/// <param name="batches">Examples of a step.</param>
internal sealed class StepTable(string name, string description, Func<IEnumerable<Autoencoder<float>>> models, int[] batches) : BenchmarkTable
{
    // Of the loss, in single precision on both sides.
    private const double Tolerance = 1e-5;

    public override string Name => name;

    public override string Description => description;

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        bool agree = true;
        output.WriteLine(CoreLimit.Describe());
        double peak = CoreLimit.Operations / Measurement.TakeTurns(CoreLimit.MultiplyAdds, null).First / 1e9;
        foreach (int count in threads)
        {
            var ratios = new List<(double Step, double Backward)>();
            output.WriteLine($"threads {count}: medians in microseconds");
            output.WriteLine($"{"model",-16}{"batch",6}{"step",10}{"backward",10}{"GFLOP/s",9}{"of peak",9}{"1 thread",9}{"bytes",7}{"arena KB",10}{"tensors",9}{"peer step",11}{"ratio",8}{"peer back",11}{"ratio",8}   losses");
            foreach (Autoencoder<float> model in models())
            {
                foreach (int batch in batches)
                {
                    agree &= Measure(output, new GeneratedStep(model, batch, count), count, peak, ratios);
                }
            }

            output.WriteLine(ratios.Count == 0
                ? $"{name}: peers none threads {count}"
                : $"{name}: geomean {Geomean(ratios.Select(r => r.Step)):F2} worst {ratios.Min(r => r.Step):F2} backward {Geomean(ratios.Select(r => r.Backward)):F2} backwardWorst {ratios.Min(r => r.Backward):F2} threads {count}");
        }

        return agree;
    }

    private static bool Measure(TextWriter output, GeneratedStep step, int threads, double peak, List<(double Step, double Backward)> ratios)
    {
        var key = new NoiseKey(3, 5);
        double loss = step.FirstLosses(key).Total;
        using IPeerStep? peer = Peers.CreateStep(step, threads);
        double? peerLoss = peer?.FirstLoss(key);
        double alone = threads == 1 ? 1 : Measurement.TakeTurns(() => step.StepOn(threads), () => step.StepOn(1), turns: 15, between: Between.Settle).Ratio;
        step.Model.Threads = threads;
        int turns = step.MultiplyAdds > 5e8 || threads > 1 ? 15 : 41;
        Times whole = Measurement.TakeTurns(step.Step, peer is null ? null : peer.Step, turns, between: threads > 1 ? Between.Rest : Between.Nothing);
        Times part = Measurement.TakeTurns(step.Backward, peer is null ? null : peer.Backward, turns, between: threads > 1 ? Between.Rest : Between.Nothing);
        string row = $"{step.Model.Info.Name,-16}{step.Rows,6}{whole.First * 1e6,10:F1}{part.First * 1e6,10:F1}{Rate(step, whole.First),9:F1}{Rate(step, whole.First) / threads / peak,9:P0}{alone,9:F2}{Measurement.BytesAllocated(step.Step),7}{step.ArenaBytes(threads) / 1024,10:N0}{step.TensorBytes / 1024,9:N0}";
        if (peerLoss is not { } other)
        {
            output.WriteLine($"{row}{"",38}   {loss:G7}");
            return true;
        }

        ratios.Add((whole.Ratio, part.Ratio));
        bool agree = Math.Abs(loss - other) < Tolerance * Math.Abs(loss);
        output.WriteLine($"{row}{whole.Second * 1e6,11:F1}{whole.Ratio,8:F2}{part.Second * 1e6,11:F1}{part.Ratio,8:F2}   {loss:G7} {other:G7}{(agree ? "" : " DISAGREE")}");
        return agree;
    }

    private static double Rate(GeneratedStep step, double seconds) => 2 * step.MultiplyAdds / seconds / 1e9;
}
