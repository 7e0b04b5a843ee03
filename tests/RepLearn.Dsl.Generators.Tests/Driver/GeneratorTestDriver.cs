using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>
/// Runs the generator as every test does: twice on equal compilations, with everything cached in the second run.
/// </summary>
internal static class GeneratorTestDriver
{
    public static GeneratorOutcome Run(params string[] sources) => Run(TestCompilation.Of(sources));

    public static GeneratorOutcome Run(CSharpCompilation compilation, CancellationToken token = default)
    {
        GeneratorDriver driver = Create().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, token);
        var outcome = new GeneratorOutcome(compilation, (CSharpCompilation)output, driver);

        // A clone has new symbols and the same texts: whatever compares by reference would run again.
        GeneratorOutcome second = outcome.Continue(compilation.Clone());
        RunReasons.AssertNothingRan(second.Result);
        Assert.Equal(outcome.Sources, second.Sources);
        Assert.Equal(outcome.GeneratorDiagnostics.Select(found => found.ToString()), second.GeneratorDiagnostics.Select(found => found.ToString()));
        return outcome;
    }

    public static GeneratorDriver Create() => CSharpGeneratorDriver.Create(
        [new RepresentationModelGenerator().AsSourceGenerator()],
        parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
