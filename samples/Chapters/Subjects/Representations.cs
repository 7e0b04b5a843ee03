using System.Globalization;
using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;

namespace ChaptersSample.Subjects;

/// <summary>The same thing written in several ways: what a linear classifier can read from each.</summary>
internal static class Representations
{
    private const int Numbers = 100;
    private const int Known = 70;
    private const int Draws = 20;
    private const int ImageLabels = 50;

    // A vector that tells which image it is needs a value for each image.
    private const int MostImages = 500;

    private static readonly (string Name, int Width, Func<int, IEnumerable<float>> Of)[] s_numbers =
    [
        ("one-hot", Numbers, number => OneHot(number, Numbers)),
        ("one value", 1, number => [number / (Numbers - 1f)]),
        ("tally marks", Numbers, number => Enumerable.Range(0, Numbers).Select(mark => mark < number ? 1f : 0)),
        ("decimal digits, one-hot", 20, number => OneHot(number / 10, 10).Concat(OneHot(number % 10, 10))),
        ("bits", 7, number => Enumerable.Range(0, 7).Select(bit => (float)((number >> (6 - bit)) & 1))),
    ];

    private static readonly (string Name, Func<int, int> Of)[] s_tasks =
        [("odd?", number => number % 2), ("above 49?", number => number > 49 ? 1 : 0), ("tens", number => number / 10)];

    public static Chapter Chapter { get; } = new("representations", "How a thing is written decides what is easy to tell of it: no way of writing is the best for every question", Run);

    private static Verdict Run(ChapterRun run)
    {
        double[][] shares = [.. s_numbers.Select(code => (double[])[.. s_tasks.Select(task => Share(run, code.Width, Single(code.Of), task.Of)), Sum(run, code, sum => sum >= Numbers ? 1 : 0), Sum(run, code, sum => sum % 2)])];
        run.Page.AddHeading("Numbers in five ways")
            .AddText($"The numbers from 0 to {Numbers - 1}, written as vectors. A linear classifier (logistic regression) sees {Known} of them with the answer and is asked about the {Numbers - Known} others; mean over {Draws} draws. A one-hot vector has nothing in common with any other, so that nothing carries over: what is right there is guessing. Parity is one of the bits and hides in a size; a size is a weighted sum of bits or digits. From tally marks a number is taken for the same kind as its neighbours, which are the other kind: worse than guessing.");
        float[] pictures = [.. s_numbers.SelectMany(code => Picture([.. Enumerable.Range(0, Numbers).Select(number => code.Of(number).ToArray())]))];
        run.AddPicture("numbers", new ImageGrid { Width = Numbers, Height = Numbers, Columns = s_numbers.Length, Scale = 1, Gap = 8, Density = ChapterRun.Density }.Draw(pictures), $"Each square has the numbers from left to right, and below each its vector, stretched to the same height: {string.Join(", ", s_numbers.Select(code => code.Name))}. White is 1, black 0.");
        run.AddTable(
            ["written as", "values", .. s_tasks.Select(task => task.Name), "a + b above 99?", "a + b odd?"],
            [.. s_numbers.Select((code, place) => (string[])[code.Name, $"{code.Width}", .. shares[place].Select(Percent)])]);
        run.Page.AddText("The last two questions are about two numbers, neither of them among those shown. Whether a sum is odd is no weighted sum of any of these: each bit matters only together with another. A model with a layer between can make a representation in which it is easy; that is what the layers of a network are for.");

        (string Name, double Class, double Ink)[] images = Images(run);
        run.Page.AddHeading("Images in four ways")
            .AddText($"Of each image a linear classifier is asked its class and whether it has more ink than half of the images; it sees {ImageLabels} labelled images, mean over 10 draws. The code is that of an autoencoder that saw images without labels.");
        run.AddTable(["written as", "class", "much ink?"], [.. images.Select(row => (string[])[row.Name, Percent(row.Class), Percent(row.Ink)])]);

        (double bitsOdd, double valueOdd, double valueSize, double onehotSize) = (shares[4][0], shares[1][0], shares[1][1], shares[0][1]);
        return new Verdict(
            bitsOdd > 0.95 && valueOdd < 0.7 && valueSize > 0.9 && onehotSize < 0.7 && images[3].Class > images[0].Class + 0.3 && images[3].Class > images[2].Class && images[1].Ink > images[3].Ink,
            Text($"whether a number is odd is right for {Percent(bitsOdd)} from bits and {Percent(valueOdd)} from one value, whether it is above 49 for {Percent(valueSize)} from one value and {Percent(onehotSize)} from one-hot vectors; an image's class for {Percent(images[3].Class)} from codes of {Width(run)} values, {Percent(images[2].Class)} from as many principal components, {Percent(images[1].Class)} from pixels and {Percent(images[0].Class)} from one-hot vectors, its ink for {Percent(images[3].Ink)} from codes and {Percent(images[1].Ink)} from pixels."));
    }

