using System.Xml.Linq;
using RepLearn.Evaluation;
using SkiaSharp;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public class WordMapTests
{
    [Fact]
    public void Labels_NeverCoverEachOtherOrADot()
    {
        const float Radius = 3;
        const float Height = 12;
        var random = new Random(5);
        (float X, float Y)[] points = [.. Enumerable.Range(0, 200).Select(_ => (500 * random.NextSingle(), 300 * random.NextSingle()))];
        float[] widths = [.. points.Select(_ => 20 + (60 * random.NextSingle()))];
        List<PlacedLabel> labels = LabelPlacement.Place(points, Radius, widths, Height, 500, 300);
        SKRect[] boxes = [.. labels.Select(label => SKRect.Create(label.X, label.Y - (0.78f * Height), widths[label.Point], Height))];
        Assert.InRange(labels.Count, 40, 199);
        for (int label = 0; label < boxes.Length; label++)
        {
            Assert.True(boxes[label].Left >= 0 && boxes[label].Top >= -0.01f && boxes[label].Right <= 500 && boxes[label].Bottom <= 300.01f);
            Assert.All(boxes[..label], other => Assert.False(other.IntersectsWith(boxes[label])));
            Assert.All(points, point => Assert.False(boxes[label].IntersectsWith(SKRect.Create(point.X - Radius, point.Y - Radius, 2 * Radius, 2 * Radius))));
        }
    }

    [Fact]
    public void Label_GoesToTheLeftWhereTheRightHasNoRoom()
    {
        PlacedLabel label = Assert.Single(LabelPlacement.Place([(95, 50)], 3, [30], 10, 100, 100));
        Assert.Equal(95 - 3 - 2 - 30, label.X);
    }

    [Fact]
    public void Svg_HasEveryWordWithItsNoteAndNoRoomForScripts()
    {
        var map = new WordMap([new("a<b", 0, 0, 0, "3 times"), new("war", 1, 2, 1), new("war2", 1, 2, 1)], ["first & last", "second"]);
        XElement svg = XElement.Parse(map.DrawSvg());
        Assert.Equal(["a<b: 3 times", "war", "war2"], svg.Descendants("title").Select(title => title.Value));
        Assert.Equal(["first & last", "second"], svg.Elements("g").Select(group => group.Descendants("text").First().Value));
        Assert.Equal(3, map.Count);
    }

    [Fact]
    public void Png_ShowsTheGroupsColours()
    {
        var map = new WordMap([new("left", 0, 0, 0), new("right", 1, 0, 1)], ["first", "second"], width: 300, height: 200);
        using SKBitmap picture = SKBitmap.Decode(map.DrawPng());
        Assert.Equal((300, map.Height), (picture.Width, picture.Height));
        (byte blueLeft, byte redLeft) = (picture.GetPixel(24, 100).Blue, picture.GetPixel(24, 100).Red);
        (byte blueRight, byte redRight) = (picture.GetPixel(276, 100).Blue, picture.GetPixel(276, 100).Red);
        Assert.True(blueLeft > redLeft, "the first group is blue");
        Assert.True(redRight > blueRight, "the second group is orange");

        using SKBitmap sharp = SKBitmap.Decode(map.DrawPng(density: 2));
        Assert.Equal((600, 2 * map.Height), (sharp.Width, sharp.Height));
        Assert.Equal(picture.GetPixel(276, 100), sharp.GetPixel(552, 200));
    }

    [Fact]
    public void WordsWithoutPlaceOrGroup_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new WordMap([], ["group"]));
        Assert.Throws<ArgumentException>(() => new WordMap([new("word", float.NaN, 0, 0)], ["group"]));
        Assert.Throws<ArgumentException>(() => new WordMap([new("word", 0, 0, 1)], ["group"]));
    }
}
