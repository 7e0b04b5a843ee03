using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Extensions.VectorData;

namespace RepLearn;

// Records by key and by filter.
public sealed partial class MemoryVectorCollection<TKey, TRecord>
{
    private static readonly Comparer<object?> s_order = Comparer<object?>.Create((first, second) =>
        first is string left && second is string right ? string.CompareOrdinal(left, right) : Comparer<object?>.Default.Compare(first, second));

    /// <inheritdoc/>
    public override Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        bool withVectors = ExpectVectors(options?.IncludeVectors);
        return Task.FromResult(Read("Get", table => table.PlaceOf(key) is >= 0 and var place ? Retrieve(table, place, withVectors) : null));
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ExpectVectors(options?.IncludeVectors);
        return Matching(filter, top, options ?? new(), cancellationToken).ToAsyncEnumerable();
    }

    private IEnumerable<TRecord> Matching(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord> options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Func<TRecord, bool> accepts = RecordFilter.Compile(filter);
        (PropertyModel Property, bool Ascending)[] orders =
            [.. (options.OrderBy?.Invoke(new()).Values ?? []).Select(sort => (_model.GetDataOrKeyProperty(sort.PropertySelector), sort.Ascending))];
        List<TRecord> found = Read("Get", table =>
        {
            IEnumerable<int> places = table.Places().Where(place => accepts(table.At(place)));
            IOrderedEnumerable<int>? ordered = null;
            foreach ((PropertyModel property, bool ascending) in orders)
            {
                object? Value(int place) => property.GetValueAsObject(table.At(place));
                ordered = ordered is null
                    ? ascending ? places.OrderBy(Value, s_order) : places.OrderByDescending(Value, s_order)
                    : ascending ? ordered.ThenBy(Value, s_order) : ordered.ThenByDescending(Value, s_order);
            }

            return (ordered ?? places).Skip(options.Skip).Take(top).Select(place => Retrieve(table, place, options.IncludeVectors)).ToList();
        })!;
        foreach (TRecord record in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    private bool ExpectVectors(bool? include) => include == true && _model.EmbeddingGenerationRequired
        ? throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration)
        : include == true;

    private TRecord Retrieve(RecordTable<TKey, TRecord> table, int place, bool withVectors)
    {
        TRecord record = _mapper.Copy(table.At(place));
        for (int column = 0; withVectors && column < _model.VectorProperties.Count; column++)
        {
            if (table.Columns[column].Has(place))
            {
                RecordMapper<TRecord>.SetVector(record, _model.VectorProperties[column], table.Columns[column][place].ToArray());
            }
        }

        return record;
    }
}
