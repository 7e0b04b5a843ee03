using System.CommandLine;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Words;

/// <summary>
/// Spearman's ρ of cosines with people's judgement of word pairs, after five epochs with 100 values, window 5, subsampling 1e-3 and
/// words that come five times, beside gensim's vectors from the same file, judged by the same code.
/// </summary>
internal sealed class QualityTable : BenchmarkTable
{
    private const int Dimension = 100;
    private const int Epochs = 5;

    private string? _corpus;
    private string? _pairs;
    private int _seeds;
    private int _peerThreads;
    private string _python = "";
    private bool _withoutPeer;

    public override string Name => "quality";

    public override string Description => "word pairs judged by vectors of skip-gram, CBOW and hierarchical softmax, beside gensim's";

    public override IEnumerable<Option> Options =>
        [WordOptions.Corpus, WordOptions.Pairs, WordOptions.Seeds, WordOptions.PeerThreads, WordOptions.Python, WordOptions.NoPeer];

    public override void Read(ParseResult parsed)
    {
        _corpus = parsed.GetValue(WordOptions.Corpus);
        _pairs = parsed.GetValue(WordOptions.Pairs);
        _seeds = parsed.GetValue(WordOptions.Seeds);
        _peerThreads = parsed.GetValue(WordOptions.PeerThreads);
        _python = parsed.GetRequiredValue(WordOptions.Python);
        _withoutPeer = parsed.GetValue(WordOptions.NoPeer);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Racing uses the largest of the numbers of threads; they change nothing of the deterministic mode. gensim has a number of its own,
    /// for its result depends on it: with corpus_file each worker lowers the learning rate by its own words beside those of all, so
    /// that with several it falls only part of the way, and one worker alone trains as the learning rate's definition says.
    /// The last line: <c>quality:</c>, then for each scheme its name and the differences of racing's and the deterministic mode's
    /// mean from gensim's, or without gensim the two means.
    /// </remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        if (_corpus is null || _pairs is null)
        {
            output.WriteLine("Expected --corpus FILE and --pairs FILE.");
            return false;
        }

        int most = threads.Max();
        IReadOnlyList<WordPair> pairs = WordPair.ReadFile(_pairs);
        using Gensim? peer = WordOptions.StartPeer(output, _python, _withoutPeer, 1);
        peer?.Ask($"corpus {_corpus}");
        TextCorpus corpus = TextCorpus.FromFile(_corpus, new TextOptions { Tokenizer = new WhitespaceTokenizer() });
        Vocabulary words = Vocabulary.Build(corpus);
        output.WriteLine($"{words.CorpusTokens} words, {words.Count} in the vocabulary; {Epochs} epochs; mean ± standard deviation of a seed (seeds):");
        output.WriteLine($"{"scheme",-10}{$"racing, threads {most}",-22}{"deterministic",-22}{(peer is null ? "" : $"gensim, threads {_peerThreads}")}");
        var differences = new List<string>();
        foreach (WordScheme scheme in WordScheme.All)
        {
            double[] racing = Judge(seed => Train(scheme, words, corpus, EmbeddingMode.Racing, most, seed), pairs);
            double[] deterministic = Judge(seed => Train(scheme, words, corpus, EmbeddingMode.Deterministic, 1, seed), pairs);
            double[] other = peer is null ? [] : Judge(seed => TrainPeer(peer, scheme, seed), pairs);
            output.WriteLine($"{scheme.Name,-10}{Summary(racing),-22}{Summary(deterministic),-22}{Summary(other)}");
            differences.Add(peer is null
                ? $"{scheme.Name} {racing.Average():F3} {deterministic.Average():F3}"
                : $"{scheme.Name} {racing.Average() - other.Average():+0.000;-0.000} {deterministic.Average() - other.Average():+0.000;-0.000}");
        }

        output.WriteLine($"quality: {string.Join(" ", differences)}");
        return true;
    }

    private static string Summary(double[] values) => values.Length switch
    {
        0 => "",
        1 => $"{values[0]:F3} (1)",
        int count => $"{values.Average():F3} ± {Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (count - 1)):F3} ({count})",
    };

    private double[] Judge(Func<int, WordVectors> train, IReadOnlyList<WordPair> pairs) =>
        [.. Enumerable.Range(1, _seeds).Select(seed => train(seed).Evaluate(pairs).Spearman
            ?? throw new InvalidDataException($"{_pairs} has fewer than two pairs of words of the vocabulary."))];

    private static WordVectors Train(WordScheme scheme, Vocabulary words, TextCorpus corpus, EmbeddingMode mode, int threads, int seed)
    {
        using Embedding<float> model = scheme.Create(Dimension, words, (ulong)seed);
        model.Fit(corpus, new EmbeddingOptions { Epochs = Epochs, Mode = mode, Threads = threads });
        return model.Vectors;
    }

    private WordVectors TrainPeer(Gensim peer, WordScheme scheme, int seed)
    {
        peer.Train(scheme.Name, Dimension, _peerThreads, Epochs, seed, _corpus!);
        string path = Path.GetTempFileName();
        try
        {
            peer.Ask($"save {path}");
            return WordVectors.Load(path, VectorFormat.Word2VecBinary);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
