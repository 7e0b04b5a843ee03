using System.Numerics;
using RepLearn.Tests.Dsl.Gradients.Models;
using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

// Emphasis weighs the corrupted entries, however small it is.
public sealed class EmphasisTests
{
    [Fact]
    public void ASmallEmphasis_WeighsInProportion()
    {
        Check(1e-8, new PlainMasked(1), new Masked8(1));
        Check(1e-17, new PlainMasked(1), new Masked17(1));
        Check(1e-8, new PlainSalted(1), new Salted8(1));
        Check(1e-17, new PlainSalted(1), new Salted17(1));
        Check(1e-8, new PlainNoisy(1), new Noisy8(1));
        Check(1e-17, new PlainNoisy(1), new Noisy17(1));
        Check(1e-17, new PlainNoisyDouble(1), new Noisy17Double(1));
    }

    // Of one example the gradient of an output's bias is 2 (output − input), times the emphasis where the entry is corrupted.
    private static void Check<T>(double emphasis, Autoencoder<T> plain, Autoencoder<T> weighed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using (plain)
        using (weighed)
        {
            plain.Parameters.CopyTo(weighed.Parameters);
            T[] data = [.. Enumerable.Range(0, 24).Select(column => T.CreateChecked(0.3 + (0.02 * column)))];
            plain.Backward(data, new NoiseKey(1, 1));
            weighed.Backward(data, new NoiseKey(1, 1));
            ParameterInfo bias = plain.Info.Layout[^1];
            Assert.Equal(24, bias.Length);
            double[] ratios = [.. Enumerable.Range(bias.Offset, bias.Length).Select(place => double.CreateChecked(weighed.Gradients[place]) / double.CreateChecked(plain.Gradients[place]))];
            Assert.Contains(ratios, ratio => ratio < 0.5);
            Assert.All(ratios, ratio => Assert.Equal(1, ratio / (ratio < 0.5 ? emphasis : 1), 1e-5));
        }
    }
}

[Autoencoder(24), Corruption.Masking(0.4), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class PlainMasked;

[Autoencoder(24), Corruption.Masking(0.4, Emphasis = 1e-8), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Masked8;

[Autoencoder(24), Corruption.Masking(0.4, Emphasis = 1e-17), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Masked17;

[Autoencoder(24), Corruption.SaltAndPepper(0.4), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class PlainSalted;

[Autoencoder(24), Corruption.SaltAndPepper(0.4, Emphasis = 1e-8), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Salted8;

[Autoencoder(24), Corruption.SaltAndPepper(0.4, Emphasis = 1e-17), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Salted17;

[Autoencoder(24), Corruption.Gaussian(0.3), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class PlainNoisy;

[Autoencoder(24), Corruption.Gaussian(0.3, Emphasis = 1e-8), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Noisy8;

[Autoencoder(24), Corruption.Gaussian(0.3, Emphasis = 1e-17), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Noisy17;

[Autoencoder(24, Precision = Precision.Double), Corruption.Gaussian(0.3), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class PlainNoisyDouble;

[Autoencoder(24, Precision = Precision.Double), Corruption.Gaussian(0.3, Emphasis = 1e-17), Latent.Code(4), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class Noisy17Double;
