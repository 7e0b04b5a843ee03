using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The divergence of a Laplace posterior that is far narrower than a number's exponential reaches.</summary>
public class LaplaceExtremeTests
{
    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(-1000, 1e-30)]
    [InlineData(-1000, 1)]
    [InlineData(-100, 0)]
    [InlineData(-100, -1e-3)]
    [InlineData(-88, 0)]
    [InlineData(-88, 3)]
    [InlineData(-3, 0.01)]
    [InlineData(0, -1e10)]
    public void ANarrowPosterior_HasItsDivergenceAndSlopes(float logScale, float location)
    {
        using var model = new NarrowLaplace(1);
        model.Parameters.Clear();
        model.Parameters[Offset("logScaleBias")] = logScale;
        model.Parameters[Offset("locationBias")] = location;
        Losses losses = model.Backward(new float[1], default);

        // |μ| + b exp(−|μ| / b) − ln b − 1
        double distance = Math.Abs((double)location);
        double width = Math.Exp(logScale);
        double inside = distance == 0 ? 1 : Math.Exp(-distance / width);
        double spread = distance == 0 ? width : (width + distance) * inside;
        Near(distance + (width * inside) - logScale - 1, losses["kl"]);
        Near(Math.Sign(location) * (1 - inside), model.Gradients[Offset("locationBias")]);
        Near(spread - 1, model.Gradients[Offset("logScaleBias")]);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-5 * Math.Max(1, Math.Abs(expected)));

    private static int Offset(string parameter) => NarrowLaplace.Layout.ToArray().Single(info => info.Name == parameter).Offset;
}

[Autoencoder(1)]
[Latent.Laplace(1)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class NarrowLaplace;
