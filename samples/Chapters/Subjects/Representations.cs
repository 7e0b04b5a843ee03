using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample.Subjects;

/// <summary>The same thing written in several ways: what a linear classifier can read from each.</summary>
internal static class Representations
{
    private const int Numbers = 100;
    private const int Known = 70;
    private const int Draws = 20;
    private const int ImageLabels = 50;
    private const int MostImages = 500;

    private static readonly (string Name, Func<int, IEnumerable<float>> Of)[] s_numbers =
    [
        ("one-hot", number => OneHot(number, Numbers)), ("one value", number => [number / (Numbers - 1f)]), ("tally marks", number => Enumerable.Range(0, Numbers).Select(mark => mark < number ? 1f : 0)),
        ("decimal digits, one-hot", number => OneHot(number / 10, 10).Concat(OneHot(number % 10, 10))), ("bits", number => Enumerable.Range(0, 7).Select(bit => (float)((number >> (6 - bit)) & 1))),
    ];

    // What is asked of one number, or of the sum of two that stand side by side.
    private static readonly (string Name, Func<int, int> Of, bool IsSum)[] s_tasks =
    [
        ("odd?", number => number % 2, false), ("above 49?", number => number > 49 ? 1 : 0, false), ("tens", number => number / 10, false),
        ("a + b above 99?", sum => sum >= Numbers ? 1 : 0, true), ("a + b odd?", sum => sum % 2, true),
    ];

    public static Chapter Chapter { get; } = new("representations", "How a thing is written decides what is easy to tell of it", Run);

    private static Verdict Run(ChapterRun run)
    {
        double[][] shares = [.. s_numbers.Select(code => s_tasks.Select(task => Share(run, code, task)).ToArray())];
        run.Page.AddHeading("Numbers in five ways")
            .AddText($"The numbers from 0 to {Numbers - 1}, written as vectors. A linear classifier (logistic regression) sees {Known} of them with the answer and is asked about the {Numbers - Known} others; mean over {Draws} draws. A one-hot vector has nothing in common with any other, so that nothing carries over: what is right there is guessing. Parity is one of the bits and hides in a size; a size is a weighted sum of bits or digits. From tally marks a number is taken for the same kind as its neighbours, which are the other kind.");
        IEnumerable<float[][]> codes = s_numbers.Select(code => Enumerable.Range(0, Numbers).Select(number => code.Of(number).ToArray()).ToArray());
        float[] pictures = [.. codes.SelectMany(code => Enumerable.Range(0, Numbers).SelectMany(row => code.Select(values => values[row * values.Length / Numbers])))];
        run.AddPicture("numbers", new ImageGrid { Width = Numbers, Height = Numbers, Columns = s_numbers.Length, Scale = 1, Gap = 8, Density = ChapterRun.Density }.Draw(pictures), $"Each square has the numbers from left to right, and below each its vector, stretched to the same height: {string.Join(", ", s_numbers.Select(code => code.Name))}. White is 1, black 0.");
        run.AddTable(["written as", "values", .. s_tasks.Select(task => task.Name)], [.. s_numbers.Select((code, place) => (string[])[code.Name, $"{code.Of(0).Count()}", .. shares[place].Select(share => Of(share, "P1"))])]);
        run.Page.AddText("The last two questions are about two numbers, neither of them among those shown. Whether a sum is odd is no weighted sum of any of these: each bit matters only together with another. A model with a layer between can make a representation in which it is easy; that is what the layers of a network are for.");

        (string Name, double Class, double Ink)[] images = Images(run);
        run.Page.AddHeading("Images in four ways")
            .AddText($"A linear classifier is asked the class of an image and whether it has more ink than half of the images; it sees {ImageLabels} labelled ones and is asked of {run.Data.Test.AtMost(MostImages).Count} others, mean over 10 draws. The code is that of an autoencoder that saw images without labels.");
        run.AddTable(["written as", "class", "much ink?"], [.. images.Select(row => (string[])[row.Name, Of(row.Class, "P1"), Of(row.Ink, "P1")])]);
        return new Verdict(
            Check.Above("odd? from bits", shares[4][0], 0.95, "P1"),
            Check.Below("odd? from one value", shares[1][0], 0.7, "P1"),
            Check.Above("above 49? from one value", shares[1][1], 0.9, "P1"),
            Check.Below("above 49? from one-hot", shares[0][1], 0.7, "P1"),
            Check.Above("an image's class from codes", images[3].Class, ("one-hot", images[0].Class), "P1", margin: 0.3),
            Check.Above("the same", images[3].Class, ("PCA", images[2].Class), "P1"),
            Check.Above("much ink? from pixels", images[1].Ink, ("codes", images[3].Ink), "P1"));
    }

