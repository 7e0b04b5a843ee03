using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using Compile = System.Func<RepLearn.Dsl.Generators.Model.ModelSpec, System.Threading.CancellationToken, RepLearn.Dsl.Generators.CompiledModel>;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>
/// Runs the generator as every test does: twice on equal compilations, with everything cached in the second run.
/// </summary>
internal static class GeneratorTestDriver
{
    public static GeneratorOutcome Run(params string[] sources) => Run(TestCompilation.Of(sources));

    public static GeneratorOutcome Run(CSharpCompilation compilation, Compile? compile = null, CancellationToken token = default)
    {
        GeneratorDriver driver = Create(compile).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, token);
        var outcome = new GeneratorOutcome(compilation, (CSharpCompilation)output, driver);

        // A clone has new symbols and the same texts: whatever compares by reference would run again.
        GeneratorOutcome second = outcome.Continue(compilation.Clone());
        RunReasons.AssertNothingRan(second.Result);
        Assert.Equal(outcome.Sources, second.Sources);
        Assert.Equal(outcome.GeneratorDiagnostics.Select(found => found.ToString()), second.GeneratorDiagnostics.Select(found => found.ToString()));
        return outcome;
    }

    /// <param name="compile">Takes the model compiler's place; null for the real one.</param>
    public static GeneratorDriver Create(Compile? compile = null) => CSharpGeneratorDriver.Create(
        [(compile is null ? new RepresentationModelGenerator() : new RepresentationModelGenerator(compile)).AsSourceGenerator()],
        parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
