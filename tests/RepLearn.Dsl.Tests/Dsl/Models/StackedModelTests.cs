using Xunit;

namespace RepLearn.Tests.Dsl.Models;

/// <summary>A model declared by the sizes of another one learns from its codes.</summary>
public class StackedModelTests
{
    [Fact]
    public void AModel_TakesTheCodesOfTheOneBelow()
    {
        using var lower = new Lower(seed: 1);
        using var upper = new Upper(seed: 2);
        float[] batch = [.. Enumerable.Range(0, 16 * Lower.InputSize).Select(index => MathF.Sin(index))];

        FitReport report = upper.Fit(lower.Encode(batch), new FitOptions { Epochs = 2, BatchSize = 8 });

        Assert.Equal(2, report.Epochs.Count);
        Assert.Equal((Lower.LatentSize, Lower.LatentSize / 2), (Upper.InputSize, Upper.LatentSize));
        Assert.Equal(16 * Lower.InputSize, lower.Decode(upper.Reconstruct(lower.Encode(batch))).Length);
    }
}

[Autoencoder(12)]
[Latent.Code(6)]
[Decoder.Dense(InputSize)]
[Likelihood.SquaredError]
internal sealed partial class Lower;

[Autoencoder(Lower.LatentSize)]
[Encoder.Dense(2 * InputSize, Activation.Tanh)]
[Latent.Code(Lower.LatentSize / 2)]
[Decoder.Dense(InputSize)]
[Likelihood.SquaredError]
internal sealed partial class Upper;
