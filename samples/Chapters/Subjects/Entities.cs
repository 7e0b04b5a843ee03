using System.Globalization;
using RepLearn;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Evaluation;
using WordsSample;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>Vectors of things that are no words: nodes of a graph, items of baskets, categories of a column.</summary>
internal static class Entities
{
    private const int MostImages = 1500;
    private const int Edges = 5;
    private const int Near = 5;

    public static Chapter Chapter { get; } = new("entities", "Vectors of nodes, of items and of categories find groups and orders that nobody told", Run)
    {
        Source = data => $"{data.Name}: {data.Train.AtMost(MostImages).Count} of them; and 152 State of the Union addresses, 1865–2021 (PDDL 1.0 and CC0 1.0).",
    };

    private static Verdict Run(ChapterRun run)
    {
        ((double nodes, double pixels), (double items, double itemsByChance), (double addresses, double addressesByChance)) = (Nodes(run), Items(run), Categories(run));
        return new Verdict(
            Check.Above("NMI of clusters of the nodes' vectors", nodes, ("pixels", pixels), "F3"),
            Check.Above("pixels whose nearest vector is a neighbour in the picture", items, ("chance", itemsByChance), "P0", factor: 3),
            Check.Above($"addresses whose nearest is one of the {Near} before or after", addresses, ("chance", addressesByChance), "P0", factor: 3));
    }

