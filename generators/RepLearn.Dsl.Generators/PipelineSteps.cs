using System.Collections.Immutable;

namespace RepLearn.Dsl.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what ran.</summary>
internal static class PipelineSteps
{
    /// <summary>Each declaration as read, with places in files.</summary>
    public const string Reading = nameof(Reading);

    /// <summary>Each valid model as plain data: the cache key of all that follows.</summary>
    public const string Model = nameof(Model);

    /// <summary>Each model's generated text.</summary>
    public const string CompiledModel = nameof(CompiledModel);

    /// <summary>What stands for models, and embeddings, with errors.</summary>
    public const string Skeleton = nameof(Skeleton);

    /// <summary>The compilations that did not give a text.</summary>
    public const string Failed = nameof(Failed);

    /// <summary>What is wrong with each declaration.</summary>
    public const string Problems = nameof(Problems);

    /// <summary>Problems of attributes without a model, and of blocks where they are declared.</summary>
    public const string Strays = nameof(Strays);

    /// <summary>Each embedding's declaration as read, with places in files.</summary>
    public const string EmbeddingReading = nameof(EmbeddingReading);

    /// <summary>Each valid embedding as plain data.</summary>
    public const string Embedding = nameof(Embedding);

    /// <summary>Each embedding's generated text.</summary>
    public const string EmbeddingFile = nameof(EmbeddingFile);

    /// <summary>What is wrong with each embedding's declaration.</summary>
    public const string EmbeddingProblems = nameof(EmbeddingProblems);

    public static readonly ImmutableArray<string> All =
        [Reading, Model, CompiledModel, Skeleton, Failed, Problems, Strays, EmbeddingReading, Embedding, EmbeddingFile, EmbeddingProblems];

    /// <summary>The steps on the way to source, none of which may hold a symbol, a piece of syntax or a place.</summary>
    public static readonly ImmutableArray<string> OfSource = [Model, CompiledModel, Skeleton, Embedding, EmbeddingFile];
}