    private static (string Name, double Class, double Ink)[] Images(ChapterRun run)
    {
        Autoencoder<float> model = run.Fit("code", run.Data.IsDigits ? new Code64(run.Seed) : new Code784(run.Seed), run.Data.IsDigits ? 200 : 10);
        (ImageSet train, ImageSet test) = (run.Data.Train.AtMost(MostImages), run.Data.Test.AtMost(MostImages));
        Pca pca = Pca.Fit(run.Data.Train.Pixels.Span, train.Size, model.Info.LatentSize);
        double middle = Ink(train).Order().ElementAt(train.Count / 2);
        int all = train.Count + test.Count;
        return
        [
            Probe($"one-hot, {all} values", images => [.. Enumerable.Range(0, images.Count).SelectMany(place => OneHot(place + (images == train ? 0 : train.Count), all))]),
            Probe($"pixels, {train.Size} values", images => images.Pixels.ToArray()), Probe($"PCA, {pca.Components} values", images => pca.Transform(images.Pixels.Span)),
            Probe($"codes, {model.Info.LatentSize} values", images => model.Encode(images)),
        ];

        (string, double, double) Probe(string name, Func<ImageSet, float[]> write) => (name, Share(write, images => images.Labels), Share(write, HasMuch));

        double Share(Func<ImageSet, float[]> write, Func<ImageSet, ReadOnlyMemory<int>> answer) =>
            LinearProbe.Measure(Measure.Labelled(write(train), answer(train)), Measure.Labelled(write(test), answer(test)), new LinearProbeOptions { Labels = ImageLabels, Seed = run.Seed }).Mean;

        ReadOnlyMemory<int> HasMuch(ImageSet images) => Ink(images).Select(ink => ink > middle ? 1 : 0).ToArray();
    }

    private static IEnumerable<double> Ink(ImageSet images) => Enumerable.Range(0, images.Count).Select(place => (double)images.Image(place).ToArray().Sum());

    // Of known numbers and the others; of sums, of pairs of known ones and pairs of the others.
    private static double Share(ChapterRun run, (string Name, Func<int, IEnumerable<float>> Of) code, (string Name, Func<int, int> Of, bool IsSum) task) =>
        Enumerable.Range(0, task.IsSum ? 3 : Draws).Average(draw =>
        {
            int[] order = SeededOrder.Permutation(Numbers, (run.Seed * 1000) + (ulong)draw);
            (int[][] known, int[][] asked) = (Things(order[..Known]), Things(order[Known..]));
            return LogisticRegression.Fit(Rows(known), asked.Concat(known).Max(Answer) + 1, new LogisticRegressionOptions { L2 = 0.01, Standardize = true }).Accuracy(Rows(asked));

            // Of sums each number with some of the others, not with all: they would be 4900 pairs.
            int[][] Things(int[] numbers) => [.. numbers.SelectMany((first, place) => task.IsSum ? Enumerable.Range(1, 10).Select(step => (int[])[first, numbers[(place + (step * step)) % numbers.Length]]) : [[first]])];

            int Answer(int[] thing) => task.Of(thing.Sum());

            LabelledRows Rows(int[][] things) => Measure.Labelled([.. things.SelectMany(thing => thing.SelectMany(code.Of))], things.Select(Answer).ToArray());
        });

    private static IEnumerable<float> OneHot(int place, int width) => Enumerable.Range(0, width).Select(other => other == place ? 1f : 0);
}

[Autoencoder(64)]
[Corruption.Gaussian(0.3)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class Code64;

[Autoencoder(784)]
[Encoder.Dense(512, Activation.Relu)]
[Latent.Gaussian(16)]
[Decoder.Dense(512, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class Code784;
