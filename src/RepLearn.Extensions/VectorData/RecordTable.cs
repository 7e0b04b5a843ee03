using Microsoft.Extensions.VectorData.ProviderServices;

namespace RepLearn.Extensions.VectorData;

/// <summary>
/// The records of a collection and their vectors. Any number of threads read, or one writes. A record keeps its place while it is there; the
/// next new one takes the place of one that was deleted.
/// </summary>
internal sealed class RecordTable<TKey, TRecord>(string schema, VectorColumn[] columns) : IDisposable
    where TKey : notnull
    where TRecord : class
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly Dictionary<TKey, int> _places = [];
    private readonly List<TRecord?> _records = [];
    private readonly Stack<int> _free = [];
    private bool _isDeleted;

    /// <summary>The vector properties in words: two tables may be taken for the same one if this is equal.</summary>
    public string Schema => schema;

    /// <summary>The vectors by property, in the order of the model's.</summary>
    public IReadOnlyList<VectorColumn> Columns => columns;

    /// <summary>The vector properties in words.</summary>
    public static string SchemaOf(CollectionModel model) => string.Join(
        ", ", model.VectorProperties.Select(property => $"'{property.ModelName}' of {property.Dimensions} values by {ScoreFunction.Find(property).Name}"));

    /// <summary>Reads while nobody writes.</summary>
    /// <returns>What was read; the default of a table that was deleted meanwhile.</returns>
    public TResult? Read<TResult>(Func<TResult> read, out bool isDeleted)
    {
        _gate.EnterReadLock();
        try
        {
            isDeleted = _isDeleted;
            return isDeleted ? default : read();
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Inserts or replaces records while nobody else reads or writes.</summary>
    /// <returns>Whether the table was there.</returns>
    public bool Put(IEnumerable<(TKey Key, TRecord Record, ReadOnlyMemory<float>?[] Vectors)> records) => Write(() =>
    {
        foreach ((TKey key, TRecord record, ReadOnlyMemory<float>?[] vectors) in records)
        {
            if (!_places.TryGetValue(key, out int place))
            {
                place = _free.TryPop(out int free) ? free : _records.Count;
                _places.Add(key, place);
                if (place == _records.Count)
                {
                    _records.Add(null);
                }
            }

            _records[place] = record;
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column].Set(place, vectors[column]);
            }
        }
    });

    /// <summary>Deletes a record if it is there.</summary>
    /// <returns>Whether the table was there.</returns>
    public bool Delete(TKey key) => Write(() =>
    {
        if (_places.Remove(key, out int place))
        {
            _records[place] = null;
            _free.Push(place);
            foreach (VectorColumn column in columns)
            {
                column.Set(place, null);
            }
        }
    });

    /// <summary>Where a record is; −1 if it is not there. Called while reading.</summary>
    public int PlaceOf(TKey key) => _places.TryGetValue(key, out int place) ? place : -1;

    /// <summary>The stored record, which must not be changed or handed out. Called while reading.</summary>
    public TRecord At(int place) => _records[place]!;

    /// <summary>Places that have records, in rising order. Called while reading.</summary>
    public IEnumerable<int> Places() => Enumerable.Range(0, _records.Count).Where(place => _records[place] is not null);

    /// <summary>Deletes the table; who still holds it finds it deleted.</summary>
    public void Dispose() => Write(() =>
    {
        _isDeleted = true;
        foreach (VectorColumn column in columns)
        {
            column.Dispose();
        }
    });

    private bool Write(Action write)
    {
        _gate.EnterWriteLock();
        try
        {
            bool isThere = !_isDeleted;
            if (isThere)
            {
                write();
            }

            return isThere;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
