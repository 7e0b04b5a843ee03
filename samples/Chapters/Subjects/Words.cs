using RepLearn;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Evaluation;
using WordsSample;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>Vectors of words: one-hot beside learned ones, and two ways to learn them.</summary>
internal static class Words
{
    private const int Fits = 3;
    private const int MapWords = 250;

    public static Chapter Chapter { get; } = new("words", "Vectors learned from a text tell which words belong together, and share directions; one-hot vectors tell neither", Run)
    {
        HasImages = false,
        Source = _ => "152 State of the Union addresses, 1865–2021 (PDDL 1.0 and CC0 1.0). The models see the words in their order and nothing else; the questions were chosen before any result was seen.",
    };

    private static Verdict Run(ChapterRun run)
    {
        TextCorpus corpus = TextCorpus.FromStream(Speeches.Open, name: "speeches");
        Vocabulary vocabulary = Vocabulary.Build(corpus);
        WordVectors[] skipGram = [.. Enumerable.Range(0, Fits).Select(fit => run.FitVectors($"skip-gram, fit {fit + 1}", new SpeechSkipGram(vocabulary, run.Seed + (ulong)fit), corpus, 5))];
        WordVectors[] cbow = [.. Enumerable.Range(0, Fits).Select(fit => run.FitVectors($"CBOW, fit {fit + 1}", new SpeechCbow(vocabulary, run.Seed + (ulong)fit), corpus, 5, 0.05))];
        AddDirection(run, skipGram[0]);
        (double[] skipAlong, double[] cbowAlong) = ([.. skipGram.Select(Along)], [.. cbow.Select(Along)]);
        run.AddTable(["vectors", $"right of {Questions.AskedPlurals.Length}, mean", "worst fit"], [Row("skip-gram", skipAlong), Row("CBOW", cbowAlong), ["one-hot", "0.0", "0"]]);
        run.Page.AddText("One-hot vectors of other words have nothing along that direction: neither word of a pair lies further than the other.");

        AddOneHot(run, vocabulary, skipGram[0]);
        run.Page.AddHeading("Which of two belongs")
            .AddText($"For each of {Questions.Triples.Length} words, such as {Questions.Triples[0].Split(' ')[0]}, two others, {Questions.Triples[0].Split(' ')[1]} and {Questions.Triples[0].Split(' ')[2]}: which is nearer? By three measures, mean of {Fits} fits with different first vectors. The cosine looks at directions alone; the dot product favours long vectors, which are mostly those of words of middle frequency; the Euclidean distance favours vectors of like length. Between one-hot vectors each measure is the same for any two words.");
        run.AddTable(
            ["vectors", "cosine", "dot product", "Euclidean"],
            [BelongRow("skip-gram", skipGram), BelongRow("CBOW", cbow), ["one-hot", "0.0", "0.0", "0.0"]]);
        run.Page.AddHeading("Neighbours by three measures").AddTextTable(NeighbourTable.Header, NeighbourTable.Rows(skipGram[0], ["army", "railroad", "children"]));

        AnalogyAnswer[] answers = [.. Questions.Analogies.Select(question => AnalogyAnswer.Ask(skipGram[0], question))];
        (double[] skipHits, double[] cbowHits) = ([.. skipGram.Select(Hits)], [.. cbow.Select(Hits)]);
        run.Page.AddHeading("Analogies").AddText("Skip-gram predicts each word near a word from it, CBOW a word from the mean of those near it. The answer to an analogy a : b = c : ? is the word nearest to b − a + c (3CosAdd), of all words of the vocabulary; the last word of each line is the one expected. A text of a million words is little for this.");
        run.AddTable(["vectors", $"right of {answers.Length}, mean", "worst fit"], [Row("skip-gram", skipHits), Row("CBOW", cbowHits)]);
        run.Page.AddTextTable([.. AnalogyAnswer.Header[..^1], "result"], answers.Select(answer => answer.Row()))
            .AddHeading("A map").AddMap("map.png", TopicMap.Draw(skipGram[0], vocabulary, ContentWords.MostFrequent(vocabulary, MapWords), run.Seed), "The most frequent words that carry meaning by their skip-gram vectors, on a plane (t-SNE), coloured by clusters (k-means). As a picture:");

        (double[] skipBelongs, double[] cbowBelongs) = ([.. skipGram.Select(vectors => Belongs(vectors, Metric.Cosine))], [.. cbow.Select(vectors => Belongs(vectors, Metric.Cosine))]);
        return new Verdict(
            Check.Above($"words of {Questions.Triples.Length} to which skip-gram puts the one that belongs nearer, worst of {Fits} fits", skipBelongs.Min(), Math.Ceiling(0.8 * Questions.Triples.Length) - 1, "F0"),
            Check.Above($"pairs of {Questions.AskedPlurals.Length} that the direction from one to many orders, worst fit", skipAlong.Min(), Math.Ceiling(0.75 * Questions.AskedPlurals.Length) - 1, "F0"));
    }

