using System.Globalization;
using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;

namespace ChaptersSample.Subjects;

/// <summary>The surface of images that a model can rebuild: a walk on it, a step off it, and classes that do not lie on it.</summary>
internal static class Manifold
{
    private const int Steps = 11;

    public static Chapter Chapter { get; } = new("manifold", "Images that a model did not learn lie off its surface, and its error tells some classes of them, not all", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        Autoencoder<float> model = run.Fit("all classes", Create(run), Epochs(run));
        double onFactor = Walk(run, model);

        // On the clothes a fit takes longer: one class that is told well, and one that is not.
        int[] leftOut = digits ? [.. Enumerable.Range(0, 10)] : [8, 7];
        List<(int Class, double Auc, double PcaAuc, double[] Usual, double[] Unseen)> results = [.. leftOut.Select(unseen => LeaveOut(run, unseen))];
        run.Page.AddHeading("A class that it never saw")
            .AddText("A model is trained without one class. Its squared error is then the score of a test image: the larger, the stranger. The area under the ROC curve (AUC) is how often an image of the unseen class has a larger score than one of the others: 1 is perfect, 0.5 is chance. PCA of as many values is scored alike.");
        run.AddTable(
            ["left out", "AUC, autoencoder", "AUC, PCA"],
            [.. results.OrderByDescending(result => result.Auc).Select(result => (string[])[run.Data.Classes[result.Class], Text($"{result.Auc:F3}"), Text($"{result.PcaAuc:F3}")])]);
        foreach ((string place, var result) in new[] { ("best", results.MaxBy(result => result.Auc)), ("worst", results.MinBy(result => result.Auc)) })
        {
            double width = Math.Max(result.Usual.Max(), result.Unseen.Max()) / 40;
            run.AddPicture(
                $"scores-{place}",
                new LearningCurves { HorizontalTitle = "squared error of the image", VerticalTitle = "share of the images", Step = width, Height = 300, Density = ChapterRun.Density }
                    .Draw(("classes it knows", Measure.Histogram(result.Usual, width, 40)), ($"unseen: {run.Data.Classes[result.Class]}", Measure.Histogram(result.Unseen, width, 40))),
                Text($"Histograms of the error with '{run.Data.Classes[result.Class]}' left out, the {place} of the classes tried (AUC {result.Auc:F2}). Where the two overlap, the error does not tell them apart: such images can be rebuilt from the parts of the others."));
        }

        (int best, double bestAuc, _, _, _) = results.MaxBy(result => result.Auc);
        (int worst, double worstAuc, _, _, _) = results.MinBy(result => result.Auc);
        return new Verdict(
            onFactor > 1.2 && bestAuc > 0.85 && bestAuc - worstAuc > 0.1,
            Text($"images mixed pixel by pixel have {onFactor:F1} times the error of real ones, for their squared length; unseen '{run.Data.Classes[best]}' is told with an AUC of {bestAuc:F2} (PCA {results.MaxBy(result => result.Auc).PcaAuc:F2}), '{run.Data.Classes[worst]}' only with {worstAuc:F2} (PCA {results.MinBy(result => result.Auc).PcaAuc:F2})."));
    }

