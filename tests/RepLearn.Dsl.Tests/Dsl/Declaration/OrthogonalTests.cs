using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The distance of the code's weights from orthonormal ones: its formula by plain loops, and what it does to weights.</summary>
public class OrthogonalTests
{
    [Fact]
    public void TheTerm_IsTheDistanceOfTheGramMatrixFromTheIdentity()
    {
        using var tall = new OrthogonalColumns(2);
        using var wide = new OrthogonalRows(2);
        double[] batch = [.. Enumerable.Range(0, 6 * 4).Select(index => Math.Sin(1.9 * index))];
        Check(tall, batch, "meanWeight", ofRows: false);
        Check(wide, batch, "codeWeight", ofRows: true);
    }

    // Two orthonormal columns, one of length 2 and one that is the first again: (4 − 1)² + 2 · 1².
    [Fact]
    public void OnlyLengthsAndAngles_Count()
    {
        using var model = new OrthogonalColumns(2);
        Span<double> weight = Weight(model, "meanWeight", out ParameterInfo place);
        weight.Clear();
        (weight[0], weight[3], weight[place.Columns + 1], weight[(2 * place.Columns) + 2]) = (1, 1, 1, 2);
        double[] batch = [.. Enumerable.Range(0, 4).Select(index => Math.Sin(1.9 * index))];
        Assert.Equal(9 + 2, model.Evaluate(batch, default).Metrics["gramDistance"], 1e-12);
    }

    [Fact]
    public void Directions_BecomeOrthogonal()
    {
        (ImageSet train, _) = Digits.Load().Split(0.25, seed: 1);
        using var model = new OrthogonalDigits(1);
        var options = new FitOptions { Epochs = 15, BatchSize = 64, Optimizer = new Adam(3e-3), Seed = 5 };
        double before = model.Test(train.Pixels.Span, default).Metrics["gramDistance"];
        model.Fit(train, options);
        double after = model.Test(train.Pixels.Span, default).Metrics["gramDistance"];
        Assert.True(after < 0.01 && after < before / 20, $"{before} to {after}");
    }

    private static void Check(Autoencoder<double> model, double[] batch, string name, bool ofRows)
    {
        double[] weight = Weight(model, name, out ParameterInfo place).ToArray();
        double at(int vector, int index) => ofRows ? weight[(vector * place.Columns) + index] : weight[(index * place.Columns) + vector];
        (int vectors, int length) = ofRows ? (place.Rows, place.Columns) : (place.Columns, place.Rows);
        double expected = 0;
        for (int i = 0; i < vectors; i++)
        {
            for (int j = 0; j < vectors; j++)
            {
                double product = Enumerable.Range(0, length).Sum(index => at(i, index) * at(j, index));
                expected += Math.Pow(product - (i == j ? 1 : 0), 2);
            }
        }

        Losses losses = model.Backward(batch, default);
        Assert.Equal(expected, losses.Metrics["gramDistance"], 1e-12);
        Assert.Equal(0.3 * expected, losses["orthogonal"], 1e-12);
    }

    private static Span<double> Weight(Autoencoder<double> model, string name, out ParameterInfo place)
    {
        place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return model.Parameters.Slice(place.Offset, place.Length);
    }
}

[Autoencoder(4, Precision = Precision.Double), Encoder.Dense(7, Activation.Tanh), Latent.Gaussian(4), Decoder.Dense(4), Likelihood.SquaredError, Regularizer.Orthogonal(0.3)]
internal sealed partial class OrthogonalColumns;

[Autoencoder(4, Precision = Precision.Double), Latent.Code(17), Decoder.Dense(4), Likelihood.SquaredError, Regularizer.Orthogonal(0.3)]
internal sealed partial class OrthogonalRows;

[Autoencoder(64), Latent.Code(10), Decoder.Dense(64), Likelihood.SquaredError, Regularizer.Orthogonal(1)]
internal sealed partial class OrthogonalDigits;
