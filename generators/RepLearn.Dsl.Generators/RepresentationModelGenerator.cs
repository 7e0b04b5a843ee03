using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>
/// The table of contents: a class with <c>[Autoencoder]</c> is read, its model compiled, its file added. Source and
/// diagnostics are two outputs, so that a line that only moves never compiles a model again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RepresentationModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
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
            .Select(static (spec, token) => ModelCompilation.Of(spec, token))
            .WithTrackingName(PipelineSteps.CompiledModel);

        context.RegisterSourceOutput(compilations, static (output, compilation) => compilation.AddSource(output));

        // All models' problems travel to each reading, which has the places; there are hardly ever any.
        IncrementalValueProvider<ImmutableArray<ModelCompilation>> problems = compilations
            .Where(static compilation => compilation.HasProblems)
            .Collect()
            .WithTrackingName(PipelineSteps.Problems);

        IncrementalValuesProvider<EquatableArray<Diagnostic>> diagnostics = readings
            .Combine(problems)
            .Select(static (pair, _) => ModelProblems.DiagnosticsOf(pair.Left, pair.Right))
            .WithTrackingName(PipelineSteps.Diagnostics);

        context.RegisterSourceOutput(diagnostics, static (output, found) => Report(output, found));

        foreach (string companion in ModelVocabulary.Companions)
        {
            IncrementalValuesProvider<EquatableArray<Diagnostic>> strays = context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    ModelVocabulary.MetadataNameOf(companion),
                    predicate: static (node, _) => node is TypeDeclarationSyntax,
                    transform: static (target, token) => StrayAttributeReader.Read(target, token))
                .Where(static diagnostic => diagnostic is not null)
                .Select(static (diagnostic, _) => EquatableArray<Diagnostic>.From([diagnostic!]))
                .WithTrackingName(PipelineSteps.Strays);

            context.RegisterSourceOutput(strays, static (output, found) => Report(output, found));
        }
    }

    private static void Report(SourceProductionContext output, EquatableArray<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            output.ReportDiagnostic(diagnostic);
        }
    }
}
