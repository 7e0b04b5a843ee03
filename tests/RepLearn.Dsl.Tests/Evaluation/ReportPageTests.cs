using System.Net;
using System.Text.RegularExpressions;
using RepLearn.Evaluation;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed partial class ReportPageTests : IDisposable
{
    private static readonly byte[] Picture = new ImageGrid { Width = 1, Height = 2, Columns = 1, Scale = 5, Gap = 0 }.Draw([0f, 1f]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryReference_IsToAFileOrHeadingOfTheFolder()
    {
        string html = Write(new ReportPage("Title", "Lead").AddHeading("One").AddPicture("a picture.png", Picture, "A caption").AddHeading("Two"));
        string[] references = [.. Reference().Matches(html).Select(match => match.Groups[1].Value)];
        Assert.Equal(["#s1", "#s2", "a%20picture.png"], references);
        Assert.Equal(Picture, File.ReadAllBytes(Path.Combine(_folder.Path, "out", "a picture.png")));
        Assert.Contains("id=\"s1\"", html);
        Assert.Contains("width=\"5\" height=\"10\"", html);
    }

    [Fact]
    public void PageOfOneFile_HasItsPicturesInside()
    {
        string file = new ReportPage("Title", "Lead").AddHeading("One").AddPicture("a picture.png", Picture, "A caption", density: 5).AddLink("other page.html", "Other").WriteFile(Path.Combine(_folder.Path, "out", "page.html"));
        string html = File.ReadAllText(file);
        Assert.Equal([file], Directory.GetFiles(Path.Combine(_folder.Path, "out")));
        Assert.Equal(
            ["#s1", $"data:image/png;base64,{Convert.ToBase64String(Picture)}", "other%20page.html"],
            Reference().Matches(html).Select(match => match.Groups[1].Value));
        Assert.Contains("width=\"1\" height=\"2\"", html);
    }

    [Fact]
    public void PicturesBesideEachOther_AreOneGroup()
    {
        string html = Write(new ReportPage("Title", "Lead").AddPictures(5, ("a.png", Picture, "First"), ("b.png", Picture, "Second")).AddText("After"));
        string group = html[html.IndexOf("<div class=\"beside\">", StringComparison.Ordinal)..html.IndexOf("</div>", StringComparison.Ordinal)];
        Assert.Equal(["a.png", "b.png"], Reference().Matches(group).Select(match => match.Groups[1].Value));
        Assert.Contains("width=\"1\" height=\"2\"", group);
        Assert.DoesNotContain("After", group);
        Assert.Equal(Picture, File.ReadAllBytes(Path.Combine(_folder.Path, "out", "b.png")));
    }

    // A browser opens no address that holds a file, but saves it.
    [Fact]
    public void LinkToAPictureOfAPageOfOneFile_SavesIt()
    {
        var map = new WordMap([new MappedWord("one", 0, 0, 0)], ["group"]);
        string html = File.ReadAllText(new ReportPage("Title", "Lead").AddMap("map.png", map, "A map").WriteFile(Path.Combine(_folder.Path, "page.html")));
        Assert.Matches("<a href=\"data:image/png;base64,[^\"]*\" download=\"map.png\">map.png</a>", html);
    }

    [Fact]
    public void Text_IsEscapedEverywhere()
    {
        string html = Write(new ReportPage("<t>", "<l>").AddHeading("<h>").AddText("<p>x").AddCode("List<int>").AddTable(["<c>"], [["<d>"]]).AddPicture("a.png", Picture, "\"<q>\""));
        Assert.DoesNotMatch("<(t|l|h|int|c|d|q)>", html);
        Assert.Contains("List&lt;int&gt;", html);
        Assert.Contains("alt=\"&quot;&lt;q&gt;&quot;\"", html);
    }

    // A word that turns the direction of writing would turn the words after it as well.
    [Fact]
    public void WhatCannotBeSeenAndChangesItsSurroundings_IsWrittenAsItsCode()
    {
        var map = new WordMap([new MappedWord("a\u2067b", 0, 0, 0, "n\u001Bote")], ["g\u200Froup"]);
        string html = Write(new ReportPage("t\u202Eitle", "Lead").AddText("می\u200Cخواهم").AddCode("a\n\tb").AddTextTable(["c"], [["d\0d"]]).AddMap("map.png", map, "A map"));
        Assert.All([@"a\u2067b", @"n\u001Bote", @"g\u200Froup", @"t\u202Eitle", @"d\u0000d", "می\u200Cخواهم", "a\n\tb"], text => Assert.Contains(text, WebUtility.HtmlDecode(html)));
        Assert.DoesNotMatch("[\u2067\u001B\u200F\u202E\0]", WebUtility.HtmlDecode(html));
    }

    [Theory]
    [InlineData("../a.png")]
    [InlineData("twice.png")]
    public void PictureThatWouldLandElsewhereOrOnAnother_IsAnError(string file)
    {
        ReportPage page = new ReportPage("t", "l").AddPicture("twice.png", Picture, "c");
        Assert.Contains(file, Assert.Throws<ArgumentException>(() => page.AddPicture(file, Picture, "c")).Message);
    }

    [Fact]
    public void PictureThatIsNone_IsAnError() =>
        Assert.Throws<ArgumentException>(() => new ReportPage("t", "l").AddPicture("a.png", [1, 2, 3], "c"));

    [Fact]
    public void RowOfAnotherWidth_IsAnError() =>
        Assert.Contains("rows of 2 columns, but got one of 1", Assert.Throws<ArgumentException>(() => new ReportPage("t", "l").AddTable(["a", "b"], [["x"]])).Message);

    // What a telephone has no room for side by side: many columns of long words or of whole numbers; text wraps.
    [Theory]
    [InlineData(false, "code", "error")]
    [InlineData(true, "gain of accuracy", "10 labels", "30 labels", "100 labels", "1000 labels")]
    public void TableOfManyColumns_HasItsNamesAboveItsRowsOnATelephone(bool isWide, params string[] header)
    {
        string html = Write(new ReportPage("t", "l").AddTable(header, [[.. header.Select(_ => "12.3 ± 4.5")]]));
        Assert.Equal(isWide, html.Contains("<table class=\"numbers wide\"", StringComparison.Ordinal));
        Assert.Contains($"--others: {header.Length - 1}\"", html);
        Assert.DoesNotContain("<table class=\"text wide\"", Write(new ReportPage("t", "l").AddTextTable(["word", "near"], [["one", string.Join(' ', Enumerable.Repeat("other", 40))]])));
    }

    private string Write(ReportPage page)
    {
        string index = page.Write(Path.Combine(_folder.Path, "out"));
        Assert.Equal(Path.Combine(_folder.Path, "out", "index.html"), index);
        return File.ReadAllText(index);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Reference();
}
