using System.Globalization;

namespace RepLearn.Benchmarks.Steps;

/// <summary>
/// Training steps of the grid: forward, losses, backward and Adam; beside it the step without the update. With the
/// peers (<c>-p:Peers=true</c>) libtorch does the same in turns, and both sides' losses are printed.
/// </summary>
internal sealed class StepTable : BenchmarkTable
{
    private static readonly int[] s_batches = [1, 16, 128, 1024];

    public override string Name => "steps";

    public override string Description => "training steps of four models at four batch sizes, 1 and 2 threads, beside libtorch if built with the peers";

    public override void Print(TextWriter output)
    {
        foreach (int threads in (int[])[1, 2])
        {
            var ratios = new List<(double Step, double Backward)>();
            output.WriteLine($"threads {threads}: medians in microseconds");
            output.WriteLine($"{"model",-16}{"batch",6}{"step",10}{"backward",10}{"GFLOP/s",9}{"peer step",11}{"ratio",8}{"peer back",11}{"ratio",8}   losses");
            foreach (Func<Autoencoder<float>> create in Models())
            {
                foreach (int batch in s_batches)
                {
                    Measure(output, new GeneratedStep(create(), batch, threads), threads, ratios);
                }
            }

            output.WriteLine(ratios.Count == 0
                ? FormattableString.Invariant($"steps: threads {threads} peers none")
                : FormattableString.Invariant($"steps: geomean {Geomean(ratios.Select(r => r.Step)):F2} worst {ratios.Min(r => r.Step):F2} backward {Geomean(ratios.Select(r => r.Backward)):F2} backwardWorst {ratios.Min(r => r.Backward):F2} threads {threads}"));
        }
    }

    private static IEnumerable<Func<Autoencoder<float>>> Models() =>
        [() => new GridVae(1), () => new GridDeep(1), () => new GridContractive(1), () => new GridTiny(1)];

    private static void Measure(TextWriter output, GeneratedStep step, int threads, List<(double Step, double Backward)> ratios)
    {
        var key = new NoiseKey(3, 5);
        double loss = step.FirstLosses(key).Total;
        string name = string.Create(CultureInfo.InvariantCulture, $"{step.Model.Info.Name,-16}{step.Rows,6}");
        int turns = step.MultiplyAdds > 5e8 ? 15 : 41;
        using IPeerStep? peer = Peers.Create(step, threads);
        if (peer is null)
        {
            (double whole, double part, _, _) = Measurement.TakeTurns(step.Step, step.Backward, turns);
            output.WriteLine(FormattableString.Invariant($"{name}{whole * 1e6,10:F1}{part * 1e6,10:F1}{Rate(step, whole),9:F1}{"",38}   {loss:G7}"));
            return;
        }

        double peerLoss = peer.FirstLoss(key);
        (double own, double other, double ratio, _) = Measurement.TakeTurns(step.Step, peer.Step, turns);
        (double ownPart, double otherPart, double partRatio, _) = Measurement.TakeTurns(step.Backward, peer.Backward, turns);
        ratios.Add((ratio, partRatio));
        output.WriteLine(FormattableString.Invariant(
            $"{name}{own * 1e6,10:F1}{ownPart * 1e6,10:F1}{Rate(step, own),9:F1}{other * 1e6,11:F1}{ratio,8:F2}{otherPart * 1e6,11:F1}{partRatio,8:F2}   {loss:G7} {peerLoss:G7}"));
    }

    private static double Rate(GeneratedStep step, double seconds) => 2 * step.MultiplyAdds / seconds / 1e9;

    private static double Geomean(IEnumerable<double> values)
    {
        double[] list = [.. values];
        return Math.Exp(list.Sum(Math.Log) / list.Length);
    }
}
