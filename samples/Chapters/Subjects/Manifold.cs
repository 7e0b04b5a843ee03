using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static System.FormattableString;

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
        LeftOut[] results = [.. leftOut.Select(unseen => LeaveOut(run, unseen))];
        run.Page.AddHeading("A class that it never saw")
            .AddText("A model is trained without one class. Its squared error is then the score of a test image: the larger, the stranger. The area under the ROC curve (AUC) is how often an image of the unseen class has a larger score than one of the others: 1 is perfect, 0.5 is chance. PCA of as many values is scored alike.");
        run.AddTable(
            ["left out", "AUC, autoencoder", "AUC, PCA"],
            [.. results.OrderByDescending(result => result.Auc).Select(result => (string[])[run.Data.Classes[result.Class], Invariant($"{result.Auc:F3}"), Invariant($"{result.PcaAuc:F3}")])]);
        (LeftOut best, LeftOut worst) = (results.MaxBy(result => result.Auc)!, results.MinBy(result => result.Auc)!);
        foreach ((string place, LeftOut result) in new[] { ("best", best), ("worst", worst) })
        {
            double width = Math.Max(result.Usual.Max(), result.Unseen.Max()) / 40;
            run.AddPicture(
                $"scores-{place}",
                ChapterRun.Lines("squared error of the image", "share of the images", [("classes it knows", Measure.Histogram(result.Usual, width, 40)), ($"unseen: {run.Data.Classes[result.Class]}", Measure.Histogram(result.Unseen, width, 40))], width),
                Invariant($"Histograms of the error with '{run.Data.Classes[result.Class]}' left out, the {place} of the classes tried (AUC {result.Auc:F2}). Where the two overlap, the error does not tell them apart: such images can be rebuilt from the parts of the others."));
        }

        return new Verdict(
            onFactor > 1.2 && best.Auc > 0.85 && best.Auc - worst.Auc > 0.1,
            Invariant($"images mixed pixel by pixel have {onFactor:F1} times the error of real ones, for their squared length; unseen '{run.Data.Classes[best.Class]}' is told with an AUC of {best.Auc:F2} (PCA {best.PcaAuc:F2}), '{run.Data.Classes[worst.Class]}' only with {worst.Auc:F2} (PCA {worst.PcaAuc:F2})."));
    }

    // From one image to another, through the codes and straight through the pixels.
    private static double Walk(ChapterRun run, Autoencoder<float> model)
    {
        ImageSet test = run.Data.Test;
        ImageSet ends = run.Shown(10);
        float[] rows = [.. Enumerable.Range(0, 3).SelectMany(pair => (float[])
        [
            .. model.Decode(CodeMath.Interpolate(model.Encode(ends.Image(pair)), model.Encode(ends.Image(9 - pair)), Steps)),
            .. CodeMath.Interpolate(ends.Image(pair), ends.Image(9 - pair), Steps),
        ])];
        run.Page.AddHeading("On the surface and off it")
            .AddText("The decoder turns each code into an image: all of them together are a surface of as many dimensions as the code has values, curved through the space of pixels (the manifold). The mean of two images leaves it; the image of the mean of two codes does not.");
        run.AddPicture("walk", run.Grid(Steps, "codes", "pixels", "codes", "pixels", "codes", "pixels").Draw(rows), "Three walks from one test image to another. Rows named codes: equal steps between the two codes, decoded. Rows named pixels: one image fades into the other, and in the middle two can be seen at once, which no real image shows.");

        int half = test.Count / 2;
        (ReadOnlyMemory<float> first, ReadOnlyMemory<float> second) = (test.Slice(0, half).Pixels, test.Slice(half, half).Pixels);
        (double Error, double Share) real = Rebuilt(test.Pixels.ToArray());
        (double Error, double Share) off = Rebuilt(Between(first.ToArray(), second.ToArray()));
        (double Error, double Share) on = Rebuilt(model.Decode(Between(model.Encode(first), model.Encode(second))));
        run.AddTable(
            ["image", "squared error when rebuilt", "of its squared length"],
            [Row("real test images", real), Row("means of two images", off), Row("images of means of two codes", on)]);

        // The mean of two images is fainter than either, so that errors compare only as shares of the squared lengths.
        return off.Share / real.Share;

        (double Error, double Share) Rebuilt(float[] images)
        {
            double error = Measure.SquaredErrors(images, model.Reconstruct(images), test.Size).Average();
            return (error, error / Measure.SquaredErrors(images, new float[images.Length], test.Size).Average());
        }

        static float[] Between(float[] from, float[] to) => [.. from.Zip(to, (first, second) => 0.5f * (first + second))];

        static string[] Row(string name, (double Error, double Share) of) => [name, Invariant($"{of.Error:F3}"), Invariant($"{100 * of.Share:F1} %")];
    }

    private static LeftOut LeaveOut(ChapterRun run, int unseen)
    {
        ImageSet train = Without(run.Data.Train, unseen);
        Autoencoder<float> model = run.Fit($"without {run.Data.Classes[unseen]}", Create(run), Epochs(run), (train, Without(run.Data.Validation, unseen)));
        Pca pca = Pca.Fit(train.Pixels.Span, train.Size, model.Info.LatentSize);
        ImageSet test = run.Data.Test;
        double[] errors = Errors(model.Reconstruct(test));
        bool[] isUnseen = [.. test.Labels.ToArray().Select(label => label == unseen)];
        return new LeftOut(unseen, RocCurve.Of(errors, isUnseen).Area, RocCurve.Of(Errors(pca.Reconstruct(test.Pixels.Span)), isUnseen).Area, Those(false), Those(true));

        double[] Errors(float[] rebuilt) => Measure.SquaredErrors(test.Pixels.Span, rebuilt, test.Size);

        double[] Those(bool unseenOnes) => [.. errors.Where((_, index) => isUnseen[index] == unseenOnes)];
    }

    private static ImageSet Without(ImageSet images, int label)
    {
        int[] labels = images.Labels.ToArray();
        return images.Select([.. Enumerable.Range(0, images.Count).Where(place => labels[place] != label)]);
    }

    private static Autoencoder<float> Create(ChapterRun run) => run.Data.IsDigits ? new Surface64(run.Seed) : new Surface784(run.Seed);

    private static int Epochs(ChapterRun run) => run.Data.IsDigits ? 100 : 8;

    /// <summary>How well the error tells a class that a model did not learn.</summary>
    private sealed record LeftOut(int Class, double Auc, double PcaAuc, double[] Usual, double[] Unseen);
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
