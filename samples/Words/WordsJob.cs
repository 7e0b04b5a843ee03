using System.Diagnostics;
using RepLearn;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using SampleCommon;
using Spectre.Console;
using static SampleCommon.Figures;

namespace WordsSample;

/// <summary>The whole job, in order: count, train, ask, compare, draw, report.</summary>
internal sealed class WordsJob(
    Settings settings, SpeechText text, IReadOnlyList<WordPair>? pairs, IReadOnlyList<AnalogySection>? analogies, JobConsole console)
{
    private const int MapWords = 350;

    /// <summary>Runs the job.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="CorpusException">The text is damaged or too short.</exception>
    /// <exception cref="IOException">The report or the vectors cannot be written.</exception>
    public void Run(CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        SpeechText read = settings.Phrases ? WithPhrases(token) : text;
        Vocabulary vocabulary = console.Show<VocabularyProgress, Vocabulary>("Words", FitText.OfCounting(), progress => read.Count(settings.MinimumCount, progress, token));
        using var model = new SpeechVectors(vocabulary, settings.Seed);
        IReadOnlyList<string[]> facts = Facts(vocabulary);
        foreach (string[] fact in facts)
        {
            console.WriteLine($"{fact[0]}: {fact[1]}");
        }

        console.WriteLine(model.Describe().TrimEnd());
        EmbeddingReport report = Train(model, read, token);
        Findings findings = Look(model, read, report, facts, token);
        Tell(findings);
        if (settings.Save is { } file)
        {
            model.Vectors.Save(file);
            console.WriteLine($"Vectors: {Path.GetFullPath(file)}");
        }

        token.ThrowIfCancellationRequested();
        string index = new WordsReport(settings, text.Name, findings).Write();
        console.WriteLine(Text($"Report: {index} ({clock.Elapsed.TotalSeconds:F0} s in all)"));
    }

    private SpeechText WithPhrases(CancellationToken token)
    {
        Phrases phrases = Phrases.Learn(text.Corpus, cancellationToken: token);
        console.WriteLine($"Phrases: {phrases.Found.Count}, such as {string.Join(", ", phrases.Found.OrderByDescending(phrase => phrase.Count).Take(8).Select(phrase => phrase.Text))}");
        return text with { Corpus = phrases.Apply(text.Corpus) };
    }

    private string[][] Facts(Vocabulary vocabulary) =>
    [
        ["text", text.Name],
        ["words in it", Text($"{vocabulary.CorpusTokens:N0}")],
        ["words with a vector", Text($"{vocabulary.Count:N0}: those that come {settings.MinimumCount} times or more, {100.0 * vocabulary.TotalCount / vocabulary.CorpusTokens:F1} % of the text")],
    ];

    private EmbeddingReport Train(SpeechVectors model, SpeechText read, CancellationToken token)
    {
        var options = new EmbeddingOptions
        {
            Epochs = settings.Epochs,
            Mode = settings.Racing ? EmbeddingMode.Racing : EmbeddingMode.Deterministic,
        };
        options = settings.Threads is { } threads ? options with { Threads = threads } : options;
        EmbeddingReport report = console.Show<EmbeddingProgress, EmbeddingReport>("Vectors", FitText.Of, progress => model.Fit(read.Corpus, options, progress, token));
        token.ThrowIfCancellationRequested();
        console.WriteLine(report.ToString().Split('\n')[^1]);
        return report;
    }

    private Findings Look(SpeechVectors model, SpeechText read, EmbeddingReport report, IReadOnlyList<string[]> facts, CancellationToken token)
    {
        WordVectors vectors = model.Vectors;
        vectors.Threads = settings.Threads ?? vectors.Threads;
        string[] content = ContentWords.MostFrequent(model.Vocabulary, MapWords);
        string[] shown = [.. WordsToShow(vectors, content)];
        TimeProbe? probe = TimeProbe.Take(read.Corpus, model.Vocabulary, vectors, settings.Seed);
        token.ThrowIfCancellationRequested();
        return new Findings
        {
            Facts = [.. facts, ["memory", Text($"{report.Memory / 1e6:F0} MB: vectors, words, sampling tables, buffers")]],
            Report = report,
            Neighbours = [.. NeighbourTable.Rows(vectors, shown)],
            Analogies = [.. Questions.Analogies.Select(question => AnalogyAnswer.Ask(vectors, question))],
            Pairs = pairs is null ? null : vectors.Evaluate(pairs),
            AnalogyFile = analogies is null ? null : vectors.Evaluate(analogies),
            OneHot = OneHotComparison.Of(vectors, content, shown.FirstOrDefault(word => vectors.Words.IndexOf(word) >= 0) ?? vectors.Words[0], probe),
            Map = content.Length < WordClusters.LeastWords ? null : TopicMap.Draw(vectors, model.Vocabulary, content, settings.Seed),
        };
    }

    // The user's words; or the sample's, as far as the text has them, and its own frequent ones in the others' place.
    private IEnumerable<string> WordsToShow(WordVectors vectors, string[] content) => settings.Words.Count > 0
        ? settings.Words
        : Questions.Words.Where(word => vectors.Words.IndexOf(word) >= 0).Concat(content).Distinct().Take(Questions.Words.Length);

    private void Tell(Findings findings)
    {
        console.WriteTable(NeighbourTable.Header, findings.Neighbours, Justify.Left);
        console.WriteTable(AnalogyAnswer.Header, findings.Analogies.Select(answer => answer.Row()), Justify.Left);
        console.WriteLine(findings.AnalogiesInWords());
        if (findings.Pairs is { } agreement)
        {
            console.WriteLine($"{Path.GetFileName(settings.Pairs)}: {agreement}");
        }

        if (findings.AnalogyFile is { } result)
        {
            console.WriteLine($"{Path.GetFileName(settings.Analogies)}, by 3CosAdd:\n{result}");
        }

        console.WriteLine("One-hot beside embedding:");
        console.WriteTable(OneHotComparison.SizeHeader, findings.OneHot.Size);
        console.WriteTable(OneHotComparison.DistanceHeader, findings.OneHot.Distances);
        foreach (string line in findings.OneHot.Sentences)
        {
            console.WriteLine(line);
        }
    }
}