    // Images as nodes, joined with those that look most alike; the vectors see who is joined with whom, no pixel and no label.
    private static (double Nodes, double Pixels) Nodes(ChapterRun run)
    {
        ImageSet images = run.Data.Train.AtMost(MostImages);
        NearestRows nearest = NearestRows.Find(images.Pixels.Span, images.Pixels.Span, images.Size, Edges + 1);
        Graph graph = Graph.FromEdges(Enumerable.Range(0, images.Count)
            .SelectMany(image => nearest.Places(image).ToArray().Where(other => other != image).Select(other => (Math.Min(image, other), Math.Max(image, other))))
            .Distinct().Select(edge => ($"{edge.Item1}", $"{edge.Item2}")));
        var walks = new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 5, Length = 40, Seed = run.Seed });
        WordVectors vectors = run.FitVectors("nodes", new NodeVectors(Vocabulary.Build(walks), run.Seed), walks, 3, 0.05);
        float[] rows = [.. Enumerable.Range(0, images.Count).SelectMany(image => vectors[$"{image}"].ToArray())];
        run.Page.AddHeading("Nodes of a graph")
            .AddText($"Each of {graph.Count} images is a node, joined with the {Edges} that differ least from it, by {graph.Edges} edges. Random walks over the edges are the sentences, nodes the words (DeepWalk, Perozzi et al. 2014; node2vec, Grover and Leskovec 2016). The vectors see neither pixels nor labels, only who is joined with whom.");
        run.AddPicture("nodes", new CodeMap { Classes = run.Data.Classes, HorizontalTitle = "t-SNE, first value", VerticalTitle = "t-SNE, second value", Density = ChapterRun.Density }.Draw(TSne.Fit(rows, vectors.Dimension), images.Labels.Span), "The nodes' vectors on a plane (t-SNE), coloured by the labels of their images, which no model saw.");
        (double nodes, double pixels) = (Information(rows, vectors.Dimension), Information(images.Pixels.Span, images.Size));
        run.AddTable(["k-means on", "NMI with the classes"], [["vectors of the nodes", Of(nodes, "F3")], ["pixels of the images", Of(pixels, "F3")]]);
        run.Page.AddText("NMI, the normalised mutual information of clusters and classes: 0 for none, 1 if each tells the other. A walk along edges can follow the shape of a class where distances between pixels do not.");
        return (nodes, pixels);

        double Information(ReadOnlySpan<float> values, int width) =>
            ClusterAgreement.NormalizedMutualInformation(KMeans.Fit(values, width, run.Data.Classes.Count, run.IntSeed).Labels.Span, images.Labels.Span);
    }

    // An image as a basket of the pixels that have ink, in a random order: nobody says which pixels are neighbours.
    private static (double Share, double Chance) Items(ChapterRun run)
    {
        ImageSet images = run.Data.Train.AtMost(MostImages);
        var baskets = new SequenceCorpus(Enumerable.Range(0, 10 * images.Count).Select(Basket), CorpusTerms.Baskets);
        WordVectors vectors = run.FitVectors("items", new ItemVectors(Vocabulary.Build(baskets), run.Seed), baskets, 5, 0.05);
        int[] pixels = [.. Enumerable.Range(0, vectors.Count).Select(item => int.Parse(vectors.Words[item], CultureInfo.InvariantCulture))];
        float[] maps = [.. Enumerable.Range(0, 12).SelectMany(place => Alike(vectors, pixels[place * pixels.Length / 12], images.Size))];
        run.Page.AddHeading("Items of baskets")
            .AddText($"Each image is a basket of the pixels in which it has ink, by number and in random order, as a shop knows what was bought together. {pixels.Length} of the {images.Size} pixels are in enough baskets to have a vector. That an image has rows and columns is told nowhere.");
        run.AddPicture("items", run.Grid(12).Draw(maps), "For each of twelve pixels (white) the cosine of its vector with that of every other pixel: bright is alike, black is unlike or without ink. What the baskets have in common puts neighbours together.");
        IEnumerable<int> nearest = vectors.MostSimilarBatch([.. vectors.Words], 1).Select(near => pixels[vectors.Words.IndexOf(near[0].Word)]);
        return Beside(pixels, nearest, (first, second) => Math.Abs((first / images.Width) - (second / images.Width)) <= 1 && Math.Abs((first % images.Width) - (second % images.Width)) <= 1);

        IEnumerable<string> Basket(int place) =>
            SeededOrder.Permutation(images.Size, run.Seed + (ulong)place).Where(pixel => images.Image(place % images.Count)[pixel] > 0.5f).Select(pixel => $"{pixel}");
    }

    private static float[] Alike(WordVectors vectors, int pixel, int size) => [.. Enumerable.Range(0, size).Select(other =>
        other == pixel ? 1 : vectors.Words.IndexOf($"{other}") < 0 ? 0 : 0.9f * (float)Math.Max(0, vectors.Similarity($"{pixel}", $"{other}")))];

    // The share of things whose nearest is beside them, and that of any other thing.
    private static (double Share, double Chance) Beside(int[] things, IEnumerable<int> nearest, Func<int, int, bool> isBeside) => (
        things.Zip(nearest, isBeside).Average(beside => beside ? 1.0 : 0),
        things.Average(thing => things.Count(other => other != thing && isBeside(thing, other)) / (things.Length - 1.0)));

    // A table of two columns, address and word: rows tell the vector of an address which words it has, and nothing of its year.
    private static (double Share, double Chance) Categories(ChapterRun run)
    {
        string[] lines = new StreamReader(Speeches.Open()).ReadToEnd().ToLowerInvariant().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        HashSet<string> content = [.. ContentWords.MostFrequent(Vocabulary.Build(TextCorpus.FromStream(Speeches.Open, name: "speeches")), 2000)];
        string[][] rows = [.. lines.SelectMany((line, place) => line.Split([' ', ',', '.', ';', ':', '-']).Where(content.Contains).Select(word => (string[])[$"#{place}", word]))];
        var table = new SequenceCorpus(SeededOrder.Permutation(rows.Length, run.Seed).Select(row => rows[row]), CorpusTerms.Baskets);
        WordVectors vectors = run.FitVectors("categories", new CategoryVectors(Vocabulary.Build(table), run.Seed), table, 5, 0.05);
        int[] places = [.. Enumerable.Range(0, lines.Length)];
        float[] addresses = [.. places.SelectMany(place => vectors[$"#{place}"].ToArray())];
        NearestRows nearest = NearestRows.Find(addresses, addresses, vectors.Dimension, 2, CodeDistance.Cosine);
        run.Page.AddHeading("Categories of a column")
            .AddText(Text($"A table of {rows.Length:N0} rows with two columns: which of {lines.Length} State of the Union addresses (1865–2021, PDDL 1.0 and CC0 1.0), and one of its words, of the 2000 most frequent that carry meaning. The rows are shuffled. The vector of an address is learned from its words; that addresses have an order is told nowhere."));
        run.AddPicture("categories", new CodeMap { Classes = ["first quarter", "second", "third", "last quarter"], HorizontalTitle = "first principal component", VerticalTitle = "second principal component", Density = ChapterRun.Density }
            .Draw(Pca.Fit(addresses, vectors.Dimension, 2).Transform(addresses), [.. places.Select(place => 4 * place / lines.Length)]), "The vectors of the addresses by their first two principal components, coloured by their place in time, which no model saw.", isCover: true);
        return Beside(places, places.Select(place => nearest.Places(place).ToArray().First(other => other != place)), (first, second) => Math.Abs(first - second) <= Near);
    }
}

[SkipGram(32, Window = 5)]
[NegativeSampling(5)]
internal sealed partial class NodeVectors;

[SkipGram(16, Window = 40)]
[NegativeSampling(5)]
internal sealed partial class ItemVectors;

[SkipGram(32, Window = 1)]
[NegativeSampling(5)]
internal sealed partial class CategoryVectors;