    // From one image to another, through the codes and straight through the pixels.
    private static double Walk(ChapterRun run, Autoencoder<float> model)
    {
        int size = run.Data.Test.Size;
        ImageSet ends = run.Shown(10);
        List<float> onSurface = [];
        List<float> offSurface = [];
        for (int pair = 0; pair < 3; pair++)
        {
            (float[] from, float[] to) = (ends.Image(pair).ToArray(), ends.Image(9 - pair).ToArray());
            (float[] fromCode, float[] toCode) = (model.Encode(from), model.Encode(to));
            for (int step = 0; step < Steps; step++)
            {
                float share = step / (Steps - 1f);
                onSurface.AddRange(model.Decode(Mixed(fromCode, toCode, share)));
                offSurface.AddRange(Mixed(from, to, share));
            }
        }

        run.Page.AddHeading("On the surface and off it")
            .AddText("The decoder turns each code into an image: all of them together are a surface of as many dimensions as the code has values, curved through the space of pixels (the manifold). The mean of two images leaves it; the image of the mean of two codes does not.");
        int row = Steps * size;
        float[] rows = [.. Enumerable.Range(0, 3).SelectMany(pair => (float[])[.. onSurface.Skip(pair * row).Take(row), .. offSurface.Skip(pair * row).Take(row)])];
        run.AddPicture("walk", run.Grid(Steps, "codes", "pixels", "codes", "pixels", "codes", "pixels").Draw(rows), "Three walks from one test image to another. Rows named codes: equal steps between the two codes, decoded. Rows named pixels: one image fades into the other, and in the middle two can be seen at once, which no real image shows.");

        ImageSet test = run.Data.Test;
        int half = test.Count / 2;
        float[] mixed = Mixed(test.Slice(0, half).Pixels.ToArray(), test.Slice(half, half).Pixels.ToArray(), 0.5f);
        float[] between = model.Decode(Mixed(model.Encode(test.Slice(0, half)), model.Encode(test.Slice(half, half)), 0.5f));
        (double real, double off, double on) = (Error(test.Pixels.ToArray()), Error(mixed), Error(between));
        run.AddTable(
            ["image", "squared error when rebuilt", "of its squared length"],
            [["real test images", Text($"{real:F3}"), Text($"{100 * Share(test.Pixels.ToArray(), real):F1} %")], ["means of two images", Text($"{off:F3}"), Text($"{100 * Share(mixed, off):F1} %")], ["images of means of two codes", Text($"{on:F3}"), Text($"{100 * Share(between, on):F1} %")]]);

        // The mean of two images is fainter than either, so that errors compare only as shares of the squared lengths.
        return Share(mixed, off) / Share(test.Pixels.ToArray(), real);

        double Error(float[] images) => Measure.SquaredErrors(images, model.Reconstruct(images), size).Average();

        double Share(float[] images, double error) => error / Measure.SquaredErrors(images, new float[images.Length], size).Average();
    }

    private static (int Class, double Auc, double PcaAuc, double[] Usual, double[] Unseen) LeaveOut(ChapterRun run, int unseen)
    {
        ImageSet train = Without(run.Data.Train, unseen);
        Autoencoder<float> model = run.Fit($"without {run.Data.Classes[unseen]}", Create(run), Epochs(run), (train, Without(run.Data.Validation, unseen)));
        Pca pca = Pca.Fit(train.Pixels.Span, train.Size, model.Info.LatentSize);
        ImageSet test = run.Data.Test;
        double[] errors = Errors(model.Reconstruct(test));
        bool[] isUnseen = [.. test.Labels.ToArray().Select(label => label == unseen)];
        return (unseen, RocCurve.Of(errors, isUnseen).Area, RocCurve.Of(Errors(pca.Reconstruct(test.Pixels.Span)), isUnseen).Area, Those(false), Those(true));

        double[] Errors(float[] rebuilt) => Measure.SquaredErrors(test.Pixels.Span, rebuilt, test.Size);

        double[] Those(bool unseenOnes) => [.. errors.Where((_, index) => isUnseen[index] == unseenOnes)];
    }

    private static ImageSet Without(ImageSet images, int label)
    {
        int[] labels = images.Labels.ToArray();
        return images.Select([.. Enumerable.Range(0, images.Count).Where(place => labels[place] != label)]);
    }

    private static float[] Mixed(float[] from, float[] to, float share) => [.. from.Zip(to, (first, second) => ((1 - share) * first) + (share * second))];

    private static Autoencoder<float> Create(ChapterRun run) => run.Data.IsDigits ? new Surface64(run.Seed) : new Surface784(run.Seed);

    private static int Epochs(ChapterRun run) => run.Data.IsDigits ? 100 : 8;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Code(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64, Activation.Sigmoid)]
[Likelihood.SquaredError]
internal sealed partial class Surface64;

[Autoencoder(784)]
[Encoder.Dense(256, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Code(16)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(784, Activation.Sigmoid)]
[Likelihood.SquaredError]
internal sealed partial class Surface784;