    private static (string Name, double Class, double Ink)[] Images(ChapterRun run)
    {
        Autoencoder<float> model = run.Fit("code", run.Data.IsDigits ? new Code64(run.Seed) : new Code784(run.Seed), run.Data.IsDigits ? 200 : 10);
        ImageSet train = run.Data.Train.Take(Math.Min(MostImages, run.Data.Train.Count));
        ImageSet test = run.Data.Test.Take(Math.Min(MostImages, run.Data.Test.Count));
        Pca pca = Pca.Fit(run.Data.Train.Pixels.Span, train.Size, model.Info.LatentSize);
        double middle = Ink(train).Order().ElementAt(train.Count / 2);
        int[] trainInk = [.. Ink(train).Select(ink => ink > middle ? 1 : 0)];
        int[] testInk = [.. Ink(test).Select(ink => ink > middle ? 1 : 0)];
        int all = train.Count + test.Count;
        return
        [
            Probe($"one-hot, {all} values", all, images => [.. Enumerable.Range(0, images.Count).SelectMany(place => OneHot(place + (images == train ? 0 : train.Count), all))]),
            Probe($"pixels, {train.Size} values", train.Size, images => images.Pixels.ToArray()),
            Probe($"PCA, {pca.Components} values", pca.Components, images => pca.Transform(images.Pixels.Span)),
            Probe($"codes, {model.Info.LatentSize} values", model.Info.LatentSize, images => model.Encode(images)),
        ];

        (string, double, double) Probe(string name, int width, Func<ImageSet, float[]> write) =>
            (name, Mean(width, write(train), train.Labels, write(test), test.Labels), Mean(width, write(train), trainInk, write(test), testInk));

        double Mean(int width, float[] known, ReadOnlyMemory<int> knownLabels, float[] asked, ReadOnlyMemory<int> askedLabels) =>
            LinearProbe.Measure(new LabelledRows(known, width, knownLabels), new LabelledRows(asked, width, askedLabels), new LinearProbeOptions { Labels = ImageLabels, Seed = run.Seed }).Mean;
    }

    private static IEnumerable<double> Ink(ImageSet images) => Enumerable.Range(0, images.Count).Select(place => (double)images.Image(place).ToArray().Sum());

    // Of two numbers, side by side: pairs of known numbers are shown, pairs of the others asked.
    private static double Sum(ChapterRun run, (string Name, int Width, Func<int, IEnumerable<float>> Of) code, Func<int, int> task) =>
        Share(run, 2 * code.Width, pair => code.Of(pair / Numbers).Concat(code.Of(pair % Numbers)), pair => task((pair / Numbers) + (pair % Numbers)), pairs: true);

    private static Func<int, IEnumerable<float>> Single(Func<int, IEnumerable<float>> of) => of;

    private static double Share(ChapterRun run, int width, Func<int, IEnumerable<float>> write, Func<int, int> task, bool pairs = false) =>
        Enumerable.Range(0, pairs ? 3 : Draws).Average(draw =>
        {
            int[] order = SeededOrder.Permutation(Numbers, (run.Seed * 1000) + (ulong)draw);
            (int[] known, int[] asked) = (order[..Known], order[Known..]);
            (known, asked) = pairs ? (Pairs(known, 10), Pairs(asked, 10)) : (known, asked);
            return LogisticRegression.Fit(Rows(known), asked.Concat(known).Max(task) + 1, new LogisticRegressionOptions { L2 = 0.01, Standardize = true }).Accuracy(Rows(asked));

            LabelledRows Rows(int[] things) => new(things.SelectMany(write).ToArray(), width, things.Select(task).ToArray());
        });

    // Each number with some of the others, not with all: they would be 4900.
    private static int[] Pairs(int[] numbers, int each) =>
        [.. numbers.SelectMany((first, place) => Enumerable.Range(1, each).Select(step => (first * Numbers) + numbers[(place + (step * step)) % numbers.Length]))];

    private static IEnumerable<float> OneHot(int place, int width) => Enumerable.Range(0, width).Select(other => other == place ? 1f : 0);

    // A column for each code, its values from top to bottom.
    private static IEnumerable<float> Picture(float[][] codes) =>
        Enumerable.Range(0, Numbers).SelectMany(row => codes.Select(code => code[row * code.Length / Numbers]));

    private static int Width(ChapterRun run) => run.Data.IsDigits ? 8 : 16;

    private static string Percent(double share) => Text($"{100 * share:F1} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
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
