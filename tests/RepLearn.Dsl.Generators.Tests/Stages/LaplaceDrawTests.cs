using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>The compiler's draw from a posterior and the library's from the prior are one formula, which stands in both.</summary>
public class LaplaceDrawTests
{
    private const double Smallest = 1.0 / (1 << 24);

    [Fact]
    public void TheSmallestUniformNumber_IsTheSame()
    {
        Assert.Equal(Smallest, LatentLowering.SmallestUniform);
        Assert.Equal(Smallest, Autoencoder<float>.SmallestUniform);
    }

    /// <summary>The quantiles of the distribution: ln 2u below the median, −ln(2 − 2u) above; at 0, where that is infinite, ln 2⁻²⁴.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(Smallest / 4)]
    [InlineData(Smallest)]
    [InlineData(0.01)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.999)]
    [InlineData(1 - Smallest)]
    public void FromTheSameUniformNumber_BothDrawTheQuantile(double uniform)
    {
        LoweredModel model = ModelLowering.Lower(Specs.Of("[Autoencoder(4)] [Latent.Laplace(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]"));
        Node latent = model.Graph.Nodes.Single(node => node.Name == "latent");
        double posterior = new GraphInterpreter(1, (leaf, _, _) => leaf.Op == Op.Noise ? uniform : 0).Evaluate(latent)[0, 0];

        double quantile = uniform < 0.5 ? Math.Log(Math.Max(2 * uniform, Smallest)) : -Math.Log(Math.Max(2 - (2 * uniform), Smallest));
        Assert.Equal(quantile, posterior, 1e-12);
        Assert.Equal(quantile, Autoencoder<float>.LaplaceOf(uniform), 1e-12);
    }
}
