using Microsoft.Extensions.AI;
using RepLearn.Embeddings;

namespace RepLearn;

/// <summary>How a <see cref="MemoryVectorStore"/> embeds and searches.</summary>
public sealed class MemoryVectorStoreOptions
{
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Makes an index of vectors of some number of values, to be searched by a metric.</summary>
    /// <param name="dimension">Values of a vector.</param>
    /// <param name="metric">How nearness is measured.</param>
    public delegate INearestIndex CreateIndex(int dimension, Metric metric);

    /// <summary>Embeds what is not a vector, in records and in searches, where neither property nor definition has a generator of its own.</summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; init; }

    /// <summary>
    /// Makes the index of each vector property whose <c>IndexKind</c> is <c>Hnsw</c> or not given; <c>Flat</c> ones are searched exactly, as all are
    /// without it.
    /// </summary>
    public CreateIndex? Index { get; init; }

    /// <summary>The most threads that one exact search uses; its result does not depend on it. A search with a filter uses the caller's alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }
}
