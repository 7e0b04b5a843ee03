using RepLearn.Evaluation;
using SkiaSharp;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class PictureTests
{
    [Fact]
    public void ImageGrid_ShowsEveryPixelAtItsPlaceAndScale()
    {
        // Two images of 2×1 in one row, each pixel 3×3, gaps of 1.
        var grid = new ImageGrid { Width = 2, Height = 1, Columns = 2, Scale = 3, Gap = 1 };
        using SKBitmap picture = Decode(grid.Draw([0f, 1f, 0.5f, 2f]));

        Assert.Equal((15, 5), (picture.Width, picture.Height));
        Assert.Equal([0, 255, 128, 255], new[] { 2, 5, 9, 12 }.Select(x => (int)picture.GetPixel(x, 2).Red));
        Assert.Equal(SKColors.Black, picture.GetPixel(1, 1));
        Assert.Equal(SKColors.Black, picture.GetPixel(3, 3));
        Assert.NotEqual(SKColors.Black, picture.GetPixel(0, 0));
        Assert.Equal(picture.GetPixel(0, 0), picture.GetPixel(7, 2));
    }

    [Fact]
    public void ImageGrid_FillsRowAfterRow()
    {
        var grid = new ImageGrid { Width = 1, Height = 1, Columns = 2, Scale = 1, Gap = 0 };
        using SKBitmap picture = Decode(grid.Draw([0f, 0.2f, 0.4f]));
        Assert.Equal((2, 2), (picture.Width, picture.Height));
        Assert.Equal([0, 51, 102], new[] { (0, 0), (1, 0), (0, 1) }.Select(place => (int)picture.GetPixel(place.Item1, place.Item2).Red));
    }

    [Fact]
    public void RowTitles_AreDrawnBesideTheImages()
    {
        var grid = new ImageGrid { Width = 8, Height = 8, Columns = 1, Scale = 4, RowTitles = ["Original", "VAE"] };
        float[] images = [.. Enumerable.Repeat(1f, 128)];
        using SKBitmap plain = Decode((grid with { RowTitles = [] }).Draw(images));
        using SKBitmap titled = Decode(grid.Draw(images));
        int left = titled.Width - plain.Width;
        Assert.InRange(left, 40, 150);
        Assert.InRange(DarkPixels(titled, left, 0, titled.Height / 2), 50, 1000);
        Assert.InRange(DarkPixels(titled, left, titled.Height / 2, titled.Height), 20, 1000);
    }

    [Fact]
    public void CodeMap_DrawsEachCodeInItsClassColour()
    {
        var map = new CodeMap { Classes = ["zero", "one", "unused"] };
        using SKBitmap picture = Decode(map.Draw([0f, 0f, 1f, 1f, 1f, 0.9f], [0, 1, 1]));
        Assert.Equal((620, 520), (picture.Width, picture.Height));

        // Blue at the lower left, red at the upper right; each also once in the legend at the right.
        (int X, int Y)[] blue = [.. Where(picture, color => color.Blue > color.Red + 60)];
        (int X, int Y)[] red = [.. Where(picture, color => color.Red > color.Blue + 60)];
        Assert.Contains(blue, place => place.X < 160 && place.Y > 350);
        Assert.DoesNotContain(blue, place => place.X < 480 && place.Y < 240);
        Assert.Contains(red, place => place.X is > 360 and < 560 && place.Y < 120);
        Assert.Contains(blue, place => place.X > 520);
        Assert.Contains(red, place => place.X > 520);
    }

    [Fact]
    public void LearningCurve_FallsWhereItsValuesFall()
    {
        var curves = new LearningCurves { VerticalTitle = "loss" };
        using SKBitmap picture = Decode(curves.Draw(("training", [4.0, 3, 2, 1])));
        // The legend is below the plot.
        (int X, int Y)[] blue = [.. Where(picture, color => color.Blue > color.Red + 80).Where(place => place.Y < 320)];
        int left = blue.MinBy(place => place.X).Y;
        int right = blue.MaxBy(place => place.X).Y;
        Assert.True(right - left > 150, $"The curve goes from height {left} to {right}.");
    }

    [Fact]
    public void NamedPlaces_StandUnderTheirValues_InPlaceOfNumbers()
    {
        HashSet<(int X, int Y)> last = Ink("", "", "", "here");
        HashSet<(int X, int Y)> first = Ink("here", "", "", "");
        (int X, int Y)[] named = [.. last.Except(first)];
        Assert.NotEmpty(named);
        Assert.All(named, place => Assert.InRange(place.X, 400, 600));
        Assert.All(first.Except(last), place => Assert.InRange(place.X, 100, 300));
        Assert.DoesNotContain(last, place => place.X is > 100 and < 400 && place.Y >= named.Min(it => it.Y) && place.Y <= named.Max(it => it.Y));

        static HashSet<(int X, int Y)> Ink(params string[] places)
        {
            var curves = new LearningCurves { VerticalTitle = "loss", Places = places };
            using SKBitmap picture = Decode(curves.Draw(("training", [4.0, 3, 2, 1])));
            return [.. Where(picture, color => color.Red < 100)];
        }
    }

    // What does not fit is broken into lines or given room: a text that is cut has ink at the picture's border.
    [Fact]
    public void LongTitlesAndTheLastNumber_AreWhole()
    {
        string title = string.Join(' ', Enumerable.Repeat("share of images", 6));
        double[] values = [.. Enumerable.Range(1, 6).Select(place => 1.0 / place)];
        (string, IReadOnlyList<double>)[] many = [.. Enumerable.Range(1, 6).Select(line => ($"a line with a long name, {line}", (IReadOnlyList<double>)values))];
        Assert.All(
            (byte[][])
            [
                new LearningCurves { VerticalTitle = title, HorizontalTitle = title }.Draw(("one", values)),
                new LearningCurves { VerticalTitle = title, HorizontalTitle = title, Height = 300, Density = 2 }.Draw(("one", values)),
                new LearningCurves { VerticalTitle = title, Step = 0.05 }.Draw(("one", values)),
                new LearningCurves { VerticalTitle = "number", Step = 100_000 }.Draw(("one", values)),
                new LearningCurves { VerticalTitle = "number", Height = 500 }.Draw(many),
                new CodeMap { Classes = ["a", "b"], VerticalTitle = title, HorizontalTitle = title }.Draw([0f, 0f, 100_000f, 1f], [0, 1]),
            ],
            png =>
            {
                using SKBitmap picture = Decode(png);
                Assert.DoesNotContain(Where(picture, color => color.Red < 200), place => place.X < 1 || place.Y < 1 || place.X >= picture.Width - 1 || place.Y >= picture.Height - 1);
            });
    }

    // What the font has, and boxes for the rest, so that no name vanishes.
    [Theory]
    [InlineData("кот", "дом")]
    [InlineData("שלום", "日本")]
    [InlineData("日本", "日")]
    public void NamesInOtherScripts_AreSeen(string name, string other)
    {
        string[][] names = [[name, "b"], [other, "b"], ["", "b"]];
        string[] maps = [.. names.Select(classes => Convert.ToBase64String(new CodeMap { Classes = classes }.Draw([1, 2, 3, 4], [0, 1])))];
        string[] words = [.. names.Select(word => Convert.ToBase64String(new WordMap([new MappedWord(word[0], 0, 0, 0)], ["g"]).DrawPng()))];

        Assert.Distinct(maps);
        Assert.Distinct(words);
    }

    [Fact]
    public void NumbersTooLargeToPlace_AreRefused() =>
        Assert.Contains("1e300", Assert.Throws<ArgumentException>(() => new LearningCurves { VerticalTitle = "v" }.Draw(("a", [1e308, -1e308]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Density_MultipliesPixels()
    {
        using SKBitmap grid = Decode(new ImageGrid { Width = 2, Height = 1, Columns = 2, Scale = 3, Gap = 1, Density = 2 }.Draw([0, 1, 1, 0]));
        Assert.Equal((2 * 15, 2 * 5), (grid.Width, grid.Height));
        Assert.Equal(0, grid.GetPixel(2, 2).Red);
        Assert.Equal(255, grid.GetPixel(8, 2).Red);
        using SKBitmap curves = Decode(new LearningCurves { VerticalTitle = "loss", Density = 2 }.Draw(("training", [2.0, 1])));
        Assert.Equal((2 * 620, 2 * 400), (curves.Width, curves.Height));
        using SKBitmap map = Decode(new CodeMap { Classes = ["one"], Density = 2 }.Draw([0f, 0f], [0]));
        Assert.Equal((2 * 620, 2 * 520), (map.Width, map.Height));
    }

    [Fact]
    public void BadInput_IsAnError()
    {
        var grid = new ImageGrid { Width = 2, Height = 2, Columns = 1 };
        Assert.Contains("rows of 4 values", Assert.Throws<ArgumentException>(() => grid.Draw(new float[5])).Message);
        Assert.Contains("Expected 1 titles", Assert.Throws<ArgumentException>(() => (grid with { RowTitles = ["a", "b"] }).Draw(new float[4])).Message);
        Assert.Contains("is NaN", Assert.Throws<ArgumentException>(() => grid.Draw([0, 0, 0, float.NaN])).Message);
        Assert.Contains("labels from 0 to 0", Assert.Throws<ArgumentException>(() => new CodeMap { Classes = ["a"] }.Draw([0, 0], [1])).Message);
        Assert.Contains("'training'", Assert.Throws<ArgumentException>(() => new LearningCurves { VerticalTitle = "" }.Draw(("training", []))).Message);
    }

    [Fact]
    public void ATooLargePicture_IsRefused_WithItsSizeAndTheLimit()
    {
        Refused("but got 65501 × 400; give another width, height or density", () => new LearningCurves { VerticalTitle = "", Width = 65_501 }.Draw(("a", [1.0])));
        Refused("1 to 65500 pixels each way and at most 536870911 in all, but got 62000 × 52000", () => new CodeMap { Classes = ["a"], Density = 100 }.Draw([0f, 0f], [0]));
        Refused("but got 0 × 520", () => new CodeMap { Classes = ["a"], Width = 0 }.Draw([0f, 0f], [0]));
        Refused("but got 1331439861140 × 858993458800", () => SweepPicture(int.MaxValue));
        Refused("but got 2576980376400 × ", () => new WordMap([new MappedWord("a", 0, 0, 0)], ["g"]).DrawPng(int.MaxValue));

        // Two images of a pixel and three gaps.
        var grid = new ImageGrid { Width = 1, Height = 1, Columns = 2, Scale = int.MaxValue, Gap = 0, Density = int.MaxValue };
        Refused("but got 9223372028264841218 × 4611686014132420609; give another number of images or columns, scale or density", () => grid.Draw([0, 1]));
        Refused("but got 131001 × 3", () => (grid with { Columns = 65_500, Scale = 1, Gap = 1, Density = 1, Width = 1 }).Draw(new float[2]));
        Refused("but got ", () => (grid with { Columns = 1, Scale = 1, Density = 1, RowTitles = [new string('m', 10_000)] }).Draw(new float[1]));

        static byte[] SweepPicture(int density) =>
            new SweepCurves { Measure = "m", Density = density }.Draw(new Sweep([1], new SweepAxis("a", 1, 2)).Run(_ => [("m", 1)]));

        static void Refused(string message, Func<byte[]> draw) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(draw).Message, StringComparison.Ordinal);
    }

    private static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png);

    private static int DarkPixels(SKBitmap picture, int right, int top, int bottom) =>
        Where(picture, color => color.Red < 100).Count(place => place.X < right && place.Y >= top && place.Y < bottom);

    private static IEnumerable<(int X, int Y)> Where(SKBitmap picture, Func<SKColor, bool> wanted)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (wanted(picture.GetPixel(x, y)))
                {
                    yield return (x, y);
                }
            }
        }
    }
}
