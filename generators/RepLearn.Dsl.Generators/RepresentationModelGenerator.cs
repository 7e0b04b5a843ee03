using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>
/// The table of contents: a class with <c>[Autoencoder]</c> is read, its model compiled, its file added; one with
/// <c>[SkipGram]</c> or <c>[Cbow]</c> is read and its kernels printed. Source and diagnostics are two outputs, so that a line
/// that only moves never compiles a model again.
/// </summary>
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
        IncrementalValuesProvider<DeclarationReading> readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ModelVocabulary.AutoencoderMetadataName,
                predicate: static (node, _) => node is TypeDeclarationSyntax,
                transform: static (target, token) => DeclarationReader.Read(target, token))
            .WithTrackingName(PipelineSteps.Reading);

        IncrementalValuesProvider<ModelCompilation> compilations = readings
            .Where(static reading => reading.Spec is not null)
            .Select(static (reading, _) => reading.Spec!)
            .WithTrackingName(PipelineSteps.Model)
            .Select((spec, token) => memo.Of(spec, token))
            .WithTrackingName(PipelineSteps.CompiledModel);

        context.RegisterSourceOutput(compilations, static (output, compilation) => compilation.AddSource(output));
        AddSkeletons(context, readings.Select(static (reading, _) => reading.Skeleton));

        // Failed compilations travel to each reading, which has the places; there are hardly ever any.
        IncrementalValueProvider<EquatableArray<ModelCompilation>> failed = compilations
            .Where(static compilation => compilation.HasProblems)
            .Collect()
            .Select(static (all, _) => EquatableArray<ModelCompilation>.From(all))
            .WithTrackingName(PipelineSteps.Failed);

        IncrementalValuesProvider<EquatableArray<Problem>> problems = readings
            .Combine(failed)
            .Select(static (pair, _) => ModelProblems.Of(pair.Left, pair.Right))
            .WithTrackingName(PipelineSteps.Problems);

        context.RegisterSourceOutput(problems, static (output, found) => Report(output, found));

        foreach (string embedding in ModelVocabulary.Embeddings)
        {
            InitializeEmbeddings(context, embedding);
        }

        IncrementalValuesProvider<StrayReading> strays = AttributedTypes.Strays(context).WithTrackingName(PipelineSteps.Strays);
        AddSkeletons(context, strays.Select(static (reading, _) => reading.Skeleton));
        context.RegisterSourceOutput(strays, static (output, reading) => Report(output, reading.Problems));
    }

    // An embedding is not compiled through a graph: its updates are sparse and in place, so that its two formulas are printed as they are.
    private static void InitializeEmbeddings(IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<EmbeddingReading> readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ModelVocabulary.MetadataNameOf(attribute),
                predicate: static (node, _) => node is TypeDeclarationSyntax,
                transform: static (target, token) => EmbeddingReader.Read(target, token))
            .WithTrackingName(PipelineSteps.EmbeddingReading);

        IncrementalValuesProvider<GeneratedFile> files = readings
            .Where(static reading => reading.Spec is not null)
            .Select(static (reading, _) => reading.Spec!)
            .WithTrackingName(PipelineSteps.Embedding)
            .Select(static (spec, token) => ModelCompiler.Compile(spec, token))
            .WithTrackingName(PipelineSteps.EmbeddingFile);

        context.RegisterSourceOutput(files, static (output, file) => file.AddTo(output));
        AddSkeletons(context, readings.Select(static (reading, _) => reading.Skeleton));
        context.RegisterSourceOutput(
            readings.Select(static (reading, _) => reading.Problems).WithTrackingName(PipelineSteps.EmbeddingProblems),
            static (output, found) => Report(output, found));
    }

    private static void AddSkeletons(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SkeletonSpec?> skeletons) =>
        context.RegisterSourceOutput(
            skeletons.Where(static skeleton => skeleton is not null).WithTrackingName(PipelineSteps.Skeleton),
            static (output, skeleton) => ModelCompiler.Compile(skeleton!).AddTo(output));

    private static void Report(SourceProductionContext output, EquatableArray<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }
}
