using System.Reflection.PortableExecutable;
using RepLearn.Dsl.Generators;

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
        string assembly = typeof(PipelineSteps).Assembly.Location;
        output.WriteLine($"The generator's assembly is {(IsCompiledAhead(assembly) ? "compiled ahead of time" : "compiled as it runs")}.");
        output.WriteLine("Milliseconds that the compiler's driver takes, each in fresh processes with the SDK's compiler; of them for methods that were compiled, and how many:");
        RunCost cold = Fresh(output, "VAE, cold: the compiler is warm, the generator not loaded", 0, Before.FrameworkGenerators, Timed.Ours, Processes);
        Fresh(output, "of which any generator takes, that finds the class", 0, Before.FrameworkGenerators, Timed.Finding, Processes);
        Fresh(output, "VAE, after another model", 0, Before.OtherModel, Timed.Ours, Processes);
        Fresh(output, "VAE, and the compiler's own start", 0, Before.Nothing, Timed.Ours, Processes);
        RunCost deep = Fresh(output, "200 layers, cold", 200, Before.FrameworkGenerators, Timed.Ours, DeepProcesses);
        RoslynOfSdk.Use();
        (double keystroke, int regenerated) = Keystroke.Measure();
        output.WriteLine($"{"a keystroke in another file",Width}{keystroke * 1e3,9:F2}   models compiled again and files changed: {regenerated}");
        output.WriteLine($"generator: cold {cold.Seconds * 1e3:F0} deep {deep.Seconds:F2} keystroke {regenerated}");
        return regenerated == 0;
    }

    private static RunCost Fresh(TextWriter output, string what, int layers, Before before, Timed timed, int processes)
    {
        RunCost[] costs = [.. Enumerable.Range(0, processes).Select(_ => ColdGeneration.Measure(layers, before, timed)).OrderBy(cost => cost.Seconds)];
        RunCost median = costs[processes / 2];
        output.WriteLine($"{what,Width}{median.Seconds * 1e3,9:F1}{median.CompilingSeconds * 1e3,9:F1} for {median.Methods,4}   median of {processes}, {costs[0].Seconds * 1e3:F1} to {costs[^1].Seconds * 1e3:F1}");
        return median;
    }

    private static bool IsCompiledAhead(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
