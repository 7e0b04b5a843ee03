using RepLearn.Numerics.Random;
using RepLearn.Optimization;
using Xunit;

namespace RepLearn.Tests.Dsl.Optimization;

public sealed class GradientNormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(140_001)]
    public void Norm_IsTheRootOfTheSumOfSquares(int length)
    {
        using var model = new FlatModel<float>(length);
        Noise.Normal(new NoiseKey(3, 0), 0, 0, model.Gradients);
        decimal sum = 0;
        foreach (float value in model.Gradients)
        {
            sum += (decimal)((double)value * value);
        }

        Assert.Equal(Math.Sqrt((double)sum), new OptimizerState<float>(model, new Sgd(1)).Norm(), 1e-10);
    }

    [Fact]
    public void Norm_OfDoubles()
    {
        using var model = new FlatModel<double>(5);
        ((double[])[1, -2, 2, 4, 0]).CopyTo(model.Gradients);
        Assert.Equal(5, new OptimizerState<double>(model, new Sgd(1)).Norm());
    }

    // Squares that float cannot hold.
    [Fact]
    public void Norm_DoesNotOverflowForFloats()
    {
        using var model = new FlatModel<float>(2);
        ((float[])[3e30f, 4e30f]).CopyTo(model.Gradients);
        Assert.Equal(5e30, new OptimizerState<float>(model, new Sgd(1)).Norm(), 1e24);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_DoNotChangeBits(int threads)
    {
        using var model = new FlatModel<float>(140_001);
        Noise.Normal(new NoiseKey(3, 0), 0, 0, model.Gradients);
        var state = new OptimizerState<float>(model, new Sgd(1), valuesPerWorker: 100);
        model.Threads = 1;
        double one = state.Norm();
        model.Threads = threads;
        Assert.Equal(one, state.Norm());
    }

    // Squares that double cannot hold, or only with few digits.
    [Theory]
    [InlineData(1e200)]
    [InlineData(1e307)]
    [InlineData(1e-160)]
    [InlineData(1e-200)]
    [InlineData(1e-307)]
    [InlineData(5e-324)]
    public void Norm_OfDoublesWhoseSquaresLeaveTheRange(double scale)
    {
        using var model = new FlatModel<double>(5000);
        model.Gradients[7] = 3 * scale;
        model.Gradients[4999] = -4 * scale;
        Assert.Equal(1, new OptimizerState<double>(model, new Sgd(1)).Norm() / (5 * scale), 1e-14);
    }

    [Fact]
    public void Norm_OfFloatsWhoseSquaresFloatCannotHold()
    {
        using var model = new FlatModel<float>(5000);
        model.Gradients.Fill(1e-30f);
        Assert.Equal(1, new OptimizerState<float>(model, new Sgd(1)).Norm() / (Math.Sqrt(5000) * 1e-30f), 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Norm_OfValuesWithoutScale(double value)
    {
        using var model = new FlatModel<double>(50);
        model.Gradients[40] = value;
        Assert.Equal(Math.Abs(value), new OptimizerState<double>(model, new Sgd(1)).Norm());
    }
}
