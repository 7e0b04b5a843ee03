using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using RepLearn.Numerics.Random;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>A code that is a distribution, from whose prior new images are drawn, and what nearness to the prior costs.</summary>
internal static class Variational
{
    private const int Across = 14;

    public static Chapter Chapter { get; } = new("variational", "New images drawn from a variational autoencoder are nearer to real ones than PCA's or a plain autoencoder's; β trades what a code tells for nearness to the prior", Run);

    private static Verdict Run(ChapterRun run)
    {
        (ImageSet train, ImageSet test) = (run.Data.Train, run.Data.Test);
        (bool digits, int epochs) = (run.Data.IsDigits, run.Data.IsDigits ? 100 : 10);
        (string Name, double Beta)[] weights = [("β = 0.1", 0.1), ("β = 0.5", 0.5), ("β = 1", 1), ("β = 4", 4)];
        Autoencoder<float>[] betas = [.. weights.Select(_ => (Autoencoder<float>)(digits ? new Draws64(run.Seed) : new Draws784(run.Seed)))];
        foreach (((string name, double beta), Autoencoder<float> model) in weights.Zip(betas))
        {
            model.Settings["Beta"] = beta;
            run.Fit(name, model, epochs);
        }

        Autoencoder<float> plain = run.Fit("plain", digits ? new Certain64(run.Seed) : new Certain784(run.Seed), epochs);
        Autoencoder<float> plane = run.Fit("two values", digits ? new Plane64(run.Seed) : new Plane784(run.Seed), epochs);
        (Autoencoder<float> one, int size) = (betas[2], betas[2].Info.LatentSize);
        (Pca pca, Pca flat) = (Pca.Fit(train.Pixels.Span, train.Size, size), Pca.Fit(train.Pixels.Span, train.Size, 2));
        float[] Normal(int count) => CorruptedRows.Gaussian(new float[count * size], size, 1, new NoiseKey(run.Seed, 0));
        (string Name, Func<int, float[]> Draw)[] samplers =
        [
            .. betas.Select((model, index) => (weights[index].Name, (Func<int, float[]>)(count => model.Decode(Normal(count))))),
            ("plain", count => plain.Decode(Spread(Normal(count), plain.Encode(train), size))),
            ("PCA", count => pca.InverseTransform(Spread(Normal(count), pca.Transform(train.Pixels.Span), size))),
        ];
        (ImageSet known, ImageSet asked) = (train.AtMost(2000), test.AtMost(2000));
        (double Off, double Missed)[] distances = run.Each("samples", samplers, (_, draw) => Distances(draw(known.Count)));

        run.Page.AddHeading("Drawn images")
            .AddText(Text($"A variational autoencoder gives each image a normal distribution over codes and asks these to be near to one prior, N(0, 1) in each value (Kingma and Welling 2014). So a code drawn from the prior decodes to an image that nobody drew. Beside it are PCA and a plain autoencoder of as many values, {size}: their codes are drawn from normal distributions with the mean and variance of each value over the training images."));
        run.AddPicture("samples", run.Grid(Across, "VAE", "VAE", "plain", "plain", "PCA", "PCA").Draw([.. samplers[2].Draw(2 * Across), .. samplers[4].Draw(2 * Across), .. samplers[5].Draw(2 * Across)]), "Drawn images: two rows each of the variational autoencoder with β = 1, of the plain one, and of PCA.");
        Losses[] losses = [.. betas.Select(model => model.Test(test, new NoiseKey(run.Seed, 0)))];
        (double[] reconstruction, double[] divergence) = ([.. losses.Select(loss => loss["reconstruction"])], [.. losses.Select(loss => loss.Metrics["divergence"])]);
        run.AddTable(["code", "drawn to real", "real to drawn"], [.. samplers.Zip(distances, (sampler, distance) => (string[])[sampler.Name, Of(distance.Off, "F2"), Of(distance.Missed, "F2")])]);
        run.Page.AddText(Text($"Drawn to real: distance of {known.Count} drawn images to the nearest of as many training images, the smaller the more plausible; real to drawn: of test images to the nearest drawn one, the smaller the fewer kinds are missing. Neither is enough alone: a blurred image may be near to many real ones, and images that are all alike miss most kinds. Of real test images to the nearest training image it is {Measure.Nearest(asked.Pixels.Span, known.Pixels.Span, test.Size):F2}."));

        run.Page.AddHeading("What nearness to the prior costs");
        run.AddTable(["code, nats", "reconstruction", "divergence"], [.. betas.Select((_, index) => (string[])[weights[index].Name, Of(reconstruction[index], "F1"), Of(divergence[index], "F1")])]);
        run.AddTable(["of the divergence, nats", "information", "total correlation", "dimensions", "values in use"], [.. betas.Select((model, index) => Row(weights[index].Name, model))]);
        run.Page.AddText(Text($"Means over test images, the divergence before β, which pays the one with the other. The divergence has three parts (Hoffman and Johnson 2016; Chen et al. 2018), here over {asked.Count} images with one draw each: information, what a code tells of which image it is from, at most ln {asked.Count} = {Math.Log(asked.Count):F1}; total correlation, how far the values of all codes together depend on each other; dimensions, how far each value by itself is from the prior. Draws from the prior are like the codes of images where the last two are small. In use: values whose posterior mean has a variance above 0.01."));

        run.Page.AddHeading("Codes of two values");
        float[] grid = [.. Enumerable.Range(0, Across * Across).SelectMany(place => (float[])[-2 + (4f * (place % Across) / (Across - 1)), 2 - (4f * (place / Across) / (Across - 1))])];
        run.AddPicture("manifold", run.Grid(Across).Draw(plane.Decode(grid)), "All codes of two values from −2 to 2 each, decoded: neighbouring codes give neighbouring images.");
        run.AddPicture("manifold-pca", run.Grid(Across).Draw(flat.InverseTransform(Spread(grid, flat.Transform(train.Pixels.Span), 2))), "The same grid by PCA, in standard deviations of its two components.");
        run.AddPicture("codes", new CodeMap { Classes = run.Data.Classes, Density = ChapterRun.Density }.Draw(plane.Encode(asked), asked.Labels.Span), "Posterior means of test images by label, which no model saw. The prior has 95 % of its codes within 2.45 of the middle: gaps in there are codes that no test image has.");

        run.Page.AddHeading("From one image to another");
        ImageSet ends = run.Shown(8);
        RowEncoder[] paths = [.. new (RowEncoder Encode, RowEncoder Decode)[] { (one.Encode, one.Decode), (pca.Transform, pca.InverseTransform) }.Select(pair => (RowEncoder)(both => pair.Decode(CodeMath.Interpolate(pair.Encode(both[..test.Size]), pair.Encode(both[test.Size..]), Across))))];
        float[] walks = [.. Enumerable.Range(0, 3).SelectMany(row => paths.SelectMany(path => path([.. ends.Image(row), .. ends.Image(7 - row)])))];
        run.AddPicture("walk", run.Grid(Across, "VAE", "PCA", "VAE", "PCA", "VAE", "PCA").Draw(walks), "Equal steps between the codes of two test images, decoded.");

        (var vae, var code, var components) = (distances[2], distances[4], distances[5]);
        return new Verdict(
        [
            Check.Below("VAE, drawn to real", vae.Off, ("plain", code.Off), "F2", factor: 0.95),
            Check.Below("the same", vae.Off, ("PCA", components.Off), "F2", factor: 0.95),
            Check.Below("VAE, real to drawn", vae.Missed, ("PCA", components.Missed), "F2"),
            .. Enumerable.Range(1, 3).SelectMany(place => (Check[])[Check.Below($"divergence with {weights[place].Name}, nats", divergence[place], (weights[place - 1].Name, divergence[place - 1]), "F1"), Check.Above($"reconstruction with {weights[place].Name}, nats", reconstruction[place], (weights[place - 1].Name, reconstruction[place - 1]), "F1")]),
        ]);

        string[] Row(string name, Autoencoder<float> model)
        {
            (float[] means, float[] deviations) = model.EncodePosterior(asked.Pixels.Span);
            DivergenceParts parts = AggregatedPosterior.Decompose(means, deviations, size, run.Seed);
            return [name, Of(parts.Information, "F1"), Of(parts.TotalCorrelation, "F1"), Of(parts.Dimensions, "F1"), $"{model.ActiveUnits(test)} of {size}"];
        }

        (double, double) Distances(float[] drawn) => (Measure.Nearest(drawn, known.Pixels.Span, test.Size), Measure.Nearest(asked.Pixels.Span, drawn, test.Size));
    }

    // Standard normal codes, moved and scaled to the mean and variance of each value of others.
    private static float[] Spread(float[] normal, float[] codes, int width)
    {
        float[] mean = CodeMath.Mean(codes, width);
        double[] variance = new double[width];
        for (int place = 0; place < codes.Length; place++)
        {
            variance[place % width] += Math.Pow(codes[place] - mean[place % width], 2) * width / codes.Length;
        }

        return [.. normal.Select((value, place) => mean[place % width] + (value * (float)Math.Sqrt(variance[place % width])))];
    }
}

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Draws64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Code(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Certain64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(2)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Plane64;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(16)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Draws784;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Code(16)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Certain784;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(2)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Plane784;
