using RepLearn.Data;
using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class ImageSetTests
{
    [Fact]
    public void Split_GivesEachImageToOnePartAndEachClassItsShare()
    {
        ImageSet set = Numbered(1000);
        (ImageSet train, ImageSet test) = set.Split(0.2, seed: 5);
        Assert.Equal(Enumerable.Range(0, 1000), Numbers(train).Concat(Numbers(test)).Order());
        Assert.All(test.Labels.ToArray().GroupBy(label => label), group => Assert.Equal(50, group.Count()));
        Assert.Equal(200, test.Count);
    }

    [Fact]
    public void Split_DependsOnTheSeedAlone()
    {
        ImageSet set = Numbered(100);
        Assert.Equal(Numbers(set.Split(0.3, seed: 1).Test), Numbers(set.Split(0.3, seed: 1).Test));
        Assert.NotEqual(Numbers(set.Split(0.3, seed: 1).Test), Numbers(set.Split(0.3, seed: 2).Test));
    }

    [Fact]
    public void Select_KeepsPixelsWithTheirLabels()
    {
        ImageSet chosen = Numbered(10).Shuffle(seed: 3);
        Assert.All(Enumerable.Range(0, 10), row => Assert.Equal(Numbers(chosen)[row] % 4, chosen.Labels.Span[row]));
        Assert.NotEqual(Enumerable.Range(0, 10), Numbers(chosen));
    }

    [Fact]
    public void AnImageThatIsNotThere_IsRefused()
    {
        var set = new ImageSet(new float[8], new int[2], 2, 2);
        Assert.Equal(4, set.Image(1).Length);

        // 4 · 2³⁰ is 0 in 32 bits.
        Assert.Throws<ArgumentOutOfRangeException>("index", () => set.Image(1 << 30).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("index", () => set.Image(2).ToArray());
    }

    [Fact]
    public void Slice_SharesTheSameImages()
    {
        ImageSet part = Numbered(10).Slice(4, 3);
        Assert.Equal([4, 5, 6], Numbers(part));
        Assert.Equal([0, 1, 2], part.Labels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => part.Take(4));
    }

    [Fact]
    public void WrongNumberOfPixels_IsToldWithBothNumbers()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ImageSet(new float[7], new int[2], 2, 2));
        Assert.StartsWith("Expected 2 images of 2×2, 8 pixels in all, but got 7.", error.Message);
    }

    // Image i has the two pixels i and −i, and the class i modulo 4.
    private static ImageSet Numbered(int count) => new(
        Enumerable.Range(0, count).SelectMany(index => new[] { (float)index, -index }).ToArray(),
        Enumerable.Range(0, count).Select(index => index % 4).ToArray(),
        2,
        1);

    private static int[] Numbers(ImageSet set)
    {
        Assert.All(Enumerable.Range(0, set.Count), row => Assert.Equal(-set.Image(row)[0], set.Image(row)[1]));
        return [.. Enumerable.Range(0, set.Count).Select(row => (int)set.Image(row)[0])];
    }

    [Fact]
    public void ImagesOfAnotherSize_AreRefused()
    {
        ImageSet images = Digits.Load().Take(60);
        using var model = new LinearModel<float>(6, 2);
        Action[] calls =
        [
            () => model.Fit(images), () => model.Fit(Examples.InMemory(new float[60], 6), images), () => model.Test(images, default), () => model.Encode(images),
            () => model.Reconstruct(images), () => model.DivergencePerDimension(images), () => model.CodeVariances(images), () => model.ActiveUnits(images),
        ];
        Assert.All(calls, call =>
        {
            string message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains("rows of 6 values", message, StringComparison.Ordinal);
            Assert.Contains("64", message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Split_RefusesAPartWithoutImages()
    {
        var images = new ImageSet(new float[10], Enumerable.Range(0, 10).ToArray(), 1, 1);
        Assert.Contains("none of the 10 images of 10 classes", Assert.Throws<ArgumentException>("testShare", () => images.Split(0.5, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("all of the 10 images", Assert.Throws<ArgumentException>("testShare", () => images.Split(0.6, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassNames_StayWithImages()
    {
        var set = new ImageSet(new float[4], new[] { 2, 0, 1, 0 }, 1, 1, ["cat", "dog", "eel", "fox"]);
        Assert.Equal(4, set.Classes);
        Assert.All([set, set.Take(2), set.Shuffle(1), set.Split(0.5, 1).Test], part => Assert.Equal(["cat", "dog", "eel", "fox"], part.ClassNames));
        Assert.StartsWith("Expected a name for each class, but there are 2 names, and label 0 is 2.", Assert.Throws<ArgumentException>("classNames", () => new ImageSet(new float[4], new[] { 2, 0, 1, 0 }, 1, 1, ["cat", "dog"])).Message, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2"], new ImageSet(new float[2], new[] { 2, 0 }, 1, 1).ClassNames);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], Digits.Load().Take(1).ClassNames);
    }

    // The first example of README, with images as the reader gives them.
    [Fact]
    public void ImageSet_IsTakenWhereRowsAre()
    {
        (ImageSet images, ImageSet testImages) = Digits.Load().Take(64).Split(0.5, seed: 1);
        using var model = new LinearModel<float>(64, 2);
        FitReport report = model.Fit(images, new FitOptions { Epochs = 1 });
        FitReport validated = model.Fit(images, testImages, new FitOptions { Epochs = 1 });
        Losses losses = model.Test(testImages, new NoiseKey(2, 0));
        Assert.Equal(model.Encode(testImages.Pixels.Span), model.Encode(testImages));
        Assert.Equal(testImages.Pixels.Length, model.Reconstruct(testImages).Length);
        Assert.Equal(model.Test(testImages.Pixels.Span, new NoiseKey(2, 0)).Total, losses.Total);
        Assert.Equal((1L, 1), (report.Steps, validated.Best!.Epoch));
    }
}
