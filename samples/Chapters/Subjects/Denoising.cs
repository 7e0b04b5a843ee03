using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using RepLearn.Numerics.Random;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>A model that learns to take noise away, beside one that does not and a filter that does not learn.</summary>
internal static class Denoising
{
    private const float Sigma = 0.3f;

    // Noise of the tests, apart from that of training.
    private const ulong TestStep = ulong.MaxValue;

    public static Chapter Chapter { get; } = new("denoising", "A model trained to take noise away removes far more of it than a median filter or the same model trained without", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        int epochs = digits ? 150 : 30;
        Autoencoder<float> plain = run.Fit("plain", digits ? new Plain64(run.Seed) : new Plain784(run.Seed), epochs);
        Autoencoder<float> denoising = run.Fit("denoising", digits ? new Denoising64(run.Seed) : new Denoising784(run.Seed), epochs);
        ImageSet test = run.Data.Test;
        float[] noisy = Noisy(test, run.Seed);
        (double noise, double median, double without, double with) =
            (Error(noisy), Error(MedianFilter.Apply(noisy, test.Height, test.Width)), Error(plain.Reconstruct(noisy)), Error(denoising.Reconstruct(noisy)));

        run.Page.AddHeading("What is left of the noise")
            .AddText("Each pixel of a test image gets normal noise of standard deviation 0.3. Both models have the same layers; one saw clean images in training, the other such noise on its input, new in each step, and had to give the clean image back (Vincent et al. 2010). The filter takes the median of each 3×3 window.");
        run.AddTable(
            ["image", "squared error, pixel", "of the noise"],
            [
                Row("noisy", noise, noise),
                Row("median filter, 3×3", median, noise),
                Row("plain autoencoder", without, noise),
                Row("denoising autoencoder", with, noise),
                Row("clean images through the denoising one", Error(denoising.Reconstruct(test)), noise),
            ]);
        run.Page.AddText("The last row is the price: what the model changes where there is no noise to take away.");

        ImageSet shown = run.Shown(12);
        float[] shownNoisy = Noisy(shown, run.Seed);
        float[] rows = [.. shown.Pixels.Span, .. shownNoisy, .. MedianFilter.Apply(shownNoisy, shown.Height, shown.Width), .. plain.Reconstruct(shownNoisy), .. denoising.Reconstruct(shownNoisy)];
        run.AddPicture("before-after", run.Grid(12, "before", "noisy", "median filter", "plain", "denoising").Draw(rows), "Test images before the noise, with it, and after each of the three. The filter takes away what is a pixel wide, noise or stroke; the plain autoencoder was never told what is noise and what is ink.");

        float[] levels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f];
        run.Page.AddHeading("Noise that it was not trained for");
        run.AddTable(
            ["standard deviation", "noisy", "median filter", "plain", "denoising"],
            [.. levels.Select(level => LevelRow(level, Noisy(test, run.Seed, level)))]);
        run.Page.AddText("Trained at 0.3. Where a model's error is above that of the noisy image, the image is better left alone: a model of few values cannot give it back exactly.");

        return new Verdict(
            Check.Below("error a pixel after the denoising model", with, ("plain", without), "F4", factor: 0.8),
            Check.Below("the same", with, ("median filter", median), "F4", factor: 0.8),
            Check.Below("the same", with, ("noisy", noise), "F4", factor: 0.5));

        double Error(float[] images) => Measure.SquaredErrors(test.Pixels.Span, images, test.Size).Average() / test.Size;

        string[] LevelRow(float level, float[] images) =>
            [Text($"{level:F1}"), Text($"{Error(images):F4}"), Text($"{Error(MedianFilter.Apply(images, test.Height, test.Width)):F4}"), Text($"{Error(plain.Reconstruct(images)):F4}"), Text($"{Error(denoising.Reconstruct(images)):F4}")];
    }

    private static float[] Noisy(ImageSet images, ulong seed, float sigma = Sigma) =>
        CorruptedRows.Gaussian(images.Pixels.Span, images.Size, sigma, new NoiseKey(seed, TestStep));

    private static string[] Row(string name, double error, double noise) => [name, Text($"{error:F4}"), Text($"{100 * error / noise:F0} %")];
}

[Autoencoder(64)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Code(32)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(64, Activation.Sigmoid)]
[Likelihood.SquaredError]
internal sealed partial class Plain64;

[Autoencoder(64)]
[Corruption.Gaussian(0.3)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Code(32)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(64, Activation.Sigmoid)]
[Likelihood.SquaredError]
internal sealed partial class Denoising64;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class Plain784;

[Autoencoder(784)]
[Corruption.Gaussian(0.3)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class Denoising784;
