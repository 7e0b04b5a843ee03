using RepLearn;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Numerics.Files;
using SampleCommon;
using FitText = WordsSample.FitText;
using SpeechVectors = WordsSample.SpeechVectors;

namespace ExplorerSample.Words;

/// <summary>Where the word vectors come from: a file, the cache, or training.</summary>
internal sealed class WordSource
{
    private const int Epochs = 5;

    // One bad word of many should not hide the others.
    private static readonly VectorReadOptions s_reading = new() { Duplicates = DuplicateWord.KeepFirst, InvalidUtf8 = InvalidWord.Replace };

    private readonly Settings _settings;
    private WordVectors? _loaded;

    private WordSource(Settings settings, WordVectors? loaded, string name)
    {
        _settings = settings;
        _loaded = loaded;
        Name = name;
    }

    /// <summary>What the vectors are of, in words.</summary>
    public string Name { get; }

    // The recipe is part of the name: after a change of it another file is looked for.
    private string CacheName => FormattableString.Invariant($"words-speeches-{Epochs}-epochs-seed-{_settings.Seed}.safetensors");

    private string CacheFile => Path.Combine(_settings.Cache, CacheName);

    /// <summary>Reads the file that the settings name, or what an earlier start learned, and expects that what will be learned can be kept.</summary>
    /// <exception cref="UsageException">The name does not tell the format, or the file has too few words; or what will be learned cannot be kept.</exception>
    /// <exception cref="ModelFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WordSource Open(Settings settings, JobConsole console)
    {
        if (settings.Vectors is { } file)
        {
            return new WordSource(settings, Load(file), FileText.Shown(Path.GetFileName(file)));
        }

        var source = new WordSource(settings, null, "State of the Union addresses 1865–2021");
        source._loaded = source.FromCache(console);
        if (source._loaded is null)
        {
            OutputPlace.ExpectFolder("--cache", settings.Cache, source.CacheName);
        }

        return source;
    }

    /// <summary>The vectors.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="EmbeddingDivergedException">The fit left the finite numbers.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public WordVectors Get(JobConsole console, CancellationToken token)
    {
        WordVectors vectors = _loaded ?? Train(console, token);
        vectors.Threads = _settings.Threads;
        return vectors;
    }

    private static WordVectors Load(string file)
    {
        if (!WordVectors.TryGetFormat(file, out _))
        {
            throw new UsageException($"--vectors expects a file that ends in .txt, .bin, .vec, .tsv or .safetensors, packed or not, but got '{file}'.");
        }

        WordVectors vectors = WordVectors.Load(file, options: s_reading);
        return vectors.Count >= WordSpace.LeastWords
            ? vectors
            : throw new UsageException($"{file}: expected at least {WordSpace.LeastWords} words, but got {vectors.Count}.");
    }

    private WordVectors? FromCache(JobConsole console)
    {
        if (!File.Exists(CacheFile))
        {
            return null;
        }

        try
        {
            WordVectors vectors = WordVectors.Load(CacheFile);
            console.WriteLine($"Words: {Path.GetFullPath(CacheFile)}, of an earlier start");
            return vectors.Count >= WordSpace.LeastWords ? vectors : null;
        }
        catch (ModelFileException problem)
        {
            console.WriteLine($"Learning again: {problem.Message}");
            return null;
        }
    }

    private WordVectors Train(JobConsole console, CancellationToken token)
    {
        TextCorpus speeches = TextCorpus.FromStream(Speeches.Open, name: "speeches");
        Vocabulary vocabulary = console.Show<VocabularyProgress, Vocabulary>(
            "Words", FitText.OfCounting(), progress => Vocabulary.Build(speeches, progress: progress, cancellationToken: token));
        using var model = new SpeechVectors(vocabulary, _settings.Seed);
        console.Show<EmbeddingProgress, EmbeddingReport>(
            "Vectors", FitText.Of, progress => model.Fit(speeches, new EmbeddingOptions { Epochs = Epochs, Threads = _settings.Threads }, progress, token));
        token.ThrowIfCancellationRequested();
        model.Vectors.Save(CacheFile);
        console.WriteLine($"Words: {Path.GetFullPath(CacheFile)}, for the next start");

        // Read back, because the model's own end with it.
        return WordVectors.Load(CacheFile);
    }
}
