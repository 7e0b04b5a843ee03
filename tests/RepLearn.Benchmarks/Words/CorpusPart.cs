namespace RepLearn.Benchmarks.Words;

/// <summary>Every so-many-th line of a corpus, in a file that goes with this object: short to train on, and as varied as the whole.</summary>
internal sealed class CorpusPart : IDisposable
{
    private CorpusPart(string path, long words) => (Path, Words) = (path, words);

    public string Path { get; }

    /// <summary>Words between spaces in it.</summary>
    public long Words { get; }

    /// <summary>Writes it.</summary>
    /// <param name="corpus">The corpus, a sentence a line.</param>
    /// <param name="corpusWords">Words in it.</param>
    /// <param name="words">About so many are wanted; 0 for all.</param>
    public static CorpusPart Make(string corpus, long corpusWords, long words)
    {
        long every = words == 0 ? 1 : Math.Max(1, corpusWords / words);
        string path = System.IO.Path.GetTempFileName();
        long line = 0;
        long written = 0;
        using var part = new StreamWriter(path);
        foreach (string sentence in File.ReadLines(corpus))
        {
            if (line++ % every == 0)
            {
                part.Write(sentence);
                part.Write('\n');
                written += sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            }
        }

        return new CorpusPart(path, written);
    }

    public void Dispose() => File.Delete(Path);
}
