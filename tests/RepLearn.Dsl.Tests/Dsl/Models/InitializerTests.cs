using System.Numerics;
using RepLearn.Data;
using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

public sealed class InitializerTests
{
    // Bounds by the formulas, inputs and gains written out.
    [Fact]
    public void Default_StartsTheEndsSmallAndKeepsTheScaleBetween()
    {
        using var model = new DefaultModel(5);
        AssertUniform(model, "encoder1Weight", Math.Sqrt(1.0 / 300));
        AssertUniform(model, "encoder1Bias", Math.Sqrt(1.0 / 300));
        AssertUniform(model, "encoder2Weight", Math.Sqrt(6.0 / 200));
        AssertUniform(model, "encoder2Bias", Math.Sqrt(1.0 / 200));
        AssertUniform(model, "meanWeight", Math.Sqrt(1.0 / 150));
        AssertUniform(model, "logVarianceWeight", Math.Sqrt(1.0 / 150));
        AssertUniform(model, "decoder1Weight", Math.Sqrt(1.0 / 100));
        AssertUniform(model, "decoder2Weight", Math.Sqrt(6.0 / 150));
        AssertUniform(model, "decoder4Weight", Math.Sqrt(3.0 / 200));
        AssertUniform(model, "decoder5Weight", Math.Sqrt(1.0 / 250));
        AssertUniform(model, "decoder5Bias", Math.Sqrt(1.0 / 250));
        Assert.All(Values(model, "decoder3Gain"), gain => Assert.Equal(1, gain));
        Assert.Equal([0.0], Values(model, "outputLogVariance"));
    }

    [Fact]
    public void FanInUniform_IsTheDefaultOfLibtorchsLinear()
    {
        using var model = new FanInModel(5);
        AssertUniform(model, "encoder1Weight", Math.Sqrt(1.0 / 300));
        AssertUniform(model, "codeWeight", Math.Sqrt(1.0 / 200));
        AssertUniform(model, "codeBias", Math.Sqrt(1.0 / 200));
        AssertUniform(model, "decoder1Bias", Math.Sqrt(1.0 / 100));
        AssertUniform(model, "decoder2Weight", Math.Sqrt(1.0 / 200));
    }

