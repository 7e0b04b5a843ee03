using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints an embedding's file: the user's partial class with its members, and beside it a class, visible in this file alone,
/// with the kernels for this dimension and scheme.
/// </summary>
internal sealed class EmbeddingEmitter(EmbeddingSpec spec, EmbeddingPlan plan)
{
    private string Type => spec.Precision == ModelPrecision.Double ? "double" : "float";

    private string Kernels => Identifier.Companion(spec.Name, "Kernels");

    private string Qualified => $"global::RepLearn.Generated.{Kernels}";

    /// <summary>The file's text.</summary>
    public string Emit()
    {
        var writer = new CodeWriter();
        PartialClass.OpenFile(writer, EmbeddingText.Summary(spec));
        using (PartialClass.Nest(writer, spec))
        {
            EmitModel(writer);
        }

        writer.Line();
        using (writer.Open("namespace RepLearn.Generated"))
        {
            writer.Lines("using System.Runtime.CompilerServices;\nusing System.Runtime.Intrinsics;\nusing RepLearn.Embeddings.Runtime;\nusing RepLearn.Numerics.Elementary;");
            writer.Line();
            using (writer.Open($"file static class {Kernels}"))
            {
                EmitInfo(writer);
                new EmbeddingKernels(spec, plan, Type).Emit(writer);
            }
        }

        return writer.ToString();
    }

    private void EmitModel(CodeWriter writer)
    {
        string name = spec.Name;
        const string Runtime = "global::RepLearn.Embeddings.Runtime";
        const string Embeddings = "global::RepLearn.Embeddings";
        PartialClass.OptOutOfCls(writer, spec.Cls);
        using (writer.Open($"partial class {name} : {Embeddings}.Embedding<{Type}>"))
        {
            writer.Lines($$"""
                /// <summary>Values in one vector.</summary>
                public const int Dimension = {{CSharpLiteral.Int(spec.Dimension)}};
                """);
            writer.Line();
            PartialClass.Constructors(writer, spec.HasUnsetMembers, $$"""
                /// <summary>Creates a model with random initial vectors.</summary>
                /// <param name="vocabulary">The words that get vectors.</param>
                /// <param name="seed">Decides all initial values and all draws of training; the same seed gives the same bits on every machine.</param>
                public {{name}}({{Embeddings}}.Vocabulary vocabulary, ulong seed)
                    : base({{Qualified}}.Info, vocabulary, seed)
                {
                }

                private {{name}}({{Embeddings}}.EmbeddingFile file)
                    : base({{Qualified}}.Info, file)
                {
                }
                """);
            writer.Lines($$"""

                /// <summary>Reads a model from a file that <c>Save</c> wrote.</summary>
                /// <param name="path">A safetensors file of this architecture.</param>
                /// <exception cref="global::RepLearn.ModelFileException">The file is damaged, or of another architecture.</exception>
                public static {{name}} Load(string path)
                {
                    using {{Embeddings}}.EmbeddingFile file = {{Embeddings}}.EmbeddingFile.Open(path, {{Qualified}}.Info);
                    return new {{name}}(file);
                }

                /// <summary>The memory that a model of some words will take, told before any is taken.</summary>
                /// <param name="vocabulary">The words.</param>
                /// <param name="options">How it will be trained; the defaults if not given.</param>
                public static {{Embeddings}}.EmbeddingMemory MemoryOf({{Embeddings}}.Vocabulary vocabulary, {{Embeddings}}.EmbeddingOptions? options = null) =>
                    MemoryOf({{Qualified}}.Info, vocabulary, options);

                /// <inheritdoc/>
                protected override double TrainGroups({{Runtime}}.GroupBatch<{{Type}}> batch, ref {{Type}} inputRows, ref {{Type}} outputRows, {{Type}} rate) =>
                    {{Qualified}}.Train(batch, ref inputRows, ref outputRows, rate);

                /// <inheritdoc/>
                protected override double DifferentiateGroups({{Runtime}}.GroupBatch<{{Type}}> batch, ref {{Type}} inputRows, ref {{Type}} outputRows, {{Type}} rate) =>
                    {{Qualified}}.Differentiate(batch, ref inputRows, ref outputRows, rate);

                /// <inheritdoc/>
                protected override void AddRow({{Type}} scale, ref {{Type}} source, ref {{Type}} target) =>
                    {{Qualified}}.AddRow(scale, ref source, ref target);
                """);
        }
    }

    private void EmitInfo(CodeWriter writer)
    {
        string architecture = EmbeddingText.Architecture(spec);
        writer.Lines($"""
            public static readonly EmbeddingInfo Info = new(
                {CSharpLiteral.Text(Identifier.Plain(spec.Name))},
                IsSkipGram: {(spec.Kind == EmbeddingKind.SkipGram ? "true" : "false")},
                Dimension: {CSharpLiteral.Int(spec.Dimension)},
                Stride: {CSharpLiteral.Int(plan.Stride)},
                Window: {CSharpLiteral.Int(spec.Window)},
                Negatives: {CSharpLiteral.Int(spec.NegativeSampling?.Count ?? 0)},
                NoisePower: {CSharpLiteral.Double(spec.NegativeSampling?.Power ?? 0)},
                SharesNegatives: {(spec.NegativeSampling?.Shared == true ? "true" : "false")},
                Subsampling: {CSharpLiteral.Double(spec.SubsamplingThreshold)},
                SubwordMinimum: {CSharpLiteral.Int(spec.Subwords?.Minimum ?? 0)},
                SubwordMaximum: {CSharpLiteral.Int(spec.Subwords?.Maximum ?? 0)},
                Buckets: {CSharpLiteral.Int(spec.Subwords?.Buckets ?? 0)},
                TargetBlock: {CSharpLiteral.Int(plan.TargetBlock)},
                {CSharpLiteral.Text(architecture)},
                {CSharpLiteral.Text(ArchitectureText.Fingerprint(architecture))});
            """);
    }
}
