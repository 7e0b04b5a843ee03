using System.Security.Cryptography;
using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class DigitsTests
{
    [Fact]
    public void Resource_IsTheOriginalFileUnchanged()
    {
        using Stream resource = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        Assert.Equal("46ABEC6B12486AD9E51943373ABCF22BBEA1B5A51A1619B361570D8893F1464A", Convert.ToHexString(SHA256.HashData(resource)));
    }

    // The counts that the data set's own description gives for its test part.
    [Fact]
    public void Labels_HaveTheDocumentedCounts()
    {
        int[] counts = [.. Digits.Load().Labels.ToArray().GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count())];
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);
    }

    [Fact]
    public void FirstImage_IsTheFileFirstLine()
    {
        ImageSet digits = Digits.Load();
        int[] ink = Array.ConvertAll(digits.Image(0).ToArray(), pixel => (int)(pixel * 16));
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0], ink[..16]);
        Assert.Equal(0, digits.Labels.Span[0]);
    }

    [Fact]
    public void Pixels_FillTheRangeFromZeroToOne()
    {
        ImageSet digits = Digits.Load();
        Assert.Equal((1797, 8, 8), (digits.Count, digits.Width, digits.Height));
        Assert.Equal(0f, digits.Pixels.ToArray().Min());
        Assert.Equal(1f, digits.Pixels.ToArray().Max());
    }
}
