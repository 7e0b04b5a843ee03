using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Extensions;
using RepLearn.Extensions.VectorData;

namespace RepLearn;

/// <summary>
/// Collections of vectors in memory, searched exactly with vector instructions or by an index, as a <see cref="VectorStore"/> of Microsoft.Extensions.VectorData.
/// Any number of threads may call.
/// </summary>
public sealed partial class MemoryVectorStore : VectorStore
{
    internal const string SystemName = "replearn.memory";

    private const string ByReflection = "Properties of records are found by reflection. Dynamic collections do without.";

    private readonly VectorStoreMetadata _metadata = new() { VectorStoreSystemName = SystemName };
    private readonly ConcurrentDictionary<string, IDisposable> _tables = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>Makes a store without collections.</summary>
    /// <param name="options">A generator, an index, threads.</param>
    public MemoryVectorStore(MemoryVectorStoreOptions? options = null) => Options = options ?? new();

    internal MemoryVectorStoreOptions Options { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A vector property has a type, an index kind or a distance function that there is not.</exception>
    /// <exception cref="InvalidOperationException">The collection exists with other types or vectors, or the records' properties are not described.</exception>
    [RequiresDynamicCode(ByReflection)]
    [RequiresUnreferencedCode(ByReflection)]
    public override MemoryVectorCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new NotSupportedException(VectorDataStrings.GetCollectionWithDictionaryNotSupported)
            : new(this, name, new MemoryModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, Options.EmbeddingGenerator));
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A vector property has a type, an index kind or a distance function that there is not.</exception>
    /// <exception cref="InvalidOperationException">The collection exists with other types or vectors.</exception>
    public override MemoryVectorCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(definition);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new(this, name, new MemoryModelBuilder().BuildDynamic(definition, Options.EmbeddingGenerator));
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<string> ListCollectionNamesAsync(CancellationToken cancellationToken = default) => _tables.Keys.Order(StringComparer.Ordinal).ToAsyncEnumerable();

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult(Find(name) is not null);

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_tables.TryRemove(name, out IDisposable? table))
        {
            table.Dispose();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) => Services.Of(this, _metadata, serviceType, serviceKey);

    internal IDisposable? Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _tables.GetValueOrDefault(name);
    }

    internal bool TryAdd(string name, IDisposable table) => _tables.TryAdd(name, table);

    /// <summary>Deletes all collections.</summary>
    /// <param name="disposing">Whether it is called by <see cref="IDisposable.Dispose"/>.</param>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        foreach (string name in _tables.Keys)
        {
            if (_tables.TryRemove(name, out IDisposable? table))
            {
                table.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
