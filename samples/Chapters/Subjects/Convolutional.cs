using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using RepLearn.Numerics.Random;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>Convolutions beside dense layers, with as many parameters and a code of the same size.</summary>
internal static class Convolutional
{
    public static Chapter Chapter { get; } = new("convolutional", "With as many parameters, convolutions model images better than dense layers, in part because they are told which pixels are neighbours", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        (ImageSet Train, ImageSet Validation, ImageSet Test) plain = (run.Data.Train, run.Data.Validation, run.Data.Test);
        (ImageSet Train, ImageSet Validation, ImageSet Test) shuffled = (Shuffled(plain.Train), Shuffled(plain.Validation), Shuffled(plain.Test));
        Func<ulong, Autoencoder<float>> makeDense = seed => digits ? new Dense64(seed) : new Dense784(seed);
        Func<ulong, Autoencoder<float>> makeGrid = seed => digits ? new Grid64(seed) : new Grid784(seed);
        Fitted dense = Fitted.Of(run, "dense", makeDense, plain);
        Fitted grid = Fitted.Of(run, "convolutional", makeGrid, plain);
        Fitted denseOff = Fitted.Of(run, "dense, shuffled pixels", makeDense, shuffled);
        Fitted gridOff = Fitted.Of(run, "convolutional, shuffled pixels", makeGrid, shuffled);

        run.Page.AddHeading("Dense and convolutional")
            .AddText($"Two variational autoencoders with about as many parameters and a code of {dense.First.Info.LatentSize} values. A dense layer has a weight from each pixel to each unit and could learn as well if the pixels were shuffled. A convolution looks at windows of 3 × 3 pixels with the same weights everywhere: it is told that neighbours belong together, and that a stroke is a stroke wherever it is.");
        run.AddTable(
            ["model", "parameters", "bound, nats", "best to worst fit", "squared error"],
            [.. new[] { dense, grid, denseOff, gridOff }.Select(fitted => fitted.Row())]);
        run.Page.AddText($"Bound: the negative ELBO of test images, a bound of −ln p(x), lower is better; of a density, it may be negative. Mean of {(dense.Count == 1 ? "one fit" : $"{dense.Count} fits with different first weights")}. Squared error: between an image and its reconstruction, summed over its pixels. In the last two rows the pixels of all images are shuffled alike, so that what convolutions are told of neighbours is wrong: what that costs them tells what it was worth. What they gain besides may come from more layers, and from more units for the same number of weights. The price is time: weights that are used at each place are multiplied at each place.");

        ReadOnlySpan<float> shown = run.Shown(12).Pixels.Span;
        run.AddPicture("reconstructions", run.Grid(12, "original", "dense", "convolutional").Draw([.. shown, .. dense.First.Reconstruct(shown), .. grid.First.Reconstruct(shown)]), "Test images, and what comes back from the code of each.");
        var codes = new float[24 * dense.First.Info.LatentSize];
        Noise.Normal(new NoiseKey(run.Seed, 0), site: 0, 0, codes);
        run.Page.AddHeading("Images that nobody drew");
        run.AddPicture("samples", run.Grid(12, "dense", "dense", "convolutional", "convolutional").Draw([.. dense.First.Decode(codes), .. grid.First.Decode(codes)]), "Random codes from the prior, decoded.");

        return new Verdict(
            Check.Below("bound with convolutions, nats", grid.Bound, ("dense", dense.Bound), "F2", margin: -Math.Max(dense.Spread, grid.Spread)),
            Check.Below("squared error with convolutions", grid.Error, ("dense", dense.Error), "F2"),
            Check.Above("what shuffled pixels cost convolutions, nats", gridOff.Bound - grid.Bound, 0, "F2"),
            Check.Above("the same", gridOff.Bound - grid.Bound, ("what they cost dense layers", denseOff.Bound - dense.Bound), "F2"));
    }

    // All images alike, whatever the seed.
    private static ImageSet Shuffled(ImageSet images)
    {
        int[] order = SeededOrder.Permutation(images.Size, seed: 1);
        return new ImageSet(Enumerable.Range(0, images.Count).SelectMany(place => order.Select(pixel => images.Image(place)[pixel])).ToArray(), images.Labels, images.Width, images.Height);
    }

    /// <summary>Some fits of a model, and what they make of the test images on average.</summary>
    /// <param name="Name">The model's name.</param>
    /// <param name="First">The first of them.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Bound">Negative ELBO of an image, in nats.</param>
    /// <param name="Spread">How far apart the best and the worst fit's bounds are.</param>
    /// <param name="Error">Squared error of an image.</param>
    private sealed record Fitted(string Name, Autoencoder<float> First, int Count, double Bound, double Spread, double Error)
    {
        public static Fitted Of(ChapterRun run, string name, Func<ulong, Autoencoder<float>> make, (ImageSet Train, ImageSet Validation, ImageSet Test) images)
        {
            ImageSet test = images.Test;
            Autoencoder<float>[] fits = [.. Enumerable.Range(0, run.Data.IsDigits ? 3 : 1).Select(fit => run.Fit($"{name}, fit {fit + 1}", make(run.Seed + (ulong)fit), run.Data.IsDigits ? 100 : 6, (images.Train, images.Validation)))];
            double[] bounds = [.. fits.Select(model => Enumerable.Range(0, 5).Average(draw => model.Test(test.Pixels.Span, new NoiseKey(run.Seed, ulong.MaxValue - (ulong)draw)).Total))];
            return new Fitted(name, fits[0], fits.Length, bounds.Average(), bounds.Max() - bounds.Min(), fits.Average(model => ReconstructionError.SquaredPerExample(test.Pixels.Span, model.Reconstruct(test), test.Size)));
        }

        public string[] Row() => [Name, Text($"{First.Info.ParameterCount:N0}"), Text($"{Bound:F2}"), Count > 1 ? Text($"{Spread:F2}") : "–", Text($"{Error:F2}")];
    }
}

[Autoencoder(64)]
[Encoder.Dense(57, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(57, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.GaussianLearned]
internal sealed partial class Dense64;

[Autoencoder(8, 8, 1)]
[Encoder.Conv(8, 3, Activation.Relu)]
[Encoder.Conv(16, 3, Activation.Relu, Stride = 2)]
[Latent.Gaussian(8)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Reshape(4, 4, 16)]
[Decoder.ConvTranspose(8, 3, Activation.Relu, Stride = 2)]
[Decoder.Conv(1, 3)]
[Likelihood.GaussianLearned]
internal sealed partial class Grid64;

[Autoencoder(784)]
[Encoder.Dense(140, Activation.Relu)]
[Latent.Gaussian(20)]
[Decoder.Dense(140, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Dense784;

[Autoencoder(28, 28, 1)]
[Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(64, 3, Activation.Relu, Stride = 2)]
[Latent.Gaussian(20)]
[Decoder.Dense(7 * 7 * 64, Activation.Relu)]
[Decoder.Reshape(7, 7, 64)]
[Decoder.ConvTranspose(32, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.Bernoulli]
internal sealed partial class Grid784;
