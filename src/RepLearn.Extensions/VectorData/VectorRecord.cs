namespace RepLearn;

/// <summary>A key and its vector: what <see cref="MemoryVectorStore.AddWordsAsync"/> and <see cref="MemoryVectorStore.AddRowsAsync"/> store.</summary>
/// <typeparam name="TKey">Words, numbers, whatever identifies the vectors.</typeparam>
public sealed class VectorRecord<TKey>
    where TKey : notnull
{
    /// <summary>The key.</summary>
    public TKey Key { get; set; } = default!;

    /// <summary>The vector; empty where vectors were not asked for.</summary>
    public ReadOnlyMemory<float> Vector { get; set; }
}
