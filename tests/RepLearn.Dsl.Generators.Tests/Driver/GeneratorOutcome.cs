using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>What one run of the generator gave.</summary>
/// <param name="Input">The compilation as the user wrote it.</param>
/// <param name="Output">The same with the generated files.</param>
/// <param name="Driver">The driver after the run, which remembers it.</param>
internal sealed record GeneratorOutcome(CSharpCompilation Input, CSharpCompilation Output, GeneratorDriver Driver)
{
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The texts of generated models by their hint names, in the order of the names.</summary>
    public SortedDictionary<string, string> Sources => Files(isSkeleton: false);

    /// <summary>The texts of what stands for models with errors.</summary>
    public SortedDictionary<string, string> Skeletons => Files(isSkeleton: true);

    /// <summary>The one generated file's text.</summary>
    public string Source => Sources.Values.Single();

    /// <summary>The models that were read without an error, in the order of their declarations.</summary>
    public ImmutableArray<ModelSpec> Specs =>
        Result.TrackedSteps.TryGetValue(PipelineSteps.Model, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? [.. steps.SelectMany(run => run.Outputs).Where(output => output.Reason != IncrementalStepRunReason.Removed).Select(output => output.Value).OfType<ModelSpec>()]
            : [];

    /// <summary>The one model.</summary>
    public ModelSpec Spec => Specs.Single();

    /// <summary>What the generator reported, by place and id, suppressed or not.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics =>
        [.. Result.Diagnostics.OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>The compiler's own complaints about user and generated code together.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => Output.GetDiagnostics();

    private SortedDictionary<string, string> Files(bool isSkeleton) => new(
        Result.GeneratedSources
            .Where(source => source.SourceText.ToString().Contains(SkeletonEmitter.Mark, StringComparison.Ordinal) == isSkeleton)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
        StringComparer.Ordinal);

    /// <summary>Runs the same driver on an edited compilation.</summary>
    public GeneratorOutcome Continue(CSharpCompilation edited)
    {
        GeneratorDriver next = Driver.RunGeneratorsAndUpdateCompilation(edited, out Compilation output, out _);
        return new GeneratorOutcome(edited, (CSharpCompilation)output, next);
    }

    /// <summary>Runs the same driver after the text of one file was changed.</summary>
    public GeneratorOutcome Edit(Func<string, string> change, int file = 0)
    {
        SyntaxTree old = Input.SyntaxTrees[file];
        string before = old.ToString();
        string after = change(before);
        Assert.NotEqual(before, after);
        return Continue(Input.ReplaceSyntaxTree(old, TestCompilation.Parse(after, file)));
    }
}
