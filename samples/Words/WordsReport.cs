using RepLearn.Embeddings;
using RepLearn.Evaluation;
using SampleCommon;
using static SampleCommon.Figures;

namespace WordsSample;

/// <summary>The page that shows a reader who has not seen word vectors before what they know.</summary>
internal sealed class WordsReport(Settings settings, string text, Findings findings)
{
    /// <summary>Writes the page and its pictures.</summary>
    /// <returns>The full path of the page.</returns>
    public string Write()
    {
        var page = new ReportPage(
            "What a table of word vectors learns from a text",
            $"{text}. The model saw the words in their order and nothing else: no dictionary, no labels. It learned to tell, from a word, which words stand near it; what it needed for that is in the vectors.");
        AddMap(page);
        AddNeighbours(page);
        AddAnalogies(page);
        AddFiles(page);
        AddOneHot(page);
        AddTraining(page);
        return page.Write(settings.Output);
    }

    private void AddMap(ReportPage page)
    {
        if (findings.Map is { } map)
        {
            page.AddHeading("The map")
                .AddMap("map.png", map, $"The {map.Count} most frequent words that carry meaning, laid out on a plane by t-SNE so that words with alike vectors lie together; far distances mean little. Colours are clusters, found by k-means among the full vectors; the legend has the words nearest each cluster's centre. Point at a dot for its count and its nearest words, at a cluster to see it alone; {map.Count - map.LabelCount} words had no room for their names and show them then. As a picture:");
        }
    }

    private void AddNeighbours(ReportPage page) => page.AddHeading("Neighbours")
        .AddText("The nearest of all words, by three measures. The cosine looks at directions alone. The dot product favours long vectors, the Euclidean distance vectors of like length.")
        .AddTextTable(NeighbourTable.Header, findings.Neighbours);

    private void AddAnalogies(ReportPage page) => page.AddHeading("Analogies")
        .AddText($"\"man is to woman as he is to …\": the word whose vector is nearest to woman − man + he (3CosAdd), the three given words left out; the last word of each line is the one expected. Ranks tell the place of the expected word among all answers.{(settings.Corpus is null ? " A text of a million words is little for this." : "")}")
        .AddTextTable([.. AnalogyAnswer.Header[..^1], "result"], findings.Analogies.Select(answer => answer.Row()))
        .AddText(findings.AnalogiesInWords());

    private void AddFiles(ReportPage page)
    {
        if (findings.Pairs is { } agreement)
        {
            page.AddHeading("Pairs that people judged")
                .AddText($"{Path.GetFileName(settings.Pairs)}: {agreement}. Spearman's ρ compares the order of the cosines with the order of people's judgements: 1 is the same order, 0 is none.");
        }

        if (findings.AnalogyFile is { } result)
        {
            page.AddHeading("Analogies by section")
                .AddText($"{Path.GetFileName(settings.Analogies)}, by 3CosAdd among all words.")
                .AddTable(
                    ["section", "right", "asked", "share", "out of vocabulary"],
                    result.Sections.Append(result.Total).Select(score => (string[])
                    [
                        score.Name,
                        Text($"{score.Right}"),
                        Text($"{score.Asked}"),
                        score.Share is { } share ? Text($"{100 * share:F1} %") : "–",
                        Text($"{score.Unknown}"),
                    ]));
        }
    }

    private void AddOneHot(ReportPage page)
    {
        page.AddHeading("One-hot beside embedding")
            .AddText("A one-hot vector has a place for each word of the vocabulary, 1 at its own and 0 elsewhere. It says which word it is, and nothing of what it means: all words are equally far from each other. The embedding has as many values a word however many words there are, and its distances are learned.")
            .AddTable(OneHotComparison.SizeHeader, findings.OneHot.Size)
            .AddTable(OneHotComparison.DistanceHeader, findings.OneHot.Distances);
        foreach (string line in findings.OneHot.Sentences)
        {
            page.AddText(line);
        }
    }

    private void AddTraining(ReportPage page)
    {
        EmbeddingReport report = findings.Report;
        page.AddHeading("Model and training")
            .AddText("The model is this declaration; the code that trains it is generated from it when the program is compiled.")
            .AddCode(Declaration())
            .AddTextTable(
                ["setting", "value"],
                [
                    .. findings.Facts,
                    ["epochs", $"{settings.Epochs}"],
                    ["mode", settings.Racing ? "racing: no two runs are alike" : "deterministic: the same bits at any number of threads"],
                    ["seed", $"{settings.Seed}"],
                    ["training time", Text($"{report.Time.TotalSeconds:F1} s on up to {report.Threads} {(report.Threads == 1 ? "thread" : "threads")}, {report.Words / Math.Max(report.Time.TotalSeconds, 1e-9):N0} words/s")],
                ])
            .AddPicture("loss.png", new LearningCurves { VerticalTitle = "nats a predicted word", Density = 2 }.Draw(("training, loss", [.. report.Epochs.Select(epoch => epoch.Loss)])), "The mean loss of a predicted word in each epoch: −ln of the probability that the word was told from the noise words, and they from it. It is taken just before the word's own step, so it gains from the steps for the words around it, the more the higher the learning rate: as that falls, the curve may rise while the vectors, left as they are, still get better.", density: 2)
            .AddText(settings.Racing ? "A run like this one, from the root of the repository:" : "To get these results again, all but the training time, run from the root of the repository; the number of threads makes no difference:")
            .AddCode(Command());
    }

    private string Command() => new CommandText("samples/Words")
        .AddPath("--corpus", settings.Corpus)
        .AddPath("--pairs", settings.Pairs)
        .AddPath("--analogies", settings.Analogies)
        .AddEach("--words", settings.Words)
        .Add("--epochs", settings.Epochs)
        .Add("--minimum-count", settings.MinimumCount)
        .Add("--seed", settings.Seed)
        .AddSwitch("--phrases", settings.Phrases)
        .AddSwitch("--racing", settings.Racing)
        .ToString();

    private static string Declaration()
    {
        using Stream resource = typeof(WordsReport).Assembly.GetManifestResourceStream("SpeechVectors.cs")
            ?? throw new InvalidOperationException("The assembly lacks its resource 'SpeechVectors.cs'.");
        string source = new StreamReader(resource).ReadToEnd();
        return source[source.IndexOf('[', StringComparison.Ordinal)..].Trim();
    }
}