    [Fact]
    public void ModelsChoice_IsForLayersWithoutOne()
    {
        using var model = new HeModel(5);
        AssertNormal(model, "encoder1Weight", Math.Sqrt(2.0 / 300));
        AssertNormal(model, "codeWeight", Math.Sqrt(2.0 / 200));
        AssertUniform(model, "decoder2Weight", Math.Sqrt(1.0 / 200));
        AssertUniform(model, "decoder2Bias", Math.Sqrt(1.0 / 200));
        foreach (string zero in (string[])["encoder1Bias", "encoder2Bias", "codeBias", "decoder1Bias"])
        {
            Assert.All(Values(model, zero), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void LayersChoice_IsItsOwn()
    {
        using var model = new MixedModel(5);
        AssertUniform(model, "encoder1Weight", Math.Sqrt(6.0 / 500));
        AssertOrthogonal(model, "encoder2Weight", 1e-14);
        AssertOrthogonal(model, "meanWeight", 1e-14);
        AssertOrthogonal(model, "logVarianceWeight", 1e-14);
        AssertOrthogonal(model, "decoder1Weight", 1e-14);
        AssertNormal(model, "decoder2Weight", Math.Sqrt(2.0 / 200));
        Assert.NotEqual(Values(model, "meanWeight"), Values(model, "logVarianceWeight"));
    }

    [Fact]
    public void Orthogonal_HoldsForAwkwardShapesInFloat()
    {
        using var model = new OrthogonalModel(5);
        AssertOrthogonal(model, "codeWeight", 1e-6);
        AssertOrthogonal(model, "decoder1Weight", 1e-6);
        AssertOrthogonal(model, "decoder2Weight", 1e-6);
    }

    [Fact]
    public void SameSeed_GivesTheSameBits()
    {
        using var model = new MixedModel(8);
        using var same = new MixedModel(8);
        using var other = new MixedModel(9);
        Assert.Equal(model.Parameters.ToArray(), same.Parameters.ToArray());
        Assert.NotEqual(model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    // After eight epochs: 4.53 with libtorch's values in all layers, 1.6 with He's and Glorot's, 1.3 to 1.4 with ours.
    [Fact]
    public void DeepModel_LearnsAtOnce()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, 1);
        using var model = new DeepDigits(1);
        FitReport report = model.Fit(train.Pixels, test.Pixels, new FitOptions { Epochs = 8, BatchSize = 32, Seed = 1 });
        Assert.InRange(report.Epochs[^1].Validation!.Value.Total, 1.0, 1.5);
    }

    // A sum of values and as much again has twice their variance: with sixteen blocks 65,536 times. Blocks within blocks count.
    [Fact]
    public void ResidualBlocks_KeepTheScaleHoweverManyThereAre()
    {
        using var model = new ManyResiduals(5);
        AssertUniform(model, "encoder2Block1Weight", Math.Sqrt(6.0 / 100));
        AssertUniform(model, "encoder2Block2Weight", Math.Sqrt(6.0 / 200 / 16));
        AssertUniform(model, "encoder17Block2Weight", Math.Sqrt(6.0 / 200 / 16));
        AssertUniform(model, "decoder2Block2Weight", Math.Sqrt(6.0 / 200));

        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, 1);
        using var deep = new ResidualDigits(1);
        Assert.InRange(deep.Test(test.Pixels, new NoiseKey(1, 2)).Total, 40, 60);
        FitReport report = deep.Fit(train.Pixels, test.Pixels, new FitOptions { Epochs = 8, BatchSize = 32, Seed = 1 });
        Assert.InRange(report.Epochs[^1].Validation!.Value.Total, 25, 35);
    }

    private static void AssertUniform<T>(Autoencoder<T> model, string name, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] values = Values(model, name);
        double most = values.Max(Math.Abs);
        Assert.InRange(most, bound * Math.Pow(0.001, 1.0 / values.Length), bound * (1 + 1e-6));
        AssertMoments(values, bound / Math.Sqrt(3), fourth: 1.8);
    }

    private static void AssertNormal<T>(Autoencoder<T> model, string name, double deviation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AssertMoments(Values(model, name), deviation, fourth: 3);

    // Mean and second moment within five of their standard errors.
    private static void AssertMoments(double[] values, double deviation, double fourth)
    {
        double[] scaled = [.. values.Select(value => value / deviation)];
        double root = Math.Sqrt(scaled.Length);
        Assert.InRange(scaled.Average(), -5 / root, 5 / root);
        double error = 5 * Math.Sqrt(fourth - 1) / root;
        Assert.InRange(scaled.Average(value => value * value), 1 - error, 1 + error);
    }

    private static void AssertOrthogonal<T>(Autoencoder<T> model, string name, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterInfo shape = Find(model, name);
        double[] values = Values(model, name);
        bool byColumns = shape.Columns < shape.Rows;
        int count = Math.Min(shape.Rows, shape.Columns);
        int length = Math.Max(shape.Rows, shape.Columns);
        double at(int vector, int place) => byColumns ? values[(place * shape.Columns) + vector] : values[(vector * shape.Columns) + place];
        for (int left = 0; left < count; left++)
        {
            for (int right = 0; right <= left; right++)
            {
                double product = Enumerable.Range(0, length).Sum(place => at(left, place) * at(right, place));
                Assert.InRange(product - (left == right ? 1 : 0), -tolerance, tolerance);
            }
        }
    }

    private static double[] Values<T>(Autoencoder<T> model, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterInfo place = Find(model, name);
        return [.. model.Parameters.Slice(place.Offset, place.Length).ToArray().Select(double.CreateChecked)];
    }

    private static ParameterInfo Find<T>(Autoencoder<T> model, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => model.Info.Layout.Single(parameter => parameter.Name == name);
}