    private static void AddDirection(ChapterRun run, WordVectors vectors)
    {
        string[] words = [.. Questions.AskedPlurals.SelectMany(pair => pair.Split(' '))];
        float[] direction = Direction(vectors);
        float[] rows = [.. words.SelectMany(word => vectors[word].ToArray())];
        double[] along = CodeMath.Project(rows, direction);
        float[] rest = CodeMath.Remove(rows, direction);
        float[] across = Pca.Fit(rest, vectors.Dimension, 1).Transform(rest);
        var map = new WordMap([.. words.Select((word, place) => new MappedWord(word, (float)along[place], across[place], place % 2))], ["one", "many"], 620, 420);
        run.Page.AddHeading("A direction from one to many")
            .AddText($"The mean difference of {Questions.KnownPlurals.Length} pairs ({string.Join(", ", Questions.KnownPlurals.Take(3)).Replace(" ", "–", StringComparison.Ordinal).Replace(",–", ", ", StringComparison.Ordinal)}, …) is a direction. Does it hold for {Questions.AskedPlurals.Length} other pairs? A pair is right if the plural lies further along it than the singular; half of them would be by chance.");
        run.AddPicture("direction", map.DrawPng(ChapterRun.Density), "To the right, how far a word lies along the direction; upwards, the first principal component of what is left of the vectors without it. None of these words took part in finding the direction.");
    }

    private static void AddOneHot(ChapterRun run, Vocabulary vocabulary, WordVectors vectors)
    {
        OneHotComparison comparison = OneHotComparison.Of(vectors, ContentWords.MostFrequent(vocabulary, MapWords), "railroad", probe: null);
        run.Page.AddHeading("One-hot and dense").AddText("A one-hot vector has a place for each word of the vocabulary, 1 at its own and 0 elsewhere: all words are equally far from each other.");
        run.AddTable(OneHotComparison.SizeHeader, comparison.Size);
        run.AddTable(OneHotComparison.DistanceHeader, comparison.Distances);
    }

    // How many of the triples have the word that belongs nearer than the other.
    private static double Belongs(WordVectors vectors, Metric metric) => Questions.Triples.Select(triple => triple.Split(' ')).Count(words =>
        vectors.Similarity(words[0], words[1], metric) > vectors.Similarity(words[0], words[2], metric));

    private static double Along(WordVectors vectors)
    {
        float[] direction = Direction(vectors);
        return CodeMath.Project(Rows(vectors, Questions.AskedPlurals, 0), direction).Zip(CodeMath.Project(Rows(vectors, Questions.AskedPlurals, 1), direction)).Count(pair => pair.Second > pair.First);
    }

    private static double Hits(WordVectors vectors) => Questions.Analogies.Count(question => AnalogyAnswer.Ask(vectors, question).IsHit);

    private static float[] Direction(WordVectors vectors) => CodeMath.Direction(Rows(vectors, Questions.KnownPlurals, 1), Rows(vectors, Questions.KnownPlurals, 0), vectors.Dimension);

    private static float[] Rows(WordVectors vectors, string[] pairs, int place) => [.. pairs.SelectMany(pair => vectors[pair.Split(' ')[place]].ToArray())];

    private static string[] Row(string name, double[] counts) => [name, Text($"{counts.Average():F1}"), Text($"{counts.Min()}")];

    private static string[] BelongRow(string name, WordVectors[] fits) => [name, .. Enum.GetValues<Metric>().Select(metric => Text($"{fits.Average(vectors => Belongs(vectors, metric)):F1}"))];
}

[SkipGram(100, Window = 5)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SpeechSkipGram;

[Cbow(100, Window = 5)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SpeechCbow;
