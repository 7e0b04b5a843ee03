using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>The surface of images that a model can rebuild: a walk on it, a step off it, and classes that do not lie on it.</summary>
internal static class Manifold
{
    private const int Steps = 11;

    public static Chapter Chapter { get; } = new("manifold", "Images that a model did not learn lie off its surface, and its error tells some classes of them, not all", Run);

    private static Verdict Run(ChapterRun run)
    {
        Autoencoder<float> model = Fit(run, "all classes", run.Data.Train, run.Data.Validation);
        (double real, double off) = Walk(run, model);

        // On the clothes a fit takes longer: one class that is told well, and one that is not.
        LeftOut[] results = [.. (run.Data.IsDigits ? Enumerable.Range(0, 10) : [8, 7]).Select(unseen => LeaveOut(run, unseen))];
        run.Page.AddHeading("A class that it never saw")
            .AddText("A model is trained without one class. Its squared error is then the score of a test image: the larger, the stranger. The area under the ROC curve (AUC) is how often an image of the unseen class has a larger score than one of the others: 1 is perfect, 0.5 is chance. PCA of as many values is scored alike.");
        run.AddTable(
            ["left out", "AUC, autoencoder", "AUC, PCA"],
            [.. results.OrderByDescending(result => result.Auc).Select(result => (string[])[run.Data.Classes[result.Class], Text($"{result.Auc:F3}"), Text($"{result.PcaAuc:F3}")])]);
        (LeftOut best, LeftOut worst) = (results.MaxBy(result => result.Auc)!, results.MinBy(result => result.Auc)!);
        foreach ((string place, LeftOut result) in new[] { ("best", best), ("worst", worst) })
        {
            run.AddPicture(
                $"scores-{place}",
                ChapterRun.Histograms("squared error of the image", [("classes it knows", result.Usual), ($"unseen: {run.Data.Classes[result.Class]}", result.Unseen)]),
                Text($"Histograms of the error with '{run.Data.Classes[result.Class]}' left out, the {place} of the classes tried (AUC {result.Auc:F2}). Where the two overlap, the error does not tell them apart: such images can be rebuilt from the parts of the others."));
        }

        return new Verdict(
            Check.Above("error of images mixed pixel by pixel, of their squared length", off, ("real images", real), "P1", factor: 1.2),
            Check.Above($"AUC of unseen '{run.Data.Classes[best.Class]}', the best told", best.Auc, 0.85, "F3"),
            Check.Below($"AUC of unseen '{run.Data.Classes[worst.Class]}', the worst told", worst.Auc, ("the best", best.Auc), "F3", margin: -0.1));
    }

    // From one image to another, through the codes and straight through the pixels.
    private static (double Real, double Off) Walk(ChapterRun run, Autoencoder<float> model)
    {
        (ImageSet test, ImageSet ends) = (run.Data.Test, run.Shown(10));
        float[] rows = [.. Enumerable.Range(0, 3).SelectMany(pair => (float[])
        [
            .. model.Decode(CodeMath.Interpolate(model.Encode(ends.Image(pair)), model.Encode(ends.Image(9 - pair)), Steps)),
            .. CodeMath.Interpolate(ends.Image(pair), ends.Image(9 - pair), Steps),
        ])];
        run.Page.AddHeading("On the surface and off it")
            .AddText("The decoder turns each code into an image: all of them together are a surface of as many dimensions as the code has values, curved through the space of pixels (the manifold). The mean of two images leaves it; the image of the mean of two codes is on it.");
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
        return (real.Share, off.Share);

        (double Error, double Share) Rebuilt(float[] images)
        {
            double error = Measure.SquaredErrors(images, model.Reconstruct(images), test.Size).Average();
            return (error, error / Measure.SquaredErrors(images, new float[images.Length], test.Size).Average());
        }

        static float[] Between(float[] from, float[] to) => [.. from.Zip(to, (first, second) => 0.5f * (first + second))];

        static string[] Row(string name, (double Error, double Share) of) => [name, Text($"{of.Error:F3}"), Text($"{100 * of.Share:F1} %")];
    }

    private static LeftOut LeaveOut(ChapterRun run, int unseen)
    {
        ImageSet train = run.Data.Train.Without(unseen);
        Autoencoder<float> model = Fit(run, $"without {run.Data.Classes[unseen]}", train, run.Data.Validation.Without(unseen));
        Pca pca = Pca.Fit(train.Pixels.Span, train.Size, model.Info.LatentSize);
        ImageSet test = run.Data.Test;
        double[] errors = Errors(model.Reconstruct(test));
        bool[] isUnseen = [.. test.Labels.ToArray().Select(label => label == unseen)];
        return new LeftOut(unseen, RocCurve.Of(errors, isUnseen).Area, RocCurve.Of(Errors(pca.Reconstruct(test.Pixels.Span)), isUnseen).Area, Those(false), Those(true));

        double[] Errors(float[] rebuilt) => Measure.SquaredErrors(test.Pixels.Span, rebuilt, test.Size);

        double[] Those(bool unseenOnes) => [.. errors.Where((_, index) => isUnseen[index] == unseenOnes)];
    }

    private static Autoencoder<float> Fit(ChapterRun run, string name, ImageSet train, ImageSet validation) =>
        run.Fit(name, run.Data.IsDigits ? new Surface64(run.Seed) : new Surface784(run.Seed), run.Data.IsDigits ? 100 : 8, (train, validation));

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
