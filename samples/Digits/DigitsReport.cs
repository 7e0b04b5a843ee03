using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using SampleCommon;
using static SampleCommon.Figures;

namespace DigitsSample;

/// <summary>The page that shows a reader who has not seen such models before what they do.</summary>
internal sealed class DigitsReport(Settings settings, ImageData data, TrainedModel vae, TrainedModel plane, Measurements measurements)
{
    private const int SamplesDown = 6;
    private const int GridSide = 21;
    private const int MostDots = 3000;

    // Pictures are drawn for screens of twice the usual density.
    private const int Density = 2;

    // 98.8 % of the prior's mass lies within on each axis.
    private const float GridReach = 2.5f;

    // Pictures about as wide as the page.
    private int SamplesAcross => data.Models.Side <= 8 ? 20 : 14;

    // The widths, and the epochs unless the user gave them, are the author's choice for the embedded digits.
    private string Choice => (data.IsEmbedded, settings.Epochs) switch
    {
        (true, null) => "; their widths and epochs were chosen on this split, which flatters the figures a little.",
        (true, _) => "; their widths were chosen on this split, which flatters the figures a little.",
        (false, _) => "; their widths and the learning rate were chosen for other images, and may not be the best for these.",
    };

    private int PictureScale => data.Models.Side <= 8 ? 5 : 2;

    /// <summary>Writes the page and its pictures.</summary>
    /// <returns>The full path of the page.</returns>
    public string Write()
    {
        var page = new ReportPage(
            "What a variational autoencoder makes of images",
            $"{data.Name}: {data.Train.Count} to learn from, {data.Validation.Count} for validation, {data.Test.Count} to test on. The models never saw a label or a test image{Choice}");
        AddResults(page);
        AddReconstructions(page);
        AddSamples(page);
        AddManifold(page);
        AddCodes(page);
        AddCurves(page);
        AddModels(page);
        return page.Write(settings.Output);
    }

    private void AddResults(ReportPage page)
    {
        page.AddHeading("Results")
            .AddText($"An autoencoder squeezes an image of {data.Test.Size} pixels into a code of a few values and rebuilds the image from it. What the code keeps is what the model found worth keeping. PCA, the best linear method, is the measure for it: it gets the same images and as many values.")
            .AddTable(ResultTable.Header, ResultTable.Rows(measurements));
        foreach (string line in measurements.InWords())
        {
            page.AddText(line);
        }

        page.AddText("Test ELBO: a lower bound of the logarithm of the probability density that the model gives to an image it has not seen, in nats an image; higher is better, and only models of the same images compare. Squared error: the sum over an image's pixels of the squared difference between the image and its reconstruction, pixels between 0 and 1, mean over test images; lower is better.")
            .AddText("Accuracy: a linear classifier (logistic regression) sees 100 labelled training images, of each class as many as of the others where there are enough, in the given representation, and is tested on all test images; mean and standard deviation over 10 draws of the 100 images, the same ones for every representation. The strength of its penalty is chosen by cross-validation within the 100.");
    }

    private void AddReconstructions(ReportPage page)
    {
        int most = data.Models.Side <= 8 ? 16 : 12;
        ImageSet shown = data.Test.Select([.. SeededOrder.Stratified(data.Test.Labels.Span, Math.Min(most, data.Test.Count), settings.Seed).OrderBy(place => data.Test.Labels.Span[place])]);
        ReadOnlySpan<float> pixels = shown.Pixels.Span;
        var grid = new ImageGrid
        {
            Width = shown.Width,
            Height = shown.Height,
            Columns = shown.Count,
            Scale = PictureScale,
            Density = Density,
            RowTitles = ["original", $"VAE, {vae.CodeSize} values", $"PCA, {vae.CodeSize} values", $"VAE, {plane.CodeSize} values", $"PCA, {plane.CodeSize} values"],
        };
        float[] images =
        [
            .. pixels,
            .. vae.Model.Reconstruct(pixels),
            .. measurements.LargePca.Reconstruct(pixels),
            .. plane.Model.Reconstruct(pixels),
            .. measurements.SmallPca.Reconstruct(pixels),
        ];
        page.AddHeading("Reconstructions")
            .AddPicture("reconstructions.png", grid.Draw(images), $"Test images in the top row; below each, what is left of it after it has gone through a code of {vae.CodeSize} or of only {plane.CodeSize} values and back. The nearer to the top row, the more the code holds.", Density);
    }

