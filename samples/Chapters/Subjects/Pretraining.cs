using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>What features learned without labels are worth to a classifier of few labels: as they are, and as the beginning of a network.</summary>
internal static class Pretraining
{
    private static readonly int[] s_labels = [10, 30, 100, 1000];

    public static Chapter Chapter { get; } = new("pretraining", "Features learned without labels raise a linear classifier of few labels over pixels and PCA, by less than the 17 % that are said of them", Run);

    private static Verdict Run(ChapterRun run)
    {
        bool digits = run.Data.IsDigits;
        int epochs = digits ? 100 : 30;
        ImageSet images = run.Data.Train;
        Autoencoder<float> plain = run.Fit("plain", digits ? new PlainUnits64(run.Seed) : new PlainUnits784(run.Seed), epochs);
        Autoencoder<float> denoising = run.Fit("denoising", digits ? new NoisyUnits64(run.Seed) : new NoisyUnits784(run.Seed), epochs);
        Autoencoder<float> contractive = run.Fit("contractive", digits ? new ContractedUnits64(run.Seed) : new ContractedUnits784(run.Seed), epochs);
        using Autoencoder<float> untrained = Classifier(0);
        Pca pca = Pca.Fit(images.Pixels.Span, images.Size, 32);
        (LabelledRows train, LabelledRows test) = (Encoded(images, rows => rows.ToArray()), Encoded(run.Data.Test, rows => rows.ToArray()));
        (string Name, Func<LinearProbeOptions, ProbeResult> Measure)[] methods =
        [
            ("pixels, linear", Linear(rows => rows.ToArray())), ("PCA of 32 values, linear", Linear(pca.Transform)), ("untrained units, linear", Linear(untrained.Encode)),
            ("plain, linear", Linear(plain.Encode)), ("denoising, linear", Linear(denoising.Encode)), ("contractive, linear", Linear(contractive.Encode)),
            ("network from random values", options => Network(options, draw => Classifier(draw))),
            ("plain, fine-tuned", options => Network(options, draw => Classifier(draw, plain))),
            ("denoising, fine-tuned", options => Network(options, draw => Classifier(draw, denoising))),
            ("contractive, fine-tuned", options => Network(options, draw => Classifier(draw, contractive))),
            ("semi-supervised", SemiSupervised),
        ];
        (string, (int Method, int Labels))[] cells = [.. methods.SelectMany((method, index) => s_labels.Select(labels => ($"{method.Name}, {labels} labels", (index, labels))))];
        ProbeResult[][] results = [.. run.Each("accuracy", cells, (_, cell) => methods[cell.Method].Measure(Options(cell.Labels))).Chunk(s_labels.Length)];

        run.Page.AddHeading("Accuracy against the number of labels")
            .AddText(Text($"All methods have the same images, of which so many have a label, drawn afresh for each of several draws. Linear: a softmax classifier on the codes, its penalty chosen within the labels. Fine-tuned: a network of the same units with a softmax on top, begun at the autoencoder's weights and trained on the labelled images. Semi-supervised: the network with its reconstruction on all {train.Count} images and its softmax on those with a label."));
        run.AddTable(["test images right, %", .. s_labels.Select(labels => $"{labels} labels")], [.. methods.Select((method, index) => (string[])[method.Name, .. results[index].Select(Percent)])]);
        run.Page.AddText("±: half the 95 % interval over draws.");
        IEnumerable<(string, IReadOnlyList<double>)> lines = new[] { 0, 1, 5, 6, 9, 10 }.Select(method => (methods[method].Name, (IReadOnlyList<double>)[.. results[method].Select(result => 100 * result.Mean)]));
        run.AddPicture("accuracy", ChapterRun.Lines("labels", "test images right, %", lines, 1, [.. s_labels.Select(labels => $"{labels}")]), "Mean accuracy over draws of the labels.");
        (string Name, ProbeResult[] Gains, ProbeResult[] Over)[] gains =
        [
            Gain("contractive, linear, over pixels", 5, 0), Gain("contractive, linear, over PCA", 5, 1),
            Gain("contractive, fine-tuned, over random values", 9, 6), Gain("semi-supervised over random values", 10, 6),
        ];
        run.Page.AddHeading("What the features add").AddText("Differences draw by draw, since all methods had the same labels.");
        run.AddTable(["gain, points of accuracy", .. s_labels.Select(labels => $"{labels} labels")], [.. gains.Select(gain => (string[])[gain.Name, .. gain.Gains.Select(Percent)])]);
        run.AddTable(["gain, % of the errors", .. s_labels.Select(labels => $"{labels} labels")], [.. gains.Select(gain => (string[])[gain.Name, .. gain.Gains.Zip(gain.Over, (points, over) => Text($"{100 * points.Mean / (1 - over.Mean):F0}"))])]);
        double most = gains.Max(gain => gain.Gains.Zip(gain.Over, (points, over) => points.Mean / over.Mean).Max());
        run.Page.AddText(Text($"Learned features are said to raise a task's result by up to 17 %. Here the largest gain is {100 * most:F1} % of the accuracy without them."));
        return new Verdict(
        [
            .. gains.Take(2).Select(gain => Check.Above($"{gain.Name}, 30 labels", gain.Gains[1].Mean, ("half its 95 % interval", gain.Gains[1].Margin), "P1")),
            Check.Below("the largest gain, of the accuracy without", most, 0.17, "P1"),
        ]);

        (string, ProbeResult[], ProbeResult[]) Gain(string name, int with, int without) => (name, [.. results[with].Zip(results[without], (mine, theirs) => mine.GainOver(theirs))], results[without]);

        LinearProbeOptions Options(int labels) => new() { Labels = labels, Draws = (digits ? 10 : 5) - (labels > 100 ? (digits ? 6 : 2) : 0), Seed = run.Seed, Strengths = [0.3, 3, 30, 300] };

        Func<LinearProbeOptions, ProbeResult> Linear(RowEncoder encode)
        {
            (LabelledRows codes, LabelledRows testCodes) = (Encoded(images, encode), Encoded(run.Data.Test, encode));
            return options => LinearProbe.Measure(codes, testCodes, options);
        }

        static LabelledRows Encoded(ImageSet rows, RowEncoder encode) => Measure.Labelled(encode(rows.Pixels.Span), rows.Labels);

        // As many steps for few labels as for many, so that each network has the time to come to rest.
        ProbeResult Network(LinearProbeOptions options, Func<int, Autoencoder<float>> start)
        {
            int batch = Math.Min(20, options.Labels);
            return HeadProbe.Measure(start, train, test, Fitting(Math.Max(1, 20 * run.Epochs(100) * batch / options.Labels), batch), options, cancellationToken: run.Token);
        }

        ProbeResult SemiSupervised(LinearProbeOptions options) =>
            HeadProbe.Measure(draw => Classifier(draw), train, test, Fitting(run.Epochs(digits ? 60 : 10), run.Data.BatchSize), options, withUnlabelled: true, run.Token);

        FitOptions Fitting(int epochs, int batch) => new() { Epochs = epochs, BatchSize = batch, Optimizer = new Adam(3e-3), Schedule = LearningRate.Cosine(), Seed = run.Seed };

        Autoencoder<float> Classifier(int draw, Autoencoder<float>? pretrained = null)
        {
            Autoencoder<float> model = digits ? new Classifier64(run.Seed + (ulong)draw) : new Classifier784(run.Seed + (ulong)draw);
            if (pretrained is not null)
            {
                model.LoadLayers(pretrained, "code*", "decoder*");
            }

            return model;
        }
    }

    private static string Percent(ProbeResult result) => Text($"{100 * result.Mean:F1} ± {100 * result.Margin:F1}");
}

[Autoencoder(64)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class PlainUnits64;

[Autoencoder(64)]
[Corruption.Gaussian(0.3)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class NoisyUnits64;

[Autoencoder(64)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.3)]
internal sealed partial class ContractedUnits64;

[Autoencoder(64)]
[Latent.Code(128, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Head.Softmax(10, Weight = 100)]
internal sealed partial class Classifier64;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class PlainUnits784;

[Autoencoder(784)]
[Corruption.Gaussian(0.3)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
internal sealed partial class NoisyUnits784;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
internal sealed partial class ContractedUnits784;

[Autoencoder(784)]
[Latent.Code(500, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Head.Softmax(10, Weight = 1000)]
internal sealed partial class Classifier784;
