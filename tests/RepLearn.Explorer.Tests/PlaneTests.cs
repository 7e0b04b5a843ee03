using DigitsSample;
using ExplorerSample;
using ExplorerSample.Codes;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Explorer.Tests;

public sealed class PlaneTests : IDisposable
{
    private readonly Vae8x8 _model = new(1);
    private readonly CodeSpace _space;

    public PlaneTests()
    {
        ExampleImages images = ExampleImages.Load(new Settings());
        images = images with { Set = images.Set.Take(200) };
        _model.Fit(images.Set.Pixels, new FitOptions { Epochs = 20, BatchSize = 20 });
        _space = CodeSpace.Of(_model, images);
    }

    public void Dispose() => _model.Dispose();

    [Fact]
    public void WiderCodes_AreShownByPrincipalComponents_AndDecodedThroughTheirInverse()
    {
        CodePlane plane = _space.Planes[0];
        Pca pca = Pca.Fit(_space.Codes.Span, 8, 2);
        Assert.Equal(pca.Transform(_space.Codes.Span), plane.Rows(default).Places);
        float[] code = plane.CodeAt(1.5f, -0.5f, default);
        Assert.Equal(pca.InverseTransform([1.5f, -0.5f]), code);
        (float x, float y) = plane.PlaceOf(code)!.Value;
        Assert.Equal((1.5, -0.5), (Math.Round(x, 4), Math.Round(y, 4)));
    }

    [Fact]
    public void OnTSne_ThePlaceOfAnImageIsItsCode_AndPlacesBetweenAreBetweenCodes()
    {
        CodePlane plane = _space.Planes[1];
        PlaneRows rows = plane.Rows(default);
        Assert.Equal(Enumerable.Range(0, 200), rows.Images);
        float[] code = plane.CodeAt(rows.Places[2 * 7], rows.Places[(2 * 7) + 1], default);
        for (int unit = 0; unit < code.Length; unit++)
        {
            Assert.Equal(_space.Code(7)[unit], code[unit], 4);
        }

        float[] far = plane.CodeAt(1e5f, 1e5f, default);
        for (int unit = 0; unit < far.Length; unit++)
        {
            int place = unit;
            Assert.InRange(far[unit], Values(place).Min(), Values(place).Max());
        }

        Assert.Null(plane.PlaceOf(code));

        IEnumerable<float> Values(int unit) => Enumerable.Range(0, 200).Select(row => _space.Code(row)[unit]);
    }

    [Fact]
    public void Deviations_AreThoseOfThePosteriorsThatTheModelTrains()
    {
        // The divergence of posteriors of these means and deviations is the one that the model tells.
        double[] perUnit = _model.DivergencePerDimension(_space.Images.Set.Pixels.Span);
        for (int unit = 0; unit < 8; unit++)
        {
            double sum = 0;
            for (int row = 0; row < _space.Count; row++)
            {
                double mean = _space.Code(row)[unit];
                double deviation = _space.Deviations.Span[(row * 8) + unit];
                Assert.InRange(deviation, 1e-4, 1);
                sum += 0.5 * ((mean * mean) + (deviation * deviation) - 1 - Math.Log(deviation * deviation));
            }

            Assert.Equal(perUnit[unit], sum / _space.Count, 3);
        }
    }
}
