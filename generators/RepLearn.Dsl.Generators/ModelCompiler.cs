using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>The only place where the stages meet: from a model's record to its C# text.</summary>
internal static class ModelCompiler
{
    /// <summary>Compiles a valid declaration.</summary>
    /// <returns>The source text, or the problems that only differentiation can see.</returns>
    public static CompiledModel Compile(ModelSpec spec, CancellationToken token = default) => throw new InvalidOperationException("under construction");
}

/// <param name="HintName">The file's name, unique among the models of a compilation.</param>
/// <param name="Source">The C# text; null where there are problems.</param>
/// <param name="UnreachedParameters">Names of parameters, each with the layer that owns it, that no gradient reaches.</param>
internal sealed record CompiledModel(string HintName, string? Source, EquatableArray<UnreachedParameter> UnreachedParameters);

/// <summary>A parameter that no gradient reaches, and the attribute that declared it.</summary>
/// <param name="Place">Which list of the spec owns it.</param>
/// <param name="LayerIndex">Index in that list; 0 for the latent and the likelihood.</param>
internal sealed record UnreachedParameter(string Name, SpecPlace Place, int LayerIndex);

internal enum SpecPlace
{
    Encoder,
    Latent,
    Decoder,
    Likelihood,
}
