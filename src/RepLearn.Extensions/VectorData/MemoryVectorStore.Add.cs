using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.VectorData;
using WordVectors = RepLearn.Embeddings.WordVectors;

namespace RepLearn;

public sealed partial class MemoryVectorStore
{
    /// <summary>Adds the vectors of words to a collection, which is made if it does not exist.</summary>
    /// <param name="name">The collection's name.</param>
    /// <param name="words">The words, which are the keys, and their vectors.</param>
    /// <param name="distanceFunction">One of <see cref="DistanceFunction"/>; cosine similarity if not given.</param>
    /// <param name="cancellationToken">Looked at before vectors are added.</param>
    /// <returns>The collection.</returns>
    /// <exception cref="InvalidOperationException">The collection exists with other types or vectors.</exception>
    [RequiresDynamicCode(ByReflection)]
    [RequiresUnreferencedCode(ByReflection)]
    public Task<MemoryVectorCollection<string, VectorRecord<string>>> AddWordsAsync(
        string name, WordVectors words, string? distanceFunction = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        return AddAsync(name, words.Dimension, Enumerable.Range(0, words.Count).Select(row => (words.Words[row], (ReadOnlyMemory<float>)words[row].ToArray())), distanceFunction, cancellationToken);
    }

    /// <summary>Adds rows of numbers, such as the codes that a model's <c>Encode</c> gives, to a collection, which is made if it does not exist.</summary>
    /// <typeparam name="TKey">The type of keys.</typeparam>
    /// <param name="name">The collection's name.</param>
    /// <param name="keys">A key for each row, each once.</param>
    /// <param name="rows">The rows, one after another; copied.</param>
    /// <param name="width">Values of a row.</param>
    /// <param name="distanceFunction">One of <see cref="DistanceFunction"/>; cosine similarity if not given.</param>
    /// <param name="cancellationToken">Looked at before rows are added.</param>
    /// <returns>The collection.</returns>
    /// <exception cref="ArgumentException">There is not one row for each key, a key comes twice, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The collection exists with other types or vectors.</exception>
    [RequiresDynamicCode(ByReflection)]
    [RequiresUnreferencedCode(ByReflection)]
    public Task<MemoryVectorCollection<TKey, VectorRecord<TKey>>> AddRowsAsync<TKey>(
        string name, IReadOnlyList<TKey> keys, ReadOnlyMemory<float> rows, int width, string? distanceFunction = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return rows.Length == (long)keys.Count * width
            ? AddAsync(name, width, keys.Select((key, row) => (key, rows.Slice(row * width, width))), distanceFunction, cancellationToken)
            : throw new ArgumentException($"Expected {width} values for each of {keys.Count} keys, but got {rows.Length}.", nameof(rows));
    }

    [RequiresDynamicCode(ByReflection)]
    [RequiresUnreferencedCode(ByReflection)]
    private async Task<MemoryVectorCollection<TKey, VectorRecord<TKey>>> AddAsync<TKey>(
        string name, int dimension, IEnumerable<(TKey Key, ReadOnlyMemory<float> Vector)> rows, string? distanceFunction, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty(nameof(VectorRecord<>.Key), typeof(TKey)),
                new VectorStoreVectorProperty(nameof(VectorRecord<>.Vector), typeof(ReadOnlyMemory<float>), dimension) { DistanceFunction = distanceFunction },
            ],
        };
        MemoryVectorCollection<TKey, VectorRecord<TKey>> collection = GetCollection<TKey, VectorRecord<TKey>>(name, definition);
        await collection.EnsureCollectionExistsAsync(cancellationToken).ConfigureAwait(false);
        await collection.UpsertAsync(rows.Select(row => new VectorRecord<TKey> { Key = row.Key, Vector = row.Vector }), cancellationToken).ConfigureAwait(false);
        return collection;
    }
}
