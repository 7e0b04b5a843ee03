using System.Collections.Immutable;

namespace RepLearn.Dsl.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what ran.</summary>
internal static class PipelineSteps
{
    /// <summary>Each declaration as read, with places in files.</summary>
    public const string Reading = nameof(Reading);

    /// <summary>Each model, embedding, and what stands for one with an error, as plain data: the cache key of all that follows.</summary>
    public const string Model = nameof(Model);

    /// <summary>Each class's generated text.</summary>
    public const string CompiledModel = nameof(CompiledModel);

    /// <summary>The compilations that did not give a text.</summary>
    public const string Failed = nameof(Failed);

    /// <summary>Each model's reading with what only its compilation found.</summary>
    public const string Problems = nameof(Problems);

    /// <summary>Attributes without a model, and blocks where they are declared, with what is wrong with them.</summary>
    public const string Strays = nameof(Strays);

    public static readonly ImmutableArray<string> All = [Reading, Model, CompiledModel, Failed, Problems, Strays];

    /// <summary>The steps on the way to source, none of which may hold a symbol, a piece of syntax or a place.</summary>
    public static readonly ImmutableArray<string> OfSource = [Model, CompiledModel];
}
