using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using RepLearn.Numerics.Random;
using static System.FormattableString;

namespace ChaptersSample.Subjects;

/// <summary>A code that is a distribution, from whose prior new images are drawn, and what nearness to the prior costs.</summary>
internal static class Variational
{
    private const int Across = 14;

    private delegate float[] Rows(ReadOnlySpan<float> rows);

    public static Chapter Chapter { get; } = new("variational", "New images drawn from a variational autoencoder are nearer to real ones than PCA's or a plain autoencoder's; β trades what a code tells for nearness to the prior", Run);

    private static Verdict Run(ChapterRun run)
    {
        (ImageSet train, ImageSet test) = (run.Data.Train, run.Data.Test);
        Autoencoder<float>[] made = run.Data.IsDigits
            ? [new Tenth64(run.Seed), new Half64(run.Seed), new One64(run.Seed), new Four64(run.Seed), new Certain64(run.Seed), new Plane64(run.Seed)]
            : [new Tenth784(run.Seed), new Half784(run.Seed), new One784(run.Seed), new Four784(run.Seed), new Certain784(run.Seed), new Plane784(run.Seed)];
        string[] names = ["β = 0.1", "β = 0.5", "β = 1", "β = 4", "plain", "two values"];
        Autoencoder<float>[] models = [.. names.Zip(made, (name, model) => run.Fit(name, model, run.Data.IsDigits ? 100 : 10))];
        (Autoencoder<float>[] betas, Autoencoder<float> one, Autoencoder<float> plain, Autoencoder<float> plane) = (models[..4], models[2], models[4], models[5]);
        int size = one.Info.LatentSize;
        Pca pca = Pca.Fit(train.Pixels.Span, train.Size, size);
        Pca flat = Pca.Fit(train.Pixels.Span, train.Size, 2);
        float[] Normal(int count) => CorruptedRows.Gaussian(new float[count * size], size, 1, new NoiseKey(run.Seed, 0));
        (string Name, Func<int, float[]> Draw)[] samplers =
        [
            .. betas.Select((model, index) => (names[index], (Func<int, float[]>)(count => model.Decode(Normal(count))))),
            ("plain", count => plain.Decode(Spread(Normal(count), plain.Encode(train), size))),
            ("PCA", count => pca.InverseTransform(Spread(Normal(count), pca.Transform(train.Pixels.Span), size))),
        ];
        ImageSet known = train.Take(Math.Min(2000, train.Count));
        ImageSet asked = test.Take(Math.Min(2000, test.Count));
        (double Off, double Missed)[] distances = run.Each("samples", samplers, (_, draw) => Distances(draw(known.Count)));

        run.Page.AddHeading("Drawn images")
            .AddText(Invariant($"A variational autoencoder gives each image a normal distribution over codes and asks these to be near to one prior, N(0, 1) in each value (Kingma and Welling 2014). So a code drawn from the prior decodes to an image that nobody drew. Beside it are PCA and a plain autoencoder of as many values, {size}: their codes are drawn from normal distributions with the mean and variance of each value over the training images."));
        run.AddPicture("samples", run.Grid(Across, "VAE", "VAE", "plain", "plain", "PCA", "PCA").Draw([.. samplers[2].Draw(2 * Across), .. samplers[4].Draw(2 * Across), .. samplers[5].Draw(2 * Across)]), "Drawn images: two rows each of the variational autoencoder with β = 1, of the plain one, and of PCA.");
        Losses[] losses = [.. betas.Select(model => model.Test(test, new NoiseKey(run.Seed, 0)))];
        run.AddTable(
            ["code", "reconstruction, nats", "divergence, nats", "values in use", "drawn to real", "real to drawn"],
            [.. samplers.Select((sampler, index) => (string[])[sampler.Name, .. index < 4 ? [Invariant($"{losses[index]["reconstruction"]:F1}"), Invariant($"{losses[index].Metrics["divergence"]:F1}"), $"{betas[index].ActiveUnits(test)} of {size}"] : new[] { "", "", "" }, Invariant($"{distances[index].Off:F2}"), Invariant($"{distances[index].Missed:F2}")])]);
        run.Page.AddText(Invariant($"Reconstruction and divergence (before β) of test images: β pays the one with the other. In use: values whose posterior mean has a variance above 0.01. Drawn to real: distance of {known.Count} drawn images to the nearest of as many training images, the smaller the more plausible; real to drawn: of test images to the nearest drawn one, the smaller the fewer kinds are missing. A blurred image is near to many, so that blur lowers both. Of real test images to the nearest training image it is {Nearest(asked.Pixels.Span, known.Pixels.Span):F2}."));

        run.Page.AddHeading("Codes of two values");
        float[] grid = [.. Enumerable.Range(0, Across * Across).SelectMany(place => (float[])[-2 + (4f * (place % Across) / (Across - 1)), 2 - (4f * (place / Across) / (Across - 1))])];
        run.AddPicture("manifold", run.Grid(Across).Draw(plane.Decode(grid)), "All codes of two values from −2 to 2 each, decoded: neighbouring codes give neighbouring images.");
        run.AddPicture("manifold-pca", run.Grid(Across).Draw(flat.InverseTransform(Spread(grid, flat.Transform(train.Pixels.Span), 2))), "The same grid by PCA, in standard deviations of its two components.");
        run.AddPicture("codes", new CodeMap { Classes = run.Data.Classes, Density = ChapterRun.Density }.Draw(plane.Encode(asked), asked.Labels.Span), "Posterior means of test images by label, which no model saw. The prior has 95 % of its codes within 2.45 of the middle: gaps in there are codes from which no image of a class is drawn.");

        run.Page.AddHeading("From one image to another");
        ImageSet ends = run.Shown(8);
        Rows[] paths = [.. new (Rows Encode, Rows Decode)[] { (one.Encode, one.Decode), (pca.Transform, pca.InverseTransform) }.Select(pair => (Rows)(both => pair.Decode(CodeMath.Interpolate(pair.Encode(both[..test.Size]), pair.Encode(both[test.Size..]), Across))))];
        float[] walks = [.. Enumerable.Range(0, 3).SelectMany(row => paths.SelectMany(path => path([.. ends.Image(row), .. ends.Image(7 - row)])))];
        run.AddPicture("walk", run.Grid(Across, "VAE", "PCA", "VAE", "PCA", "VAE", "PCA").Draw(walks), "Equal steps between the codes of two test images, decoded.");

        (var vae, var code, var components) = (distances[2], distances[4], distances[5]);
        double[] divergence = [.. losses.Select(loss => loss.Metrics["divergence"])];
        double[] reconstruction = [.. losses.Select(loss => loss["reconstruction"])];
        return new Verdict(
            divergence.SequenceEqual(divergence.OrderDescending()) && reconstruction.SequenceEqual(reconstruction.Order()) && vae.Off < 0.95 * Math.Min(code.Off, components.Off) && vae.Missed < components.Missed,
            Invariant($"a drawn image is {vae.Off:F2} from the nearest real one (plain {code.Off:F2}, PCA {components.Off:F2}) and a real one {vae.Missed:F2} from the nearest drawn one (plain {code.Missed:F2}, PCA {components.Missed:F2}); from β = 0.1 to 4 the divergence goes from {divergence[0]:F1} to {divergence[3]:F1} nats, the reconstruction from {reconstruction[0]:F1} to {reconstruction[3]:F1}."));

        // The mean distance to the nearest of other images.
        double Nearest(ReadOnlySpan<float> images, ReadOnlySpan<float> others)
        {
            NearestRows nearest = NearestRows.Find(images, others, test.Size, 1);
            return Enumerable.Range(0, nearest.Count).Average(row => nearest.Distances(row)[0]);
        }

        (double, double) Distances(float[] drawn) => (Nearest(drawn, known.Pixels.Span), Nearest(asked.Pixels.Span, drawn));
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
[Latent.Gaussian(8, Beta = 0.1)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Tenth64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class One64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8, Beta = 0.5)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Half64;

[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8, Beta = 4)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Four64;

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
[Latent.Gaussian(16, Beta = 0.1)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Tenth784;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(16)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class One784;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(16, Beta = 0.5)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Half784;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(16, Beta = 4)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Four784;

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
