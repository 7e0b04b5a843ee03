using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.VectorData;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Search;

/// <summary>
/// A collection's ten nearest of 100,000 passages by cosine: exact, exact for many questions at once, and by graphs of neighbours of several sizes, with the
/// share of the ten that each finds.
/// </summary>
internal sealed class SearchTable : BenchmarkTable
{
    private const int Top = 10;
    private const int Turns = 3;

    public override string Name => "search";

    public override string Description => "the ten nearest of 100,000 passages by exact search and by graphs: recall, time to build, time a question";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads) => PrintAsync(output, threads).GetAwaiter().GetResult();

    private static async Task<bool> PrintAsync(TextWriter output, IReadOnlyList<int> threads)
    {
        (float[] rows, float[][] queries) = await Passages.DrawAsync();
        output.WriteLine($"Ten nearest of {Passages.Count} passages, {Passages.Dimension} values, by cosine; medians of {Turns} turns over {queries.Length} questions:");
        output.WriteLine($"{"",-40}{"threads",8}{"build, s",10}{"recall@10",11}{"us each",10}{"1 of 10",10}");
        int[][] expected = [];
        bool right = true;
        var last = new StringBuilder("search:");
        foreach (int count in threads)
        {
            (int[][] found, double recall, double microseconds) = await MeasureAsync(output, "exact", new MemoryVectorStoreOptions { Threads = count }, rows, queries, expected);
            expected = expected.Length == 0 ? found : expected;
            right &= recall == 1;
            last.Append($" exact {microseconds:F0}");
            Batch(output, count, rows, queries);
        }

        HnswOptions[] graphs = [new() { Connectivity = 8, ExpansionAdd = 64, ExpansionSearch = 32 }, new(), new() { ExpansionSearch = 256 }];
        foreach (HnswOptions graph in graphs)
        {
            var options = new MemoryVectorStoreOptions { Threads = 1, Index = (dimension, metric) => new HnswIndex(dimension, metric, graph) };
            (_, double recall, double microseconds) = await MeasureAsync(output, $"graph, {graph.Connectivity} links, {graph.ExpansionAdd} / {graph.ExpansionSearch}", options, rows, queries, expected);
            last.Append($" graph {microseconds:F0} {recall:F3}");
        }

        output.WriteLine(last);
        return right;
    }

    // The last column has a filter that one record in ten passes.
    private static async Task<(int[][] Found, double Recall, double Microseconds)> MeasureAsync(
        TextWriter output, string name, MemoryVectorStoreOptions options, float[] rows, float[][] queries, int[][] expected)
    {
        using var store = new MemoryVectorStore(options);
        long start = Stopwatch.GetTimestamp();
        MemoryVectorCollection<int, VectorRecord<int>> collection = await store.AddRowsAsync("passages", [.. Enumerable.Range(0, Passages.Count)], rows, Passages.Dimension);
        double build = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int[][] found = [];
        double[] seconds = new double[Turns];
        double[] filtered = new double[Turns];
        for (int turn = -1; turn < Turns; turn++)
        {
            start = Stopwatch.GetTimestamp();
            found = await AskAsync(collection, queries, new());
            double plain = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            await AskAsync(collection, queries, new() { Filter = record => record.Key % 10 == 0 });
            if (turn >= 0)
            {
                (seconds[turn], filtered[turn]) = (plain, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        double recall = expected.Length == 0 ? 1 : expected.Zip(found).Average(pair => pair.First.Intersect(pair.Second).Count() / (double)Top);
        double microseconds = Measurement.Median(seconds) * 1e6 / queries.Length;
        output.WriteLine($"{name,-40}{options.Threads,8}{build,10:F1}{recall,11:F3}{microseconds,10:F0}{Measurement.Median(filtered) * 1e6 / queries.Length,10:F0}");
        return (found, recall, microseconds);
    }

    private static async Task<int[][]> AskAsync(MemoryVectorCollection<int, VectorRecord<int>> collection, float[][] queries, VectorSearchOptions<VectorRecord<int>> options)
    {
        int[][] found = new int[queries.Length][];
        for (int query = 0; query < queries.Length; query++)
        {
            found[query] = await collection.SearchAsync(queries[query], Top, options).Select(result => result.Record.Key).ToArrayAsync();
        }

        return found;
    }

    private static void Batch(TextWriter output, int threads, float[] rows, float[][] queries)
    {
        var vectors = new WordVectors(Enumerable.Range(0, Passages.Count).Select(row => $"{row}"), rows, Passages.Dimension) { Threads = threads };
        float[] all = [.. queries.SelectMany(query => query)];
        double[] seconds = new double[Turns];
        for (int turn = -1; turn < Turns; turn++)
        {
            long start = Stopwatch.GetTimestamp();
            vectors.MostSimilarBatch(all, Top);
            seconds[Math.Max(turn, 0)] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        output.WriteLine($"{"exact, all at once (MostSimilarBatch)",-40}{threads,8}{"",10}{1,11:F3}{Measurement.Median(seconds) * 1e6 / queries.Length,10:F0}");
    }
}
