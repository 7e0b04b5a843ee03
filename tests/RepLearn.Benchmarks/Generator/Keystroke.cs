using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators;

namespace RepLearn.Benchmarks.Generator;

/// <summary>What the generator does when a user types in a file without a model.</summary>
internal static class Keystroke
{
    private const int Keystrokes = 41;

    /// <returns>The median of the seconds that the driver took, and how often a model was compiled or a file changed.</returns>
    public static (double Seconds, int Regenerated) Measure()
    {
        CSharpCompilation compilation = Generation.Compilation(Declarations.Vae, Declarations.Other);
        GeneratorDriver driver = Generation.Driver(tracksSteps: true).RunGenerators(compilation);
        Generation.ExpectOneFile(driver);
        double[] seconds = new double[Keystrokes];
        int regenerated = 0;
        for (int keystroke = 0; keystroke < Keystrokes; keystroke++)
        {
            string text = Declarations.Other.Replace("2 * x", $"2 * x{new string('1', keystroke + 1)}", StringComparison.Ordinal);
            CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Generation.Parse(text, 1));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(edited);
            seconds[keystroke] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            regenerated += Regenerated(driver.GetRunResult().Results.Single());
            compilation = edited;
        }

        return (Measurement.Median(seconds), regenerated);
    }

    private static int Regenerated(GeneratorRunResult result) =>
        result.TrackedSteps[PipelineSteps.CompiledModel]
            .Concat(result.TrackedOutputSteps.SelectMany(step => step.Value))
            .SelectMany(run => run.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
}
