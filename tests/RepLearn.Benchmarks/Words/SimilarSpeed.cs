using System.Diagnostics;
using System.Globalization;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Words;

/// <summary>
/// Exact ten nearest of 100,000 vectors of 100 values by cosine, beside gensim's <c>most_similar</c> on the same file. gensim asks
/// one word at a time; so do we, and then all words at once.
/// </summary>
internal static class SimilarSpeed
{
    private const int Count = 100_000;
    private const int Dimension = 100;
    private const int Queries = 100;
    private const int Turns = 5;

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="threads">Numbers of threads.</param>
    /// <param name="startPeer">Starts gensim with so many threads.</param>
    /// <returns>Whether both sides found the same neighbours.</returns>
    public static bool Print(TextWriter output, IReadOnlyList<int> threads, Func<int, Gensim?> startPeer)
    {
        WordVectors vectors = Draw();
        string[] asked = [.. Enumerable.Range(0, Queries).Select(query => Word(query * (Count / Queries)))];
        output.WriteLine();
        output.WriteLine($"Ten nearest of {Count} vectors of {Dimension} values, microseconds a question, medians of {Turns} turns; the first search of vectors:");
        output.WriteLine($"{"threads",-10}{"single",10}{"batch",10}{"first",10}{"gensim",10}{"ratios",10}");
        string path = Path.GetTempFileName();
        bool agree = true;
        try
        {
            vectors.Save(path, VectorFormat.Word2VecBinary);
            var ratios = new List<(double Single, double Batch)>();
            foreach (int count in threads)
            {
                using Gensim? peer = startPeer(count);
                peer?.Ask($"load {path}");
                vectors.Threads = count;
                agree &= Measure(output, vectors, asked, peer, ratios);
            }

            output.WriteLine(ratios.Count == 0
                ? "similar: peers none"
                : $"similar: single {ratios.Min(ratio => ratio.Single):F1} batch {ratios.Min(ratio => ratio.Batch):F1}");
        }
        finally
        {
            File.Delete(path);
        }

        return agree;
    }

    private static bool Measure(TextWriter output, WordVectors vectors, string[] asked, Gensim? peer, List<(double Single, double Batch)> ratios)
    {
        double[] single = new double[Turns];
        double[] batch = new double[Turns];
        double[] first = new double[Turns];
        double[] other = new double[Turns];
        bool agree = true;
        for (int turn = -1; turn < Turns; turn++)
        {
            long start = Stopwatch.GetTimestamp();
            Neighbour[][] found = [.. asked.Select(word => vectors.MostSimilar(word))];
            double singleSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            vectors.MostSimilarBatch(asked);
            double batchSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            WordVectors fresh = vectors.First(Count - 1);
            start = Stopwatch.GetTimestamp();
            fresh.MostSimilar(asked[0]);
            double firstSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            string[]? answer = peer?.Ask($"similar 1 {string.Join(' ', asked)}");
            agree &= answer is null || answer[1..].SequenceEqual(found.SelectMany(neighbours => neighbours.Select(neighbour => neighbour.Word)));
            if (turn >= 0)
            {
                (single[turn], batch[turn], first[turn]) = (singleSeconds, batchSeconds, firstSeconds);
                other[turn] = answer is null ? 0 : double.Parse(answer[0], CultureInfo.InvariantCulture);
            }
        }

        double Microseconds(double[] seconds) => Measurement.Median(seconds) * 1e6 / asked.Length;
        output.Write($"{vectors.Threads,-10}{Microseconds(single),10:F0}{Microseconds(batch),10:F0}{Measurement.Median(first) * 1e6,10:F0}");
        if (peer is null)
        {
            output.WriteLine();
            return true;
        }

        (double, double) ratio = (
            Measurement.Median([.. other.Zip(single, (theirs, ours) => theirs / ours)]),
            Measurement.Median([.. other.Zip(batch, (theirs, ours) => theirs / ours)]));
        ratios.Add(ratio);
        output.WriteLine($"{Microseconds(other),10:F0}   {ratio.Item1:F2} {ratio.Item2:F2}{(agree ? "" : " OTHER NEIGHBOURS")}");
        return agree;
    }

    private static WordVectors Draw()
    {
        var random = new Random(1);
        float[] rows = new float[Count * Dimension];
        for (int place = 0; place < rows.Length; place++)
        {
            rows[place] = random.NextSingle() - 0.5f;
        }

        return new WordVectors(Enumerable.Range(0, Count).Select(Word), rows, Dimension);
    }

    private static string Word(int number) => $"w{number}";
}
