using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Files;

/// <summary>Files of models that differ only in parts without parameters load into each other.</summary>
public sealed class ParameterNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFileOfAModelWithDropout_LoadsWithoutIt_AndTheOtherWay()
    {
        using var noisy = new WithDropout(seed: 1);
        using var plain = new WithoutDropout(seed: 2);
        noisy.Save(_folder["noisy.safetensors"]);
        plain.Save(_folder["plain.safetensors"]);

        using WithoutDropout fromNoisy = WithoutDropout.Load(_folder["noisy.safetensors"]);
        using WithDropout fromPlain = WithDropout.Load(_folder["plain.safetensors"]);

        Assert.Equal(noisy.Parameters.ToArray(), fromNoisy.Parameters.ToArray());
        Assert.Equal(plain.Parameters.ToArray(), fromPlain.Parameters.ToArray());
    }
}

[Autoencoder(6)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.LayerNorm]
[Encoder.Dense(4, Activation.Tanh)]
[Latent.Code(2)]
[Decoder.Dense(5, Activation.Tanh)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class WithoutDropout;

[Autoencoder(6)]
[Corruption.Masking(0.1)]
[Encoder.Dropout(0.1)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.Dropout(0.2)]
[Encoder.LayerNorm]
[Encoder.Dense(4, Activation.Tanh)]
[Encoder.Dropout(0.2)]
[Latent.Code(2)]
[Decoder.Dropout(0.3)]
[Decoder.Dense(5, Activation.Tanh)]
[Decoder.Dropout(0.3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Regularizer.L1(0.01)]
internal sealed partial class WithDropout;
