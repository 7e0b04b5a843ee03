using System.CommandLine;

namespace RepLearn.Benchmarks.Words;

/// <summary>Options of the tables about words.</summary>
internal static class WordOptions
{
    public static readonly Option<string?> Corpus = new("--corpus")
    {
        Description = "Tables about words: text to learn from, words between spaces, a sentence a line; mix.py writes two.",
    };

    public static readonly Option<long> Words = new("--words")
    {
        Description = "Table words: words of the corpus to train on in a turn; 0 for all.",
        DefaultValueFactory = _ => 1_000_000,
    };

    public static readonly Option<string[]> Only = new("--only")
    {
        Description = "Table words: parts of it, or schemes whose training is compared.",
        DefaultValueFactory = _ => ["skipgram", "cbow", "hs", "costs", "similar"],
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<int[]> Values = new("--values")
    {
        Description = "Table words: values of the vectors that are trained.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [100, 300],
    };

    public static readonly Option<string> Python = new("--python")
    {
        Description = "Tables about words: a Python that has gensim.",
        DefaultValueFactory = _ => "/usr/bin/python3",
    };

    public static readonly Option<bool> NoPeer = new("--no-peer")
    {
        Description = "Tables about words: without gensim.",
    };

    public static readonly Option<string?> Pairs = new("--pairs")
    {
        Description = "Table quality: two words and their judged similarity a line.",
    };

    public static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "Table quality: trainings of each kind.",
        DefaultValueFactory = _ => 5,
    };

    public static readonly Option<int> PeerThreads = new("--peer-threads")
    {
        Description = "Table quality: gensim's threads; its result depends on them.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>gensim, unless there is none or it is not wanted; then a line says so.</summary>
    public static Gensim? StartPeer(TextWriter output, string python, bool without, int threads)
    {
        Gensim? peer = without ? null : Gensim.Start(python, threads);
        if (peer is null && !without)
        {
            output.WriteLine($"Without gensim: {python} is not there or does not have it.");
        }

        return peer;
    }
}
