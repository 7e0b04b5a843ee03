using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace DigitsSample;

/// <summary>One representation of the test images and what it is worth.</summary>
/// <param name="Name">The representation, with the number of its values.</param>
/// <param name="Bound">Test ELBO in nats an image; null where there is no likelihood.</param>
/// <param name="Error">Squared reconstruction error an image; null where nothing is rebuilt.</param>
/// <param name="Probe">Accuracy of a linear classifier with 100 labels.</param>
internal sealed record Measurement(string Name, Losses? Bound, double? Error, ProbeResult Probe);

/// <summary>What the models and PCA make of the test images.</summary>
internal sealed record Measurements(Measurement Pixels, Measurement VaePca, Measurement Vae, Measurement PlanePca, Measurement Plane)
{
    // Sampling noise of the bound: averaged over so many draws for each image.
    private const int BoundDraws = 5;

    /// <summary>The measurements, the sizes of code together.</summary>
    public IReadOnlyList<Measurement> All => [Pixels, VaePca, Vae, PlanePca, Plane];

    /// <summary>PCA of the VAE's size, fitted to the same images.</summary>
    public required Pca LargePca { get; init; }

    /// <summary>PCA of two components.</summary>
    public required Pca SmallPca { get; init; }

    /// <summary>Measures everything on the test images.</summary>
    public static Measurements Take(ImageData data, TrainedModel vae, TrainedModel plane, ulong seed, CancellationToken token)
    {
        Pca pca = Pca.Fit(data.Known.Pixels.Span, data.Known.Size, vae.CodeSize);
        Pca smallPca = Pca.Fit(data.Known.Pixels.Span, data.Known.Size, plane.CodeSize);
        var probing = new LinearProbeOptions { Seed = seed };
        return new Measurements(
            new Measurement($"pixels, {data.Known.Size} values", null, null, Probe(pixels => pixels.ToArray(), data.Known.Size)),
            OfPca(pca),
            OfModel(vae),
            OfPca(smallPca),
            OfModel(plane))
        {
            LargePca = pca,
            SmallPca = smallPca,
        };

        Measurement OfPca(Pca fitted) => new(
            $"PCA, {fitted.Components} values",
            null,
            Error(fitted.Reconstruct(data.Test.Pixels.Span)),
            Probe(pixels => fitted.Transform(pixels.Span), fitted.Components));

        Measurement OfModel(TrainedModel trained) => new(
            $"VAE, {trained.CodeSize} values",
            TestBound(trained.Model, data.Test, seed),
            Error(trained.Model.Reconstruct(data.Test.Pixels.Span)),
            Probe(pixels => trained.Model.Encode(pixels.Span), trained.CodeSize));

        double Error(float[] rebuilt) => ReconstructionError.SquaredPerExample(data.Test.Pixels.Span, rebuilt, data.Test.Size);

        ProbeResult Probe(Func<ReadOnlyMemory<float>, float[]> encode, int width)
        {
            token.ThrowIfCancellationRequested();
            return LinearProbe.Measure(
                new LabelledRows(encode(data.Known.Pixels), width, data.Known.Labels),
                new LabelledRows(encode(data.Test.Pixels), width, data.Test.Labels),
                probing);
        }
    }

    /// <summary>What the numbers say, whichever way they fell.</summary>
    public IEnumerable<string> InWords()
    {
        yield return $"Reconstruction: the VAE's error is {Beside(Vae, VaePca)} that of PCA with as many values in a code; with two values it is {Beside(Plane, PlanePca)}.";
        double most = All.Max(measurement => measurement.Probe.Mean);
        Measurement[] best = [.. All.Where(measurement => measurement.Probe.Mean == most)];
        yield return Text($"With 100 labels the best of these representations {(best.Length == 1 ? "is" : "are, alike,")} {string.Join("; ", best.Select(measurement => measurement.Name))}: {100 * most:F1} % of the test images right.");
    }

    // Of images that PCA gives back exactly, such as blank ones, an error is no share of its.
    private static string Beside(Measurement model, Measurement pca)
    {
        double share = 1 - (model.Error!.Value / pca.Error!.Value);
        string side = share >= 0 ? "below" : "above";
        return double.IsFinite(share) ? Text($"{100 * Math.Abs(share):F0} % {side}") : side;
    }

    private static Losses TestBound(Autoencoder<float> model, ImageSet test, ulong seed)
    {
        var sums = new double[model.Info.LossNames.Length];
        for (int draw = 0; draw < BoundDraws; draw++)
        {
            Losses losses = model.Test(test.Pixels.Span, new NoiseKey(seed, (ulong)draw));
            for (int term = 0; term < sums.Length; term++)
            {
                sums[term] += losses[term] / BoundDraws;
            }
        }

        return new Losses(model.Info.LossNames, sums);
    }
}
