namespace RepLearn.Benchmarks.Generator;

/// <summary>What the generator adds to a build, and to a keystroke.</summary>
internal sealed class GeneratorTable : BenchmarkTable
{
    private const int Processes = 9;
    private const int DeepProcesses = 3;
    private const int Width = -60;

    public override string Name => "generator";

    public override string Description => "time to compile a model in a fresh process, a model of 200 layers, and a keystroke elsewhere";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        output.WriteLine("Milliseconds that the generator's driver takes, each in fresh processes with the SDK's compiler:");
        double cold = Fresh(output, "VAE, cold: the compiler is warm, the generator not loaded", 0, Before.OtherGenerator, Processes);
        Fresh(output, "VAE, after another model", 0, Before.OtherModel, Processes);
        Fresh(output, "VAE, and the compiler's own start", 0, Before.Nothing, Processes);
        double deep = Fresh(output, "200 layers, cold", 200, Before.OtherGenerator, DeepProcesses);
        RoslynOfSdk.Use();
        (double keystroke, int regenerated) = Keystroke.Measure();
        output.WriteLine($"{"a keystroke in another file",Width}{keystroke * 1e3,9:F2}   models compiled again and files changed: {regenerated}");
        output.WriteLine($"generator: cold {cold * 1e3:F0} deep {deep:F2} keystroke {regenerated}");
        return regenerated == 0;
    }

    private static double Fresh(TextWriter output, string what, int layers, Before before, int processes)
    {
        double[] seconds = [.. Enumerable.Range(0, processes).Select(_ => ColdGeneration.Measure(layers, before))];
        double median = Measurement.Median(seconds);
        output.WriteLine($"{what,Width}{median * 1e3,9:F1}   median of {processes}, {seconds.Min() * 1e3:F1} to {seconds.Max() * 1e3:F1}");
        return median;
    }
}
