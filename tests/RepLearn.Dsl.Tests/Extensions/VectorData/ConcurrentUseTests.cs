using Microsoft.Extensions.VectorData;
using Xunit;

namespace RepLearn.Tests.Extensions.VectorData;

public sealed class ConcurrentUseTests
{
    private const int Dimension = 8;
    private static readonly float[][] s_rows = Clusters.Draw(2000, Dimension, seed: 3);

    // The first thousand stay; the others come and go, in batches that are seen as a whole or not at all.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readers_SeeWholeBatches(bool byIndex)
    {
        using var store = new MemoryVectorStore(new MemoryVectorStoreOptions { Index = byIndex ? HnswIndex.Create : null });
        VectorStoreCollection<int, VectorRecord<int>> collection =
            await store.AddRowsAsync("rows", [.. Enumerable.Range(0, 1000)], s_rows[..1000].SelectMany(row => row).ToArray(), Dimension);
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 4).Select(reader => Task.Run(() => ReadAsync(collection, reader, stop.Token)))];
        for (int turn = 0; turn < 20; turn++)
        {
            int[] coming = [.. Enumerable.Range(1000 + (turn * 50), 50)];
            await collection.UpsertAsync(coming.Select(row => new VectorRecord<int> { Key = row, Vector = s_rows[row] }));
            await collection.DeleteAsync(coming.Where(row => row % 2 == 0));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), searches => Assert.NotEqual(0, searches));
        Assert.Equal(1500, await collection.GetAsync(_ => true, 5000).CountAsync());
        foreach (int row in Enumerable.Range(0, 20).Select(place => place * 97))
        {
            VectorSearchResult<VectorRecord<int>> nearest = await collection.SearchAsync(s_rows[row], 1).SingleAsync();
            Assert.Equal(row < 1000 || row % 2 == 1, nearest.Record.Key == row);
        }
    }

    // A handle that searches while another deletes gets an answer or the documented error.
    [Fact]
    public async Task ADeletedCollection_DoesNotBreakSearches()
    {
        using var store = new MemoryVectorStore(new MemoryVectorStoreOptions { Index = HnswIndex.Create });
        VectorStoreCollection<int, VectorRecord<int>> collection = await store.AddRowsAsync("rows", [.. Enumerable.Range(0, 500)], s_rows[..500].SelectMany(row => row).ToArray(), Dimension);
        await Parallel.ForAsync(0, 200, async (call, token) =>
        {
            try
            {
                Assert.Equal(3, await collection.SearchAsync(s_rows[call], 3, cancellationToken: token).CountAsync(token));
            }
            catch (VectorStoreException)
            {
                Assert.False(await collection.CollectionExistsAsync(token));
            }

            if (call == 100)
            {
                await store.EnsureCollectionDeletedAsync("rows", token);
            }
        });
    }

    private static async Task<int> ReadAsync(VectorStoreCollection<int, VectorRecord<int>> collection, int reader, CancellationToken stop)
    {
        int searches = 0;
        while (!stop.IsCancellationRequested || searches == 0)
        {
            int row = ((searches * 131) + (reader * 17)) % 1000;
            List<VectorSearchResult<VectorRecord<int>>> found = await collection.SearchAsync(s_rows[row], 5, new() { IncludeVectors = true }, CancellationToken.None).ToListAsync(CancellationToken.None);
            Assert.Equal(row, found[0].Record.Key);
            Assert.All(found, result => Assert.Equal(s_rows[result.Record.Key], result.Record.Vector.ToArray()));
            int counted = await collection.GetAsync(record => record.Key >= 1000 && record.Key % 2 == 1, 5000, cancellationToken: CancellationToken.None).CountAsync(CancellationToken.None);
            Assert.Equal(0, counted % 25);
            searches++;
        }

        return searches;
    }
}
