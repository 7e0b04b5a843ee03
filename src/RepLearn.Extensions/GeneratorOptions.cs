using Microsoft.Extensions.AI;

namespace RepLearn.Extensions;

/// <summary>What callers ask of a generator.</summary>
internal static class GeneratorOptions
{
    /// <exception cref="ArgumentException">They ask for another number of dimensions than there is.</exception>
    public static void Expect(EmbeddingGenerationOptions? options, int dimension, string name)
    {
        if (options?.Dimensions is { } asked && asked != dimension)
        {
            throw new ArgumentException($"Expected {dimension} dimensions, which the vectors have, but the options ask for {asked}.", name);
        }
    }
}
