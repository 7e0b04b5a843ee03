using Microsoft.Extensions.AI;

namespace RepLearn.Extensions;

/// <summary>What callers ask of a generator.</summary>
internal static class GeneratorOptions
{
    /// <summary>The generator itself or its metadata, without a key; null for all else.</summary>
    public static object? Service(IEmbeddingGenerator generator, EmbeddingGeneratorMetadata metadata, Type type, object? key)
    {
        ArgumentNullException.ThrowIfNull(type, "serviceType");
        return key is not null ? null
            : type == typeof(EmbeddingGeneratorMetadata) ? metadata
            : type.IsInstanceOfType(generator) ? generator
            : null;
    }

    /// <exception cref="ArgumentException">They ask for another number of dimensions than there is.</exception>
    public static void Expect(EmbeddingGenerationOptions? options, int dimension, string name)
    {
        if (options?.Dimensions is { } asked && asked != dimension)
        {
            throw new ArgumentException($"Expected {dimension} dimensions, which the vectors have, but the options ask for {asked}.", name);
        }
    }
}
