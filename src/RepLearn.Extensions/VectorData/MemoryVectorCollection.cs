using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Extensions;
using RepLearn.Extensions.VectorData;

namespace RepLearn;

/// <summary>
/// A collection of records of a <see cref="MemoryVectorStore"/>, searched exactly or by an <see cref="INearestIndex"/>. All handles of one name share the
/// records. Any number of threads may call: several read at once, one writes.
/// </summary>
/// <remarks>
/// Records are copied in and out, by the properties that the model has: key, data and, where <c>IncludeVectors</c> is set, vectors. Filters see key
/// and data, not vectors. A property that is null instead of a vector is not found by searches of that property. A batch of records is stored as a
/// whole or, if one is wrong, not at all.
/// </remarks>
/// <typeparam name="TKey">The type of keys.</typeparam>
/// <typeparam name="TRecord">The type of records.</typeparam>
public sealed partial class MemoryVectorCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly MemoryVectorStore _store;
    private readonly CollectionModel _model;
    private readonly RecordMapper<TRecord> _mapper;
    private readonly VectorStoreCollectionMetadata _metadata;

    internal MemoryVectorCollection(MemoryVectorStore store, string name, CollectionModel model)
    {
        _store = store;
        _model = model;
        _mapper = new RecordMapper<TRecord>(model);
        _metadata = new VectorStoreCollectionMetadata { VectorStoreSystemName = MemoryVectorStore.SystemName, CollectionName = name };
        Name = name;
        foreach (VectorPropertyModel property in model.VectorProperties)
        {
            VectorColumn.ExpectIndex(property, store.Options);
        }

        Schema = RecordTable<TKey, TRecord>.SchemaOf(model);
        _ = Find();
    }

    /// <inheritdoc/>
    public override string Name { get; }

    private string Schema { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(Find() is not null);

    /// <inheritdoc/>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
    {
        while (Find() is null)
        {
            var table = new RecordTable<TKey, TRecord>(Schema, [.. _model.VectorProperties.Select(property => new VectorColumn(property, _store.Options))]);
            if (_store.TryAdd(Name, table))
            {
                break;
            }

            table.Dispose();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) => _store.EnsureCollectionDeletedAsync(Name, cancellationToken);

    /// <inheritdoc/>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Existing("Delete").Delete(key) ? Task.CompletedTask : throw Missing("Delete");
    }

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <summary>Inserts or replaces records, all or none of them.</summary>
    /// <param name="records">The records. One whose key is an empty <see cref="Guid"/> that may be generated is given one.</param>
    /// <param name="cancellationToken">Looked at before records are stored.</param>
    /// <exception cref="ArgumentException">
    /// A record is null, has no key or one that another of them has, or a vector is of another length or has a value that is not finite.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist.</exception>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        _ = Existing("Upsert");
        TRecord[] all = [.. records];
        TKey[] keys = KeysOf(all);
        var vectors = new ReadOnlyMemory<float>?[all.Length][];
        for (int record = 0; record < all.Length; record++)
        {
            vectors[record] = new ReadOnlyMemory<float>?[_model.VectorProperties.Count];
        }

        for (int column = 0; column < _model.VectorProperties.Count; column++)
        {
            VectorPropertyModel property = _model.VectorProperties[column];
            ReadOnlyMemory<float>?[] values = await VectorsOfAsync(property, all, cancellationToken).ConfigureAwait(false);
            for (int record = 0; record < all.Length; record++)
            {
                vectors[record][column] = values[record];
                Expect(property, values[record], $"record '{keys[record]}'", nameof(records));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        Store("Upsert", all, keys, vectors);
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) => Services.Of(this, _metadata, serviceType, serviceKey);

    private void Store(string operation, TRecord[] records, TKey[] keys, ReadOnlyMemory<float>?[][] vectors)
    {
        (TKey, TRecord, ReadOnlyMemory<float>?[])[] entries = [.. records.Select((record, index) => (keys[index], _mapper.Copy(record), vectors[index]))];
        if (!Existing(operation).Put(entries))
        {
            throw Missing(operation);
        }
    }

    private TResult? Read<TResult>(string operation, Func<RecordTable<TKey, TRecord>, TResult> read)
    {
        RecordTable<TKey, TRecord> table = Existing(operation);
        TResult? result = table.Read(() => read(table), out bool isDeleted);
        return isDeleted ? throw Missing(operation) : result;
    }

    private RecordTable<TKey, TRecord>? Find() => _store.Find(Name) switch
    {
        null => null,
        RecordTable<TKey, TRecord> table when table.Schema == Schema => table,
        RecordTable<TKey, TRecord> table => throw new InvalidOperationException($"Expected vectors {Schema}, but collection '{Name}' exists with {table.Schema}."),
        { } other => throw new InvalidOperationException($"Expected keys of {typeof(TKey).Name} and records of {typeof(TRecord).Name}, but collection '{Name}' exists with {string.Join(" and ", other.GetType().GetGenericArguments().Select(type => type.Name))}."),
    };

    private RecordTable<TKey, TRecord> Existing(string operation) => Find() ?? throw Missing(operation);

    private VectorStoreException Missing(string operation) => new($"Collection '{Name}' does not exist: call {nameof(EnsureCollectionExistsAsync)} first.")
    {
        VectorStoreSystemName = MemoryVectorStore.SystemName,
        CollectionName = Name,
        OperationName = operation,
    };
}
