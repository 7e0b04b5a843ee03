using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Models for tests of stages, read from their declarations as users write them.</summary>
internal static class Specs
{
    public const string Vae = """
        [Autoencoder(784)]
        [Encoder.Dense(400, Activation.Relu)]
        [Latent.Gaussian(20)]
        [Decoder.Dense(400, Activation.Relu)]
        [Decoder.Dense(784)]
        [Likelihood.Bernoulli]
        """;

    public const string SparseContractive = """
        [Autoencoder(33)]
        [Corruption.Masking(0.3, Emphasis = 2)]
        [Encoder.Dense(17, Activation.Tanh)]
        [Latent.Code(5, Activation.Sigmoid)]
        [Decoder.Tied(Activation.Tanh)]
        [Decoder.Tied]
        [Likelihood.SquaredError]
        [Regularizer.KlSparsity(0.05, 0.1)]
        [Regularizer.Contractive(0.1)]
        [Regularizer.WeightDecay(0.001)]
        """;

    public const string Everything = """
        [Autoencoder(20, Precision = Precision.Double)]
        [Corruption.SaltAndPepper(0.3, Emphasis = 3)]
        [Encoder.Dense(18, Activation.Gelu)]
        [Encoder.LayerNorm]
        [Encoder.Dropout(0.2)]
        [Encoder.Dense(16, Activation.Elu)]
        [Latent.Gaussian(4, Beta = 0.5, WarmupSteps = 100, FreeBits = 0.1)]
        [Decoder.Dense(1, Activation.Silu)]
        [Decoder.Dense(12, Activation.LeakyRelu)]
        [Decoder.LayerNorm]
        [Decoder.Dense(20)]
        [Likelihood.GaussianLearned]
        [Regularizer.L1(0.2)]
        [Regularizer.L2(0.1)]
        [Regularizer.Contractive(0.1)]
        """;

    public static ModelSpec Of(string attributes, string members = "") => GeneratorTestDriver.Run($$"""
        using RepLearn;
        {{attributes}}
        public sealed partial class Model
        {
            {{members}}
        }
        """).Spec;

    /// <summary>Fixed values for leaves: weights around 0, everything else inside 0..1.</summary>
    public static double Value(Node node, int row, int column)
    {
        double wave = Math.Sin((node.Name!.Sum(letter => letter) * 0.37) + (row * 1.7) + (column * 2.3));
        return node.Op == Op.Parameter ? 0.8 * wave : 0.5 + (0.45 * wave);
    }
}
