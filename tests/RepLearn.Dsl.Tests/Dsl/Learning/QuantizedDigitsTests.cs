using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

// A codebook stays in use, and its vectors together describe digits better than as many whole ones do.
public sealed class QuantizedDigitsTests
{
    [Fact]
    public void MostCodesAreUsed_AndUnseenDigitsAreRebuiltBetterThanByKMeans()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 5);
        using var model = new QuantizedDigits(seed: 1);
        model.Fit(train, new FitOptions { Epochs = 40, BatchSize = 64, Optimizer = new Adam(2e-3), Seed = 1 });

        Losses losses = model.Test(test.Pixels.Span, default);
        int codes = model.Info.CodebookSize;
        double means = KMeansError(train, test, codes);
        Assert.True(losses.Metrics["usedCodes"] > 0.5, $"{losses}");
        Assert.True(losses.Metrics["perplexity"] > 0.25 * codes, $"{losses}");
        Assert.True(losses["reconstruction"] < 0.9 * means, $"{losses}, and {codes} means have the squared error {means}.");
    }

    // Of each digit to the nearest mean.
    private static double KMeansError(ImageSet train, ImageSet test, int clusters)
    {
        int size = QuantizedDigits.InputSize;
        KMeans means = KMeans.Fit(train.Pixels.Span, size, clusters, seed: 1, starts: 3);
        double[] centres = means.Centres.ToArray();
        float[] pixels = test.Pixels.ToArray();
        return Enumerable.Range(0, test.Count).Average(row => Enumerable.Range(0, clusters).Min(cluster =>
            Enumerable.Range(0, size).Sum(column => Math.Pow(pixels[(row * size) + column] - centres[(cluster * size) + column], 2))));
    }
}
