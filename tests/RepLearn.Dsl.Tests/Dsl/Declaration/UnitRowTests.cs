using System.Numerics;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Rows of weights whose norm is 1: at the start, after each update, on any number of threads, of any size.</summary>
public class UnitRowTests
{
    [Fact]
    public void RowsHaveTheNormOne_FromTheStartOn()
    {
        using var model = new UnitRowsWide(3);
        Assert.All(Norms(model, "decoder1Weight"), norm => Assert.Equal(1, norm, 1e-6));
        Assert.Contains(Norms(model, "decoder2Weight"), norm => Math.Abs(norm - 1) > 0.1);

        model.Fit(Batch<float>(200 * 33), new FitOptions { Epochs = 2, BatchSize = 20, Optimizer = new Adam(0.05) });
        Assert.All(Norms(model, "decoder1Weight"), norm => Assert.Equal(1, norm, 1e-6));
        Assert.Contains(Norms(model, "decoder2Weight"), norm => Math.Abs(norm - 1) > 0.1);
    }

    [Fact]
    public void AStep_IsTheOptimisersAndThenTheScaling()
    {
        using var model = new UnitRowsSmall(1);
        double[] batch = Batch<double>(8 * 3);
        double[] before = model.Parameters.ToArray();
        model.Backward(batch, new NoiseKey(0, 0));
        double[] gradients = model.Gradients.ToArray();
        model.Fit(batch, new FitOptions { Epochs = 1, BatchSize = 8, Shuffle = false, Optimizer = new Sgd(0.1), Seed = 0 });

        foreach (ParameterInfo parameter in UnitRowsSmall.Layout)
        {
            for (int row = 0; row < parameter.Rows; row++)
            {
                double[] stepped = [.. Enumerable.Range(parameter.Offset + (row * parameter.Columns), parameter.Columns).Select(index => before[index] - (0.1 * gradients[index]))];
                double norm = parameter.Name == "decoder1Weight" ? Math.Sqrt(stepped.Sum(value => value * value)) : 1;
                for (int column = 0; column < parameter.Columns; column++)
                {
                    Assert.Equal(stepped[column] / norm, model.Parameters[parameter.Offset + (row * parameter.Columns) + column], 1e-13);
                }
            }
        }
    }

    [Fact]
    public void ThreadsLeaveNoTrace()
    {
        float[] batch = Batch<float>(64 * 33);
        float[][] parameters = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var model = new UnitRowsWide(3) { Threads = threads, MultiplyAddsPerWorker = 1 };
            model.Fit(batch, new FitOptions { Epochs = 3, BatchSize = 16 });
            return model.Parameters.ToArray();
        })];
        Assert.Equal(parameters[0], parameters[1]);
        Assert.Equal(parameters[0], parameters[2]);
    }

    [Fact]
    public void RowsOfAnySize_AreScaled_AndZerosStay()
    {
        using var model = new UnitRowsSmall(1);
        ParameterInfo weight = UnitRowsSmall.Layout.ToArray().Single(parameter => parameter.Name == "decoder1Weight");

        // A code of 0, so that the loss is finite.
        model.Parameters.Clear();
        model.Parameters.Slice(weight.Offset, 3).Fill(1e200);
        model.Fit(Batch<double>(8 * 3), new FitOptions { Epochs = 1, BatchSize = 8, DivergenceFactor = 1e300, Optimizer = new StandingStill() });

        Assert.Equal([Math.Sqrt(1 / 3.0), Math.Sqrt(1 / 3.0), Math.Sqrt(1 / 3.0), 0, 0, 0], model.Parameters.Slice(weight.Offset, 6).ToArray(), (x, y) => Math.Abs(x - y) < 1e-15);
    }

    private sealed class StandingStill() : Optimizer(1)
    {
        public override System.Collections.Immutable.ImmutableArray<string> StateNames => [];

        public override bool Update<T>(UpdateRange<T> range) => true;
    }

    private static double[] Norms<T>(Autoencoder<T> model, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterInfo parameter = model.Info.Layout.Single(parameter => parameter.Name == name);
        return [.. model.Parameters.Slice(parameter.Offset, parameter.Length).ToArray().Chunk(parameter.Columns)
            .Select(row => Math.Sqrt(row.Sum(value => double.CreateChecked(value * value))))];
    }

    private static T[] Batch<T>(int values)
        where T : INumber<T> => [.. Enumerable.Range(0, values).Select(index => T.CreateChecked(0.5 + (0.5 * Math.Sin(1.3 * index))))];
}

[Autoencoder(33)]
[Latent.Code(19, Activation.Relu)]
[Decoder.Dense(21, Activation.Relu, UnitRows = true)]
[Decoder.Dense(33)]
[Likelihood.SquaredError]
internal sealed partial class UnitRowsWide;

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Code(2, Activation.Tanh)]
[Decoder.Dense(3, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class UnitRowsSmall;
