using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>A code narrower than its input, beside principal component analysis.</summary>
internal static class Undercomplete
{
    public static Chapter Chapter { get; } = new("undercomplete", "A linear autoencoder finds what PCA finds; a curved one keeps more in as few values", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        Autoencoder<float> linear = run.Fit("linear, 8 values", digits ? new Linear8Of64(run.Seed) : new Linear8Of784(run.Seed), digits ? 400 : 30);
        Autoencoder<float> curved = run.Fit("curved, 8 values", digits ? new Curved8Of64(run.Seed) : new Curved8Of784(run.Seed), digits ? 150 : 15);
        Autoencoder<float> plane = run.Fit("curved, 2 values", digits ? new Curved2Of64(run.Seed) : new Curved2Of784(run.Seed), digits ? 150 : 15);
        ImageSet known = run.Data.Train;
        Pca flat = Pca.Fit(known.Pixels.Span, known.Size, 8);
        Pca flatPlane = Pca.Fit(known.Pixels.Span, known.Size, 2);

        (double pcaError, double linearError, double curvedError) = (run.Error(flat.Reconstruct), run.Error(linear.Reconstruct), run.Error(curved.Reconstruct));
        (double pcaPlaneError, double planeError) = (run.Error(flatPlane.Reconstruct), run.Error(plane.Reconstruct));
        run.Page.AddHeading("What a few values keep")
            .AddText("An autoencoder squeezes an image into a code of a few values and rebuilds the image from it. If all its layers are linear, the best it can do is what principal component analysis (PCA) computes directly (Baldi and Hornik 1989). Layers with an activation between them can bend the surface on which images are rebuilt towards the data.");
        run.AddTable(
            ["code", "squared error, test image", "of PCA's"],
            [
                Row("PCA, 8 values", pcaError, pcaError),
                Row("linear autoencoder, 8 values", linearError, pcaError),
                Row("curved autoencoder, 8 values", curvedError, pcaError),
                Row("PCA, 2 values", pcaPlaneError, pcaPlaneError),
                Row("curved autoencoder, 2 values", planeError, pcaPlaneError),
            ]);
        run.Page.AddText("Squared error: summed over the pixels of an image, mean over the test images; pixels are between 0 and 1.");

        ReadOnlySpan<float> shown = run.Shown(12).Pixels.Span;
        float[] rows = [.. shown, .. curved.Reconstruct(shown), .. flat.Reconstruct(shown), .. linear.Reconstruct(shown), .. plane.Reconstruct(shown), .. flatPlane.Reconstruct(shown)];
        run.AddPicture("reconstructions", run.Grid(12, "original", "curved, 8", "PCA, 8", "linear, 8", "curved, 2", "PCA, 2").Draw(rows), "Test images in the top row; below, what codes of eight and of two values keep of them. The rows of PCA and of the linear autoencoder look the more alike, the nearer training has brought it to the same subspace.");

        ImageSet dots = run.Data.Test.AtMost(1500);
        var map = new CodeMap { Classes = run.Data.Classes, Density = ChapterRun.Density };
        run.Page.AddHeading("The two values as a map");
        run.AddPicture("curved-map", map.Draw(plane.Encode(dots), dots.Labels.Span), "Test images by the two values of the curved code, coloured by their label, which no model saw.");
        run.AddPicture("pca-map", (map with { HorizontalTitle = "first principal component", VerticalTitle = "second principal component" }).Draw(flatPlane.Transform(dots.Pixels.Span), dots.Labels.Span), "The same images by PCA's two values.");

        return new Verdict(
            Check.Below("difference of the linear autoencoder's error from PCA's, 8 values", Math.Abs((linearError / pcaError) - 1), 0.05, "P1"),
            Check.Below("error of the curved one, 8 values", curvedError, ("PCA", pcaError), "F2", factor: 0.9),
            Check.Below("error of the curved one, 2 values", planeError, ("PCA", pcaPlaneError), "F2", factor: 0.9));
    }

    private static string[] Row(string name, double error, double pca) => [name, Text($"{error:F3}"), Text($"{100 * error / pca:F0} %")];
}

[Autoencoder(64)]
[Latent.Code(8)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class Linear8Of64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Silu)]
[Latent.Code(8)]
[Decoder.Dense(128, Activation.Silu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class Curved8Of64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Silu)]
[Encoder.Dense(64, Activation.Silu)]
[Latent.Code(2)]
[Decoder.Dense(64, Activation.Silu)]
[Decoder.Dense(128, Activation.Silu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class Curved2Of64;

[Autoencoder(784)]
[Latent.Code(8)]
[Decoder.Dense(784)]
[Likelihood.SquaredError]
internal sealed partial class Linear8Of784;

[Autoencoder(784)]
[Encoder.Dense(256, Activation.Silu)]
[Latent.Code(8)]
[Decoder.Dense(256, Activation.Silu)]
[Decoder.Dense(784)]
[Likelihood.SquaredError]
internal sealed partial class Curved8Of784;

[Autoencoder(784)]
[Encoder.Dense(256, Activation.Silu)]
[Encoder.Dense(128, Activation.Silu)]
[Latent.Code(2)]
[Decoder.Dense(128, Activation.Silu)]
[Decoder.Dense(256, Activation.Silu)]
[Decoder.Dense(784)]
[Likelihood.SquaredError]
internal sealed partial class Curved2Of784;
