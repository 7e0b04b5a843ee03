using System.Net;
using RepLearn.Data;
using Xunit;

namespace RepLearn.Explorer.Tests;

[Collection(RunningCollection.Name)]
public sealed class CodeApiTests(Running running)
{
    private const int Width = 2;
    private const int Row = 2 + Width + 64;

    [Fact]
    public async Task ThePlane_HasTheModelsCodesAndTheDigitsLabels()
    {
        Points points = await running.Client.Points("/api/codes/plane?plane=values");
        ImageSet digits = Digits.Load();
        Assert.Equal(running.Model.Encode(digits), points.Places);
        Assert.Equal(digits.Labels.ToArray(), points.Classes.Select(label => (int)label));
        Assert.Equal(Enumerable.Range(0, digits.Count), points.Rows);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], points.Names);
    }

    [Fact]
    public async Task APlace_IsDecodedAsTheModelDoes()
    {
        float[] answer = await running.Client.Floats("/api/codes/at?plane=values&x=0.5&y=-1.25");
        Assert.Equal([0.5f, -1.25f, 0.5f, -1.25f], answer[..4]);
        Assert.Equal(running.Model.Decode([0.5f, -1.25f]), answer[4..]);
    }

    [Fact]
    public async Task CodesOfABody_AreDecodedAsTheModelDoes()
    {
        float[] codes = [0.1f, 0.2f, -3f, 1.5f, 0f, 0f];
        float[] answer = await running.Client.Floats("/api/codes/decode?plane=values", codes);
        float[] images = running.Model.Decode(codes);
        Assert.Equal(3 * Row, answer.Length);
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(codes[(2 * row)..((2 * row) + 2)], answer[((Row * row) + 2)..((Row * row) + 4)]);
            Assert.Equal(images[(64 * row)..(64 * (row + 1))], answer[((Row * row) + 4)..(Row * (row + 1))]);
        }
    }

    [Fact]
    public async Task AnImage_HasItsPixelsAndItsReconstruction()
    {
        ImageSet digits = Digits.Load();
        Assert.Equal(digits.Image(17).ToArray(), await running.Client.Floats("/api/codes/image?row=17"));
        Assert.Equal(running.Model.Reconstruct(digits.Image(17)), (await running.Client.Floats("/api/codes/example?plane=values&row=17"))[4..]);
    }

    [Fact]
    public async Task TheStraightWay_GoesInEqualSteps()
    {
        float[] answer = await running.Client.Floats("/api/codes/between?plane=values&first=3&second=8&way=straight&steps=5");
        float[] first = running.Codes.Code(3).ToArray();
        float[] second = running.Codes.Code(8).ToArray();
        for (int step = 0; step < 5; step++)
        {
            float[] code = answer[((Row * step) + 2)..((Row * step) + 4)];
            Assert.Equal(first[0] + (step / 4.0 * (second[0] - first[0])), code[0], 5);
            Assert.Equal(first[1] + (step / 4.0 * (second[1] - first[1])), code[1], 5);
            Assert.Equal(running.Model.Decode(code), answer[((Row * step) + 4)..(Row * (step + 1))]);
        }
    }

    [Fact]
    public async Task TheMiddleOfTheArc_IsTheSumOverTwiceTheCosineOfHalfTheAngle()
    {
        float[] answer = await running.Client.Floats("/api/codes/between?plane=values&first=3&second=8&way=arc&steps=3");
        float[] a = running.Codes.Code(3).ToArray();
        float[] b = running.Codes.Code(8).ToArray();
        double angle = Math.Acos(((a[0] * b[0]) + (a[1] * b[1])) / Math.Sqrt(((a[0] * a[0]) + (a[1] * a[1])) * ((b[0] * b[0]) + (b[1] * b[1]))));
        float[] middle = answer[(Row + 2)..(Row + 4)];
        Assert.Equal((a[0] + b[0]) / (2 * Math.Cos(angle / 2)), middle[0], 4);
        Assert.Equal((a[1] + b[1]) / (2 * Math.Cos(angle / 2)), middle[1], 4);
    }

    [Fact]
    public async Task Draws_SpreadAsThePosteriorDoes()
    {
        float[] code = running.Codes.Code(5).ToArray();
        float[] still = await running.Client.Floats("/api/codes/draws?plane=values&row=5&amount=0&draws=3&seed=4", code);
        Assert.Equal([.. code, .. code, .. code], [.. still[2..4], .. still[(Row + 2)..(Row + 4)], .. still[((2 * Row) + 2)..((2 * Row) + 4)]]);

        // The standard error of a variance of 64 × 20 draws is 4 %.
        double squares = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            float[] drawn = await running.Client.Floats($"/api/codes/draws?plane=values&row=5&amount=2&draws=64&seed={seed}", code);
            squares += Enumerable.Range(0, 64).Sum(draw => Math.Pow(drawn[(draw * Row) + 2] - code[0], 2));
        }

        double deviation = running.Codes.Deviations.Span[5 * Width];
        Assert.InRange(Math.Sqrt(squares / (64 * 20)) / (2 * deviation), 0.9, 1.1);
    }

    [Theory]
    [InlineData("/api/codes/plane", "plane: expected values, but got nothing.")]
    [InlineData("/api/codes/plane?plane=pca", "plane: expected values, but got 'pca'.")]
    [InlineData("/api/codes/image?row=1797", "row: expected a whole number from 0 to 1796, but got '1797'.")]
    [InlineData("/api/codes/image?row=-1", "row: expected a whole number from 0 to 1796, but got '-1'.")]
    [InlineData("/api/codes/example?plane=values&row=1e2", "row: expected a whole number from 0 to 1796, but got '1e2'.")]
    [InlineData("/api/codes/at?plane=values&x=NaN&y=0", "x: expected a number from -1000000 to 1000000, but got 'NaN'.")]
    [InlineData("/api/codes/at?plane=values&x=1", "y: expected a number from -1000000 to 1000000, but got nothing.")]
    [InlineData("/api/codes/at?plane=values&x=1&x=2&y=0", "x: expected a number from -1000000 to 1000000, but got '1,2'.")]
    [InlineData("/api/codes/between?plane=values&first=0&second=1&way=straight&steps=1", "steps: expected a whole number from 2 to 64, but got '1'.")]
    [InlineData("/api/codes/between?plane=values&first=0&second=1&way=round&steps=3", "way: expected straight or arc, but got 'round'.")]
    public async Task BadQuestions_Are400AndSayWhatIsExpected(string address, string problem) =>
        Assert.Equal(problem, await running.Client.GetAsync(address).Problem(HttpStatusCode.BadRequest));

    [Theory]
    [InlineData(0, "The body: expected 1 to 256 codes of 2 float values, 8 bytes each, but got 0 bytes.")]
    [InlineData(12, "The body: expected 1 to 256 codes of 2 float values, 8 bytes each, but got 12 bytes.")]
    [InlineData(2056, "The body: expected 1 to 256 codes of 2 float values, 8 bytes each, but got more.")]
    public async Task BodiesOfAWrongLength_Are400(int bytes, string problem) =>
        Assert.Equal(problem, await running.Client.PostAsync("/api/codes/decode?plane=values", new ByteArrayContent(new byte[bytes])).Problem(HttpStatusCode.BadRequest));

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(3e38f, "3E+38")]
    [InlineData(-3e38f, "-3E+38")]
    [InlineData(1.1e6f, "1100000")]
    public async Task ValuesFarBeyondAllCodes_Are400(float value, string shown)
    {
        foreach (string address in s_bodied)
        {
            Assert.Equal(
                $"The body: expected values from -1000000 to 1000000, but value 1 is {shown}.",
                await running.Client.PostAsync(address, Answers.Body([0, value])).Problem(HttpStatusCode.BadRequest));
        }
    }

    [Theory]
    [InlineData(1e6f)]
    [InlineData(-1e6f)]
    [InlineData(float.Epsilon)]
    public async Task TheFarthestValues_AreDecodedToFiniteOnes(float value)
    {
        foreach (string address in s_bodied)
        {
            Assert.All(await running.Client.Floats(address, [value, -value]), pixel => Assert.True(float.IsFinite(pixel)));
        }
    }

    private static readonly string[] s_bodied = ["/api/codes/decode?plane=values", "/api/codes/draws?plane=values&amount=100&draws=64"];
}
