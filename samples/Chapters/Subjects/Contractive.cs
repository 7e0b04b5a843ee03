using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>A code that a penalty keeps from moving, except where the images themselves differ.</summary>
internal static class Contractive
{
    private const double Sigma = 0.1;

    public static Chapter Chapter { get; } = new("contractive", "A contractive penalty makes the code follow fewer directions, and noise moves it less than a plain code or PCA's, for the distances between codes", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        int epochs = digits ? 100 : 30;
        Autoencoder<float> plain = run.Fit("plain", digits ? new Free64Tied(run.Seed) : new Free784Tied(run.Seed), epochs);
        Autoencoder<float> contractive = run.Fit("contractive", digits ? new Contracted64(run.Seed) : new Contracted784(run.Seed), epochs);
        ImageSet train = run.Data.Train;
        Pca pca = Pca.Fit(train.Pixels.Span, train.Size, 32);
        Answer[] answers = run.Each("codes", [("plain", plain.Encode), ("contractive", contractive.Encode), ("PCA", (RowEncoder)pca.Transform)], (name, encode) => Answer.Of(run, name, encode));
        (Answer free, Answer contracted, Answer flat) = (answers[0], answers[1], answers[2]);

        run.Page.AddHeading("How a code answers")
            .AddText("The penalty is the squared length of the Jacobian, all the derivatives of the code by the pixels (Rifai et al. 2011). Alone it would make the code constant; the reconstruction needs codes that differ where images do. What should be left are few directions. A code can be made small by its units, so lengths are told as shares: of the largest direction, and of the distance between the codes of two images.");
        run.AddTable(
            ["code", "directions", "moved by noise", "by a neighbour", "20 labels", "100 labels"],
            [.. answers.Select(answer => answer.Cells)]);
        run.Page.AddText(Text($"Directions: singular values of the Jacobian above a tenth of the largest, mean over {answers[0].Images} test images. Moved by noise: how far the code moves under normal noise of standard deviation {Sigma} on each pixel, of the mean distance between the codes of two test images. By a neighbour: how far it moves on a step of the length of that noise towards the nearest other image, for how far the noise moves it; the larger, the more it follows the images. Labels: per cent of the test images that a linear classifier tells from so many labelled ones."));
        run.AddPicture("spectrum", ChapterRun.Lines("direction, the strongest first", "share of the largest", answers.Select(answer => (answer.Name, answer.Spectrum))), "Singular values of the Jacobian, mean over test images. PCA follows each of its directions alike, everywhere; a curve that falls early follows few.");
        double[] levels = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];
        run.AddPicture("movement", ChapterRun.Lines("standard deviation of the noise", "share of the distance", answers.Select(answer => (answer.Name, (IReadOnlyList<double>)[.. levels.Select(answer.MovedBy)])), 0.05), "How far codes move under noise, as a share of the mean distance between the codes of two images.");

        ProbeResult gain = contracted.Probes[1].GainOver(free.Probes[1]);
        string moved = Text($"its movement under noise of {Sigma}, of the distance between two codes");
        return new Verdict(
            Check.Below("directions of the contractive code", contracted.Directions, ("plain", free.Directions), "F1", factor: 0.8),
            Check.Below(moved, contracted.Moved, ("plain", free.Moved), "P1", factor: 0.8),
            Check.Below("the same", contracted.Moved, ("PCA", flat.Moved), "P1"),
            Check.Above("gain of its accuracy with 100 labels over plain, upper end of the 95 % interval", gain.Mean + gain.Margin, 0, "P1"));
    }

    /// <summary>How one code answers to changes of the image.</summary>
    private sealed record Answer(string Name, int Values, int Images, double Directions, IReadOnlyList<double> Spectrum, Func<double, double> MovedBy, double Selectivity, ProbeResult[] Probes)
    {
        public double Moved => MovedBy(Sigma);

        public string[] Cells =>
            [$"{Name}, {Values} values", Text($"{Directions:F1}"), Text($"{100 * Moved:F1} %"), Text($"{Selectivity:F2}"), .. Probes.Select(probe => Text($"{100 * probe.Mean:F1} ± {100 * probe.Margin:F1}"))];

        public static Answer Of(ChapterRun run, string name, RowEncoder encode)
        {
            ImageSet test = run.Data.Test;
            ImageSet shown = run.Shown(run.Data.IsDigits ? 60 : 12);
            float[] codes = encode(test.Pixels.Span);
            int width = codes.Length / test.Count;
            double[][] spectra = [.. CodeSensitivity.JacobianSpectrum(encode, shown.Pixels.Span, test.Size).Chunk(Math.Min(width, test.Size))];
            double between = Measure.SquaredErrors(codes, [.. codes.Skip(width), .. codes.Take(width)], width).Select(Math.Sqrt).Average();
            double noise = Sigma * Math.Sqrt(test.Size);
            double towards = Measure.SquaredErrors(codes, encode(Towards(test, noise)), width).Select(Math.Sqrt).Average();
            LabelledRows known = Measure.Labelled(encode(run.Data.Train.Pixels.Span), run.Data.Train.Labels);
            return new Answer(
                name,
                width,
                shown.Count,
                spectra.Average(spectrum => spectrum.Count(value => value > 0.1 * spectrum[0])),
                [.. Enumerable.Range(0, Math.Min(48, spectra[0].Length)).Select(place => spectra.Average(spectrum => spectrum[place] / spectrum[0]))],
                Moved,
                towards / (between * Moved(Sigma)),
                [.. new[] { 20, 100 }.Select(labels => LinearProbe.Measure(known, Measure.Labelled(codes, test.Labels), new LinearProbeOptions { Labels = labels, Seed = run.Seed }))]);

            double Moved(double deviation) => CodeSensitivity.Movement(encode, test.Pixels.Span, test.Size, deviation, run.Seed).Average() / between;
        }

        // Each image moved by a length towards its nearest other one.
        private static float[] Towards(ImageSet images, double length)
        {
            NearestRows nearest = NearestRows.Find(images.Pixels.Span, images.Pixels.Span, images.Size, 2);
            var moved = images.Pixels.ToArray();
            for (int row = 0; row < images.Count; row++)
            {
                ReadOnlySpan<float> other = images.Image(nearest.Places(row)[1]);
                float share = (float)(length / Math.Max(nearest.Distances(row)[1], 1e-6));
                for (int pixel = 0; pixel < images.Size; pixel++)
                {
                    moved[(row * images.Size) + pixel] += share * (other[pixel] - images.Image(row)[pixel]);
                }
            }

            return moved;
        }
    }
}

[Autoencoder(64)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class Free64Tied;

[Autoencoder(64)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.3)]
internal sealed partial class Contracted64;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class Free784Tied;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
internal sealed partial class Contracted784;