    private void AddSamples(ReportPage page)
    {
        float[] samples = vae.Choice.Sample(vae.Model, SamplesAcross * SamplesDown, settings.Seed);
        page.AddHeading("Samples")
            .AddPicture("samples.png", Grid(SamplesAcross, gap: 2, PictureScale).Draw(samples), $"Images that nobody drew: {vae.CodeSize} random values from the prior, a standard normal distribution, decoded. A good model makes most of them look like data; some may fall between the classes, where training had no examples.", Density);
    }

    private void AddManifold(ReportPage page)
    {
        var codes = new float[GridSide * GridSide * 2];
        for (int row = 0; row < GridSide; row++)
        {
            for (int column = 0; column < GridSide; column++)
            {
                int index = 2 * ((row * GridSide) + column);
                codes[index] = GridReach * ((2f * column / (GridSide - 1)) - 1);
                codes[index + 1] = GridReach * (1 - (2f * row / (GridSide - 1)));
            }
        }

        page.AddHeading("The manifold")
            .AddPicture("manifold.png", Grid(GridSide, gap: 2, data.Models.Side <= 8 ? 4 : 1).Draw(plane.Model.Decode(codes)), $"The whole plane of two-value codes, from −{Of(GridReach, "F1")} to {Of(GridReach, "F1")} in both directions, decoded step by step. Neighbours look alike, as one image turns into another without a jump: the model has laid the images out on a surface.", Density);
    }

    private void AddCodes(ReportPage page)
    {
        ImageSet shown = data.Test.Take(Math.Min(MostDots, data.Test.Count));
        ReadOnlySpan<float> pixels = shown.Pixels.Span;
        ReadOnlySpan<int> labels = shown.Labels.Span;
        var map = new CodeMap { Classes = shown.ClassNames, Density = Density };
        CodeMap pcaMap = map with { HorizontalTitle = "first principal component", VerticalTitle = "second principal component" };
        page.AddHeading("Codes by class")
            .AddPicture("codes.png", map.Draw(plane.Model.Encode(pixels), labels), $"Where {shown.Count} test images lie on that plane, each dot an image, coloured by its label. The model was never told the labels: where dots of a colour lie together, it is because such images look alike.", Density)
            .AddPicture("pca-codes.png", pcaMap.Draw(measurements.SmallPca.Transform(pixels), labels), "The same images by their first two principal components: the flat plane that keeps most of the training images' differences.", Density);
    }

    private void AddCurves(ReportPage page)
    {
        page.AddHeading("Learning curves")
            .AddPicture("learning-curves.png", Curves(vae), $"The loss of {vae.Choice.Name} by epoch and the terms that it is the sum of, in nats an image, lower is better. Once the curve of the validation images, which no parameter is fitted to, stops falling while that of the training images goes on, the model learns its examples by heart. {WarmUp(vae)} {Kept(vae)}", Density)
            .AddPicture("learning-curves-plane.png", Curves(plane), $"The same for {plane.Choice.Name}, which has only {plane.CodeSize} values in a code. {WarmUp(plane)} {Kept(plane)}", Density);
        page.AddTable(
            ["loss terms after training", .. vae.Model.Info.LossNames, "loss"],
            new[] { (vae, measurements.Vae), (plane, measurements.Plane) }.Select(pair => (string[])
            [
                $"{pair.Item1.Choice.Name}, test images",
                .. pair.Item1.Model.Info.LossNames.Select(name => Of(pair.Item2.Bound!.Value[name], "F2")),
                Of(pair.Item2.Bound!.Value.Total, "F2"),
            ]));
        page.AddText($"{InUse(vae)} {InUse(plane)}");
        page.AddText("reconstruction: how improbable the image is given its code (a density, so that it can be below zero). kl: the nats that the code tells about the image beyond the prior. Their sum is the negative ELBO.");
    }

