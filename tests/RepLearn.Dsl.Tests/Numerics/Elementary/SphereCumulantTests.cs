using System.Globalization;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>The cumulants of spheres against References/sphere.txt: Bessel functions that mpmath computed to 80 digits, for concentrations that are floats.</summary>
public sealed class SphereCumulantTests
{
    private static readonly Reference[] s_references = Read();

    // Bounds are those of the documentation.
    [Fact]
    public void Doubles_AreWithinTheirBounds()
    {
        Assert.Equal(120, s_references.Length);
        Assert.All(s_references, reference =>
        {
            Near(reference, reference.Value, At(SphereCumulant.Value, reference), 2e-12);
            Near(reference, reference.Slope, At(SphereCumulant.Slope, reference), 1e-13);
            Near(reference, reference.Curvature, At(SphereCumulant.Curvature, reference), 1e-12);
        });
    }

    [Fact]
    public void Singles_AreRoundedDoubles() => Assert.All(s_references, reference =>
    {
        const double half = 1.0 / (1 << 24);
        Near(reference, reference.Value, Single(SphereCumulant.Value, reference), 1.01 * half);
        Near(reference, reference.Slope, Single(SphereCumulant.Slope, reference), 1.01 * half);
        Near(reference, reference.Curvature, Single(SphereCumulant.Curvature, reference), 1.01 * half);
    });

    [Fact]
    public void Lanes_AreIndependent()
    {
        Vector512<float> singles = Vector512.Create(Enumerable.Range(0, 16).Select(lane => 0.5f + (37f * lane * lane)).ToArray());
        Vector512<float> values = SphereCumulant.Value(singles, 6);
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            Assert.Equal(SphereCumulant.Value(Vector512.Create(singles[lane]), 6)[lane], values[lane]);
        }

        Vector512<double> doubles = Vector512.Create(0.25, 1, 4, 10, 32, 100, 1000, 10_000);
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            Assert.Equal(SphereCumulant.Slope(Vector512.Create(doubles[lane]), 17)[0], SphereCumulant.Slope(doubles, 17)[lane]);
        }
    }

    // K(κ) = −κ + κ² / 2d + …, and for large κ ln Γ(d/2) + (d − 1)/2 ln(2/κ) − ln 2√π + …
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(1_000_000)]
    public void Limits_AreReached(int size)
    {
        foreach (double tiny in new[] { 1e-8, 1e-20, 1e-40, 0 })
        {
            Assert.Equal(-tiny, SphereCumulant.Value(Vector512.Create(tiny), size)[0], 1e-14);
            Assert.Equal(-1, SphereCumulant.Slope(Vector512.Create(tiny), size)[0], 1e-8);
            Assert.Equal(1.0 / size, SphereCumulant.Curvature(Vector512.Create(tiny), size)[0], 1e-8 / size);
        }

        double large = 1e12;
        Assert.Equal(-(size - 1) / (2 * large), SphereCumulant.Slope(Vector512.Create(large), size)[0], 1e-5 * size / large);
        double step = SphereCumulant.Value(Vector512.Create(1e60), size)[0] - SphereCumulant.Value(Vector512.Create(1e20), size)[0];
        Assert.Equal(-0.5 * (size - 1) * Math.Log(1e40), step, 1e-9 * size);
        foreach (double huge in new[] { 1e150, 1e200, 1e300, double.MaxValue })
        {
            double drop = SphereCumulant.Value(Vector512.Create(huge), size)[0] - SphereCumulant.Value(Vector512.Create(1e20), size)[0];
            Assert.Equal(-0.5 * (size - 1) * (Math.Log(huge) - Math.Log(1e20)), drop, 1e-9 * size);
            Assert.Equal(-0.5 * (size - 1), huge * SphereCumulant.Slope(Vector512.Create(huge), size)[0], 1e-5 * size);
            Assert.Equal(0.5 * (size - 1) / huge, huge * SphereCumulant.Curvature(Vector512.Create(huge), size)[0], 1e-5 * size / 1e150);
        }

        Assert.True(double.IsNaN(SphereCumulant.Value(Vector512.Create(double.NaN), size)[0]));
    }

    private static double At(Func<Vector512<double>, int, Vector512<double>> function, Reference reference) =>
        function(Vector512.Create(reference.Concentration), reference.Size)[3];

    private static double Single(Func<Vector512<float>, int, Vector512<float>> function, Reference reference) =>
        function(Vector512.Create((float)reference.Concentration), reference.Size)[11];

    private static void Near(Reference reference, double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{reference}: {actual:R}, not {expected:R}: {Math.Abs(actual / expected - 1):G3}.");

    private static Reference[] Read()
    {
        using Stream stream = typeof(SphereCumulantTests).Assembly.GetManifestResourceStream("Elementary.sphere.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            double[] numbers = [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            return new Reference((int)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        })];
    }

    private sealed record Reference(int Size, double Concentration, double Value, double Slope, double Curvature);
}
