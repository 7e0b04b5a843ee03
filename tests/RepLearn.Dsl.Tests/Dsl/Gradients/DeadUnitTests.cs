using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

[Autoencoder(2, Precision = Precision.Double), Latent.Code(3, Activation.Sigmoid), Decoder.Dense(2), Likelihood.SquaredError, Regularizer.KlSparsity(0.1, 2)]
internal sealed partial class SparseDouble;

[Autoencoder(2), Latent.Code(3, Activation.Sigmoid), Decoder.Dense(2), Likelihood.SquaredError, Regularizer.KlSparsity(0.1, 2)]
internal sealed partial class SparseSingle;

[Autoencoder(2), Latent.Code(1, Activation.Sigmoid), Decoder.Dense(2), Likelihood.SquaredError, Regularizer.KlSparsity(0.1, 2)]
internal sealed partial class SparseOne;

/// <summary>KL sparsity of units that are dead or saturated in the whole batch, where the penalty matters most.</summary>
public class DeadUnitTests
{
    /// <summary>
    /// With all rows at the logit a the penalty's derivative by the bias is w (σ(a) − ρ), and the penalty
    /// w (ρ ln ρ + (1 − ρ) ln (1 − ρ) + ρ softplus(−a) + (1 − ρ) softplus(a)).
    /// </summary>
    [Theory]
    [InlineData(-17)]
    [InlineData(-40)]
    [InlineData(-120)]
    [InlineData(-1e4)]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(1e4)]
    public void TheGradientOfADeadOrSaturatedUnit_BringsItBack(double logit)
    {
        using var exact = new SparseDouble(1);
        using var single = new SparseSingle(1);
        using var one = new SparseOne(1);
        Check(exact, logit, 1e-12);
        Check(single, logit, 1e-5);
        Check(one, logit, 1e-5);
    }

    /// <summary>One example that the unit sees among many that it is far from: the mean is that example's share.</summary>
    [Fact]
    public void AUnitThatOneExampleWakes_HasItsShareAsMean()
    {
        using var model = new SparseDouble(1);
        model.Parameters.Clear();
        double[] batch = new double[16];
        batch[0] = 1;
        model.Parameters[Offset(model, "codeWeight")] = 400;
        model.Parameters[Offset(model, "codeBias")] = -400;
        double penalty = model.Backward(batch, default)["klSparsity"];

        // Unit 0 has the mean 1/16, the others 1/2.
        Assert.Equal(2 * (Divergence(0.0625) + (2 * Divergence(0.5))), penalty, 1e-12);
    }

    private static double Divergence(double mean) => (0.1 * Math.Log(0.1 / mean)) + (0.9 * Math.Log(0.9 / (1 - mean)));

    private static void Check<T>(Autoencoder<T> model, double logit, double tolerance)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        // Zero weights: the decoder's bias is fitted exactly, so that the penalty alone has a gradient.
        model.Parameters.Clear();
        model.Parameters.Slice(Offset(model, "codeBias"), model.Info.LatentSize).Fill(T.CreateChecked(logit));
        Losses losses = model.Backward(new T[10], default);

        double expected = 2 * ((1 / (1 + Math.Exp(-logit))) - 0.1);
        double softplus = Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        double penalty = 2 * model.Info.LatentSize * ((0.1 * Math.Log(0.1)) + (0.9 * Math.Log(0.9)) + (0.1 * (softplus - logit)) + (0.9 * softplus));
        Assert.Equal(penalty, losses["klSparsity"], tolerance * Math.Max(1, Math.Abs(penalty)));
        for (int unit = 0; unit < model.Info.LatentSize; unit++)
        {
            Assert.Equal(expected, double.CreateChecked(model.Gradients[Offset(model, "codeBias") + unit]), tolerance);
        }
    }

    private static int Offset<T>(Autoencoder<T> model, string parameter)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        foreach (ParameterInfo info in model.Info.Layout)
        {
            if (info.Name == parameter)
            {
                return info.Offset;
            }
        }

        throw new ArgumentException(parameter);
    }
}
