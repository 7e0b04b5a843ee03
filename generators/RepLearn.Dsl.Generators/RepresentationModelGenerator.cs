using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>
/// The table of contents: a class with <c>[Autoencoder]</c>, <c>[SkipGram]</c> or <c>[Cbow]</c>, or with attributes that lack one of these, is read,
/// compiled, and its file added. Source and diagnostics are two outputs, so that a line that only moves never compiles a model again.
/// </summary>
/// <remarks>All kinds of classes take the same road, because the C# compiler makes some thirty types for each kind of value that the pipeline carries.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class RepresentationModelGenerator : IIncrementalGenerator
{
    private readonly Func<ModelSpec, CancellationToken, CompiledModel> _compile;

    /// <summary>The generator as the C# compiler makes it.</summary>
    public RepresentationModelGenerator()
        : this(ModelCompiler.Compile)
    {
    }

    // For tests of the pipeline alone, and of what happens when the compiler fails.
    internal RepresentationModelGenerator(Func<ModelSpec, CancellationToken, CompiledModel> compile) => _compile = compile;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memo = new CompilationMemo(_compile);
        IncrementalValuesProvider<DeclarationReading> models = Readings(context, ModelVocabulary.Autoencoder, DeclarationReader.Read);
        IncrementalValuesProvider<ModelCompilation> compilations = AddFiles(context, models, memo);

        // Failed compilations travel to each reading, which has the places; there are hardly ever any.
        IncrementalValueProvider<ImmutableArray<ModelCompilation>> failed = compilations
            .Where(static compilation => compilation.HasProblems)
            .Collect()
            .WithTrackingName(PipelineSteps.Failed);
        Report(context, models.Combine(failed).Select(ModelProblems.Join).WithTrackingName(PipelineSteps.Problems));

        foreach (string embedding in ModelVocabulary.Embeddings)
        {
            Add(context, Readings(context, embedding, EmbeddingReader.Read), memo);
        }

        Add(context, StrayTypes.Readings(context).WithTrackingName(PipelineSteps.Strays), memo);
    }

    private static IncrementalValuesProvider<DeclarationReading> Readings(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, DeclarationReading> read) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(ModelVocabulary.MetadataNameOf(attribute), static (node, _) => node is TypeDeclarationSyntax, read)
            .WithTrackingName(PipelineSteps.Reading);

    private static void Add(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DeclarationReading> readings, CompilationMemo memo)
    {
        AddFiles(context, readings, memo);
        Report(context, readings);
    }

    private static IncrementalValuesProvider<ModelCompilation> AddFiles(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DeclarationReading> readings, CompilationMemo memo)
    {
        IncrementalValuesProvider<ModelCompilation> compilations = readings
            .Where(static reading => reading.Spec is not null)
            .Select(static (reading, _) => reading.Spec!)
            .WithTrackingName(PipelineSteps.Model)
            .Select(memo.Of)
            .WithTrackingName(PipelineSteps.CompiledModel);
        context.RegisterSourceOutput(compilations, static (output, compilation) => compilation.AddSource(output));
        return compilations;
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DeclarationReading> readings) =>
        context.RegisterSourceOutput(readings.Where(static reading => reading.Problems.Count > 0), static (output, reading) =>
        {
            foreach (Problem problem in reading.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }
        });
}
