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
    private string _python = "";
    private bool _withoutPeer;

    public override string Name => "quality";

    public override string Description => "word pairs judged by vectors of skip-gram, CBOW and hierarchical softmax, beside gensim's";

    public override IEnumerable<Option> Options =>
        [WordOptions.Corpus, WordOptions.Pairs, WordOptions.Seeds, WordOptions.Python, WordOptions.NoPeer];

    public override void Read(ParseResult parsed)
    {
        _corpus = parsed.GetValue(WordOptions.Corpus);
        _pairs = parsed.GetValue(WordOptions.Pairs);
        _seeds = parsed.GetValue(WordOptions.Seeds);
        _python = parsed.GetRequiredValue(WordOptions.Python);
        _withoutPeer = parsed.GetValue(WordOptions.NoPeer);
    }

    /// <inheritdoc/>
    /// <remarks>Racing and gensim use the largest of the numbers of threads; they change nothing of the deterministic mode.</remarks>
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
        output.WriteLine($"{words.CorpusTokens} words, {words.Count} in the vocabulary; {Epochs} epochs on {most} threads; mean and range of {_seeds} seeds:");
        output.WriteLine($"{"scheme",-10}{"racing",-22}{"deterministic",-22}{"gensim",-22}");
        var differences = new List<string>();
        foreach (WordScheme scheme in WordScheme.All)
        {
            double[] racing = Judge(seed => Train(scheme, words, corpus, EmbeddingMode.Racing, most, seed), pairs);
            double[] deterministic = Judge(seed => Train(scheme, words, corpus, EmbeddingMode.Deterministic, 1, seed), pairs);
            double[] other = peer is null ? [] : Judge(seed => TrainPeer(peer, scheme, most, seed), pairs);
            output.WriteLine($"{scheme.Name,-10}{Summary(racing),-22}{Summary(deterministic),-22}{Summary(other),-22}");
            differences.Add(peer is null
                ? $"{scheme.Name} {racing.Average():F3} {deterministic.Average():F3}"
                : $"{scheme.Name} {racing.Average() - other.Average():+0.000;-0.000} {deterministic.Average() - other.Average():+0.000;-0.000}");
        }

        output.WriteLine($"quality: {string.Join(" ", differences)}");
        return true;
    }

    private static string Summary(double[] values) =>
        values.Length == 0 ? "" : $"{values.Average():F3} ({values.Min():F3}–{values.Max():F3})";

    private double[] Judge(Func<int, WordVectors> train, IReadOnlyList<WordPair> pairs) =>
        [.. Enumerable.Range(1, _seeds).Select(seed => train(seed).Evaluate(pairs).Spearman
            ?? throw new InvalidDataException($"{_pairs} has fewer than two pairs of words of the vocabulary."))];

    private static WordVectors Train(WordScheme scheme, Vocabulary words, TextCorpus corpus, EmbeddingMode mode, int threads, int seed)
    {
        using Embedding<float> model = scheme.Create(Dimension, words, (ulong)seed);
        model.Fit(corpus, new EmbeddingOptions { Epochs = Epochs, Mode = mode, Threads = threads });
        return model.Vectors;
    }

    private WordVectors TrainPeer(Gensim peer, WordScheme scheme, int threads, int seed)
    {
        peer.Train(scheme.Name, Dimension, threads, Epochs, seed, _corpus!);
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