    private static string WarmUp(TrainedModel trained) => trained.Model.Info.WarmupSteps is > 0 and var steps
        ? Text($"The training curve is flattered while the weight of kl rises from 0 to 1, which takes {steps} steps; this fit had {trained.Report.Steps}.")
        : "";

    private static string Kept(TrainedModel trained) => Text($"After the fit, {FitText.Kept(trained.Report, trained.Model.Info)}");

    private string InUse(TrainedModel trained)
    {
        ReadOnlySpan<float> pixels = data.Test.Pixels.Span;
        IEnumerable<string> nats = trained.Model.DivergencePerDimension(pixels).OrderDescending().Select(divergence => Text($"{divergence:F2}"));
        return Text($"{trained.Choice.Name}: {trained.Model.ActiveUnits(pixels)} of {trained.CodeSize} values of the code are in use (their means vary by more than 0.01 over the test images); they tell {string.Join(", ", nats)} nats.");
    }

    private void AddModels(ReportPage page)
    {
        page.AddHeading("Models and settings")
            .AddText($"The models are these declarations; the code that runs and trains them is generated from them when the program is compiled. Encoder layers go from the image to the code, decoder layers back.{Corruption} The likelihood compares the output with the image, with a noise level that is learned too.")
            .AddCode(vae.Choice.Declaration)
            .AddCode(plane.Choice.Declaration)
            .AddTable(
                ["setting", "value"],
                [
                    ["epochs", $"{vae.Options.Epochs}"],
                    ["batch size", $"{vae.Options.BatchSize}"],
                    ["optimiser", Text($"Adam, learning rate {data.Models.LearningRate} falling to 0 along half a cosine wave")],
                    ["parameters", Text($"{vae.Model.Info.ParameterCount:N0} and {plane.Model.Info.ParameterCount:N0}")],
                    ["seed", $"{settings.Seed}"],
                    ["training time", Text($"{vae.Report.Time.TotalSeconds:F1} s and {plane.Report.Time.TotalSeconds:F1} s on up to {settings.Threads} {(settings.Threads == 1 ? "thread" : "threads")}")],
                ])
            .AddText("To get these results again, all but the training time, run from the root of the repository; the number of threads makes no difference:")
            .AddCode(Command());
    }

    private string Corruption => vae.Choice.Declaration.Contains("[Corruption.", StringComparison.Ordinal)
        ? " A corruption adds noise to what the encoder sees in training, though the clean image is to be rebuilt: so that a small set of images is less easily learned by heart."
        : "";

    private string Command() => new CommandText("samples/Digits")
        .AddPath("--images", settings.Images)
        .AddPath("--labels", settings.Labels)
        .AddPath("--test-images", settings.TestImages)
        .AddPath("--test-labels", settings.TestLabels)
        .Add("--epochs", settings.Epochs)
        .Add("--seed", settings.Seed)
        .ToString();

    private ImageGrid Grid(int columns, int gap, int scale) => new()
    {
        Width = data.Test.Width,
        Height = data.Test.Height,
        Columns = columns,
        Scale = scale,
        Gap = gap,
        Density = Density,
    };

    private static byte[] Curves(TrainedModel trained)
    {
        IReadOnlyList<EpochReport> epochs = trained.Report.Epochs;
        return new LearningCurves { VerticalTitle = "nats an image", Density = Density }.Draw(
        [
            ("training, loss", [.. epochs.Select(epoch => epoch.Training.Total)]),
            ("validation, loss", [.. epochs.Select(epoch => epoch.Validation!.Value.Total)]),
            .. trained.Model.Info.LossNames.Select(term => ($"training, {term}", (IReadOnlyList<double>)[.. epochs.Select(epoch => epoch.Training[term])])),
        ]);
    }
}
