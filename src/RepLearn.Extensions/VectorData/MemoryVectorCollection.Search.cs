using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Extensions.VectorData;

namespace RepLearn;

public sealed partial class MemoryVectorCollection<TKey, TRecord>
{
    /// <summary>The records whose vectors are nearest, the nearest first.</summary>
    /// <remarks>
    /// Without an index the answer is exact. An index may miss records; where it proposes too few, which happens when a filter drops most of them, the search
    /// is exact. Scores are computed in double from the stored vectors, so that they do not depend on the index.
    /// </remarks>
    /// <typeparam name="TInput">
    /// <see cref="ReadOnlyMemory{T}"/> or <see cref="Memory{T}"/> of <see cref="float"/>, <see cref="Embedding{T}"/> of it, an array of it, or what the property's generator embeds.
    /// </typeparam>
    /// <param name="searchValue">What to be near to.</param>
    /// <param name="top">How many records, at least 1; fewer if there are no more.</param>
    /// <param name="options">The filter, the property if there are several, a threshold of scores, records to skip, whether to return vectors.</param>
    /// <param name="cancellationToken">Looked at before the search and between its results.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The vector is of another length or has a value that is not finite; thrown while results are read.</exception>
    /// <exception cref="NotSupportedException">The value is no vector and there is no generator; thrown while results are read.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist; thrown while results are read.</exception>
    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new();
        ExpectVectors(options.IncludeVectors);
        return ResultsAsync(searchValue, top, options, _model.GetVectorPropertyOrSingle(options), cancellationToken);
    }

    private async IAsyncEnumerable<VectorSearchResult<TRecord>> ResultsAsync(
        object searchValue, int top, VectorSearchOptions<TRecord> options, VectorPropertyModel property, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlyMemory<float> vector = RecordMapper<TRecord>.VectorOf(searchValue)
            ?? await EmbedAsync(searchValue, property, cancellationToken).ConfigureAwait(false);
        Expect(property, vector, "what is searched for", nameof(searchValue));
        foreach (VectorSearchResult<TRecord> result in Nearest(vector, top, options, property))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return result;
        }
    }

    private List<VectorSearchResult<TRecord>> Nearest(ReadOnlyMemory<float> vector, int top, VectorSearchOptions<TRecord> options, VectorPropertyModel property)
    {
        int column = Enumerable.Range(0, _model.VectorProperties.Count).First(index => _model.VectorProperties[index] == property);
        Func<TRecord, bool>? filter = options.Filter is { } expression ? RecordFilter.Compile(expression) : null;
        int count = (int)Math.Min((long)top + options.Skip, int.MaxValue);
        return Read("Search", table =>
        {
            ScoreFunction function = table.Columns[column].Function;
            var results = new List<VectorSearchResult<TRecord>>();
            Func<int, bool>? accepts = filter is null ? null : place => filter(table.At(place));
            foreach ((int place, double value) in table.Columns[column].Search(vector.Span, count, accepts).Skip(options.Skip))
            {
                double score = function.Of(value);
                if (function.IsBeyond(score, options.ScoreThreshold))
                {
                    break;
                }

                results.Add(new VectorSearchResult<TRecord>(Retrieve(table, place, options.IncludeVectors), score));
            }

            return results;
        })!;
    }

    private static async Task<ReadOnlyMemory<float>> EmbedAsync(object value, VectorPropertyModel property, CancellationToken cancellationToken)
    {
        if (property.EmbeddingGenerationDispatcher is null)
        {
            throw property.EmbeddingGenerator is null
                ? new NotSupportedException(VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(value.GetType(), MemoryModelBuilder.VectorTypes))
                : new InvalidOperationException(VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(value.GetType(), property.EmbeddingGenerator.GetType()));
        }

        Embedding embedding = await property.GenerateEmbeddingAsync(value, cancellationToken).ConfigureAwait(false);
        return ((Embedding<float>)embedding).Vector;
    }
}
