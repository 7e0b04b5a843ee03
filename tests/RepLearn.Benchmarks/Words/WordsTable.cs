using System.CommandLine;
using System.Diagnostics;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Words;

/// <summary>
/// Words a second and thread while vectors are learned, beside gensim's <c>corpus_file</c> in turns: the same file, window 5,
/// subsampling 1e-3, words that come five times, one epoch. Both sides count all words of the file; building the vocabulary is
/// not timed, reading the file is. Then costs against vocabulary and dimension, and searches.
/// </summary>
internal sealed class WordsTable : BenchmarkTable
{
    private const int Turns = 3;

    private readonly Dictionary<string, double> _worst = [];
    private string? _corpus;
    private long _words;
    private string[] _only = [];
    private int[] _values = [];
    private string _python = "";
    private bool _withoutPeer;

    public override string Name => "words";

    public override string Description => "words a second of skip-gram, CBOW and hierarchical softmax, and nearest neighbours, beside gensim if there is one";

    public override IEnumerable<Option> Options => [WordOptions.Corpus, WordOptions.Words, WordOptions.Only, WordOptions.Values, WordOptions.Python, WordOptions.NoPeer];

    public override void Read(ParseResult parsed)
    {
        _corpus = parsed.GetValue(WordOptions.Corpus);
        _words = parsed.GetValue(WordOptions.Words);
        _only = parsed.GetRequiredValue(WordOptions.Only);
        _values = parsed.GetRequiredValue(WordOptions.Values);
        _python = parsed.GetRequiredValue(WordOptions.Python);
        _withoutPeer = parsed.GetValue(WordOptions.NoPeer);
    }

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        using Gensim? peer = WordOptions.StartPeer(output, _python, _withoutPeer, 1);
        if (_corpus is null)
        {
            output.WriteLine("Words a second are not measured without --corpus FILE.");
        }
        else
        {
            Compare(output, threads, _corpus, peer);
        }

        if (_only.Contains("costs"))
        {
            WordCosts.Print(output);
        }

        bool agree = !_only.Contains("similar") || SimilarSpeed.Print(output, threads, count => WordOptions.StartPeer(output, _python, _withoutPeer, count));
        output.WriteLine(_worst.Count == 0
            ? "words: peers none"
            : $"words: {string.Join(" ", _worst.Select(ratio => $"{ratio.Key} {ratio.Value:F2}"))}");
        return agree;
    }

    private void Compare(TextWriter output, IReadOnlyList<int> threads, string path, Gensim? peer)
    {
        Vocabulary words = Vocabulary.Build(Text(path));
        using var part = CorpusPart.Make(path, words.CorpusTokens, _words);
        peer?.Ask($"corpus {path}");
        output.WriteLine($"{words.CorpusTokens} words, {words.Count} in the vocabulary; {part.Words} are trained on. Thousand words a second and thread, medians of {Turns} turns:");
        output.WriteLine($"{"scheme",-10}{"values",8}{"threads",8}{"racing",10}{"determin.",10}{"gensim",10}{"ratio",8}");
        foreach (WordScheme scheme in WordScheme.All.Where(scheme => _only.Contains(scheme.Name)))
        {
            foreach (int dimension in _values)
            {
                foreach (int count in threads)
                {
                    Measure(output, scheme, dimension, count, words, part, peer);
                }
            }
        }
    }

    private void Measure(TextWriter output, WordScheme scheme, int dimension, int threads, Vocabulary words, CorpusPart part, Gensim? peer)
    {
        double[] racing = new double[Turns];
        double[] deterministic = new double[Turns];
        double[] other = new double[Turns];
        double[] ratios = new double[Turns];
        using Embedding<float> model = scheme.Create(dimension, words, 1);
        TextCorpus corpus = Text(part.Path);

        // Compiled for speed, and both tables in memory.
        Rate(model, corpus, part.Words, EmbeddingMode.Racing, threads);
        for (int turn = 0; turn < Turns; turn++)
        {
            racing[turn] = Rate(model, corpus, part.Words, EmbeddingMode.Racing, threads);
            other[turn] = (peer?.Train(scheme.Name, dimension, threads, 1, turn + 1, part.Path) ?? 0) / threads;
            deterministic[turn] = Rate(model, corpus, part.Words, EmbeddingMode.Deterministic, threads);
            ratios[turn] = racing[turn] / other[turn];
        }

        output.Write($"{scheme.Name,-10}{dimension,8}{threads,8}{Measurement.Median(racing) / 1e3,10:F0}{Measurement.Median(deterministic) / 1e3,10:F0}");
        if (peer is null)
        {
            output.WriteLine();
            return;
        }

        double ratio = Measurement.Median(ratios);
        _worst[scheme.Name] = Math.Min(ratio, _worst.GetValueOrDefault(scheme.Name, double.MaxValue));
        output.WriteLine($"{Measurement.Median(other) / 1e3,10:F0}{ratio,8:F2}");
    }

    private static double Rate(Embedding<float> model, TextCorpus corpus, long words, EmbeddingMode mode, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        model.Fit(corpus, new EmbeddingOptions { Epochs = 1, Mode = mode, Threads = threads });
        return words / Stopwatch.GetElapsedTime(start).TotalSeconds / threads;
    }

    private static TextCorpus Text(string path) => TextCorpus.FromFile(path, new TextOptions { Tokenizer = new WhitespaceTokenizer() });
}
