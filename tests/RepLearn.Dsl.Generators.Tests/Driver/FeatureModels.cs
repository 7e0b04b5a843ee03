namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>One valid model for each feature of the language: what snapshots and checks of generated code go through.</summary>
public static class FeatureModels
{
    public static readonly IReadOnlyDictionary<string, string> Autoencoders = new Dictionary<string, string>
    {
        ["Plain"] = Model("""
            [Autoencoder(6)]
            [Encoder.Dense(5, Activation.Tanh)]
            [Latent.Code(2)]
            [Decoder.Dense(5, Activation.Tanh)]
            [Decoder.Dense(6)]
            [Likelihood.SquaredError]
            """),
        ["Linear"] = Model("[Autoencoder(6)] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError]"),
        ["Variational"] = Model("""
            [Autoencoder(20)]
            [Encoder.Dense(12, Activation.Relu)]
            [Latent.Gaussian(3)]
            [Decoder.Dense(12, Activation.Relu)]
            [Decoder.Dense(20)]
            [Likelihood.Bernoulli]
            """),
        ["VariationalDouble"] = Model("""
            [Autoencoder(20, Precision = Precision.Double)]
            [Encoder.Dense(12, Activation.Gelu)]
            [Latent.Gaussian(3, Beta = 0.5, WarmupSteps = 100, FreeBits = 0.25)]
            [Decoder.Dense(20)]
            [Likelihood.GaussianLearned]
            """),
        ["Capacity"] = Model("""
            [Autoencoder(9)]
            [Latent.Gaussian(3, Beta = 4, WarmupSteps = 50, Capacity = 2)]
            [Decoder.Dense(9)]
            [Likelihood.Gaussian(Sigma = 0.5)]
            """),
        ["Laplace"] = Model("[Autoencoder(9)] [Latent.Laplace(3, Beta = 0.5)] [Decoder.Dense(9)] [Likelihood.Bernoulli]"),
        ["FullCovariance"] = Model("[Autoencoder(9)] [Latent.Gaussian(3, Covariance = Covariance.Full, FreeBits = 0.1)] [Decoder.Dense(9)] [Likelihood.SquaredError]"),
        ["LowRankCovariance"] = Model("[Autoencoder(9)] [Latent.Gaussian(3, Covariance = Covariance.LowRank, Rank = 2)] [Decoder.Dense(9)] [Likelihood.Gaussian]"),
        ["TotalCorrelation"] = Model("[Autoencoder(9)] [Latent.Gaussian(3)] [Decoder.Dense(9)] [Likelihood.Bernoulli] [Regularizer.TotalCorrelation(5)]"),
        ["VonMisesFisher"] = Model("[Autoencoder(9)] [Latent.VonMisesFisher(3)] [Decoder.Dense(9)] [Likelihood.Bernoulli]"),
        ["MixturePrior"] = Model("[Autoencoder(9)] [Latent.Gaussian(3)] [Prior.Mixture(4)] [Decoder.Dense(9)] [Likelihood.SquaredError]"),
        ["VampPrior"] = Model("""
            [Autoencoder(9)]
            [Encoder.Dense(6, Activation.Tanh)]
            [Latent.Gaussian(3, WarmupSteps = 10)]
            [Prior.Vamp(4, LearnedWeights = true)]
            [Decoder.Dense(9)]
            [Likelihood.Bernoulli]
            [Regularizer.Mmd(1)]
            """),
        ["Concrete"] = Model("[Autoencoder(9)] [Latent.Concrete(3, 16, Temperature = 2, FinalTemperature = 0.5, AnnealingSteps = 100)] [Decoder.Dense(9)] [Likelihood.Bernoulli]"),
        ["ConcreteHard"] = Model("[Autoencoder(9)] [Latent.Concrete(2, 5, Hard = true)] [Decoder.Dense(9)] [Likelihood.Bernoulli]"),
        ["VectorQuantized"] = Model("[Autoencoder(9)] [Encoder.Dense(32)] [Latent.VectorQuantized(20, 16)] [Decoder.Dense(9)] [Likelihood.SquaredError]"),
        ["TopK"] = Model("[Autoencoder(9)] [Latent.TopK(40, 5, RevivedUnits = 4)] [Decoder.Dense(9, UnitRows = true)] [Likelihood.SquaredError]"),
        ["Gated"] = Model("[Autoencoder(9)] [Latent.Gated(40, 0.1, MostActive = 8)] [Decoder.Dense(9, UnitRows = true)] [Likelihood.SquaredError]"),
        ["Transcoder"] = Model("[Autoencoder(9)] [Target(5)] [Latent.Matryoshka(40, 3, Prefixes = new[] { 8 })] [Decoder.Dense(5)] [Likelihood.SquaredError]"),
        ["BatchNorm"] = Model("""
            [Autoencoder(9)]
            [Encoder.Dense(8, Activation.Relu)]
            [Encoder.BatchNorm]
            [Latent.Code(3)]
            [Decoder.Dense(9)]
            [Likelihood.SquaredError]
            """),
        ["Convolutional"] = Model("""
            [Autoencoder(8, 8, 1)]
            [Encoder.Conv(4, 3, Activation.Relu, Stride = 2)]
            [Encoder.BatchNorm]
            [Encoder.Conv(6, 3, Activation.Tanh, Stride = 2)]
            [Latent.Code(3)]
            [Decoder.Dense(24, Activation.Relu)]
            [Decoder.Reshape(2, 2, 6)]
            [Decoder.ConvTranspose(4, 3, Activation.Relu, Stride = 2)]
            [Decoder.ConvTranspose(1, 3, Stride = 2)]
            [Likelihood.Bernoulli]
            """),
        ["GroupNorm"] = Model("""
            [Autoencoder(4, 4, 1)]
            [Encoder.Conv(6, 3, Activation.Relu)]
            [Encoder.GroupNorm(2)]
            [Latent.Code(3)]
            [Decoder.Dense(12)]
            [Decoder.GroupNorm(1)]
            [Decoder.Dense(16)]
            [Likelihood.SquaredError]
            """),
        ["Pooling"] = Model("""
            [Autoencoder(7, 6, 2)]
            [Encoder.MaxPool(3, Stride = 2, Padding = 1)]
            [Encoder.Conv(4, 3, Activation.Relu)]
            [Encoder.AveragePool(2)]
            [Encoder.Flatten]
            [Latent.Code(3, Activation.Tanh)]
            [Decoder.Dense(24)]
            [Decoder.Reshape(4, 3, 2)]
            [Decoder.Upsample(2)]
            [Decoder.AveragePool(2, Stride = 1)]
            [Decoder.Dense(84)]
            [Likelihood.SquaredError]
            [Regularizer.Contractive(0.1)]
            """),
        ["Conditional"] = Model("[Autoencoder(9)] [Condition(3)] [Latent.Gaussian(2)] [Decoder.Dense(9)] [Likelihood.Bernoulli]"),
        ["Sparse"] = Model("""
            [Autoencoder(10)]
            [Latent.Code(7, Activation.Sigmoid)]
            [Decoder.Dense(10)]
            [Likelihood.Bernoulli]
            [Regularizer.KlSparsity(0.05, 3)]
            [Regularizer.L1(0.01)]
            [Regularizer.L2(0.02)]
            [Regularizer.WeightDecay(0.001)]
            """),
        ["ContractiveShallow"] = Model("""
            [Autoencoder(10)]
            [Latent.Code(4, Activation.Sigmoid)]
            [Decoder.Dense(10)]
            [Likelihood.Bernoulli]
            [Regularizer.Contractive(0.1)]
            """),
        ["ContractiveDeep"] = Model("""
            [Autoencoder(10)]
            [Encoder.Dense(8, Activation.Tanh)]
            [Encoder.Dense(6, Activation.Softplus)]
            [Latent.Code(4, Activation.Sigmoid)]
            [Decoder.Dense(10)]
            [Likelihood.SquaredError]
            [Regularizer.Contractive(0.1)]
            """),
        ["Denoising"] = Model("""
            [Autoencoder(10)]
            [Corruption.Masking(0.25, Emphasis = 2)]
            [Encoder.Dense(8, Activation.LeakyRelu)]
            [Encoder.Dropout(0.1)]
            [Encoder.LayerNorm]
            [Latent.Code(4, Activation.Elu)]
            [Decoder.Dropout(0.2)]
            [Decoder.LayerNorm]
            [Decoder.Dense(10)]
            [Likelihood.SquaredError]
            """),
        ["SaltAndPepper"] = Model("""
            [Autoencoder(10)]
            [Corruption.SaltAndPepper(0.25)]
            [Latent.Code(4, Activation.Silu)]
            [Decoder.Dense(10)]
            [Likelihood.Bernoulli]
            """),
        ["GaussianNoise"] = Model("""
            [Autoencoder(10)]
            [Corruption.Gaussian(0.5, Emphasis = 3)]
            [Latent.Code(4, Activation.Softplus)]
            [Decoder.Dense(10)]
            [Likelihood.Gaussian]
            """),
        ["Importance"] = Model("[Autoencoder(9)] [Latent.Gaussian(3)] [Decoder.Dense(8, Activation.Tanh)] [Decoder.Dense(9)] [Likelihood.Gaussian] [Objective.Importance(5)]"),
        ["Tied"] = Model("""
            [Autoencoder(10)]
            [Encoder.Dense(8, Activation.Tanh)]
            [Latent.Gaussian(4)]
            [Decoder.Tied(Activation.Tanh)]
            [Decoder.Tied]
            [Likelihood.Bernoulli]
            """),
        ["Custom"] = Model(
            """
            [Autoencoder(10)]
            [Encoder.Dense(8, Custom = nameof(Mish))]
            [Latent.Code(4)]
            [Decoder.Dense(8, Custom = nameof(Mish))]
            [Decoder.Dense(10)]
            [Likelihood.SquaredError]
            [Regularizer.Custom(nameof(SmoothL1), 0.001)]
            """,
            """
            private static float Mish(float x) => x * MathF.Tanh(MathF.Log(1f + MathF.Exp(x)));

            private static float SmoothL1(float h) => MathF.Sqrt(h * h + 1e-6f);
            """),
    };

    public static readonly IReadOnlyDictionary<string, string> Embeddings = new Dictionary<string, string>
    {
        ["SkipGram"] = Model("[SkipGram(100, Window = 5)] [NegativeSampling(5)] [Subsampling(1e-3)]"),
        ["SkipGramHierarchical"] = Model("[SkipGram(33)] [HierarchicalSoftmax]"),
        ["SkipGramShared"] = Model("[SkipGram(16, Window = 3)] [NegativeSampling(15, Shared = true)]"),
        ["SkipGramSubwords"] = Model("[SkipGram(20)] [NegativeSampling(8, Power = 0.5)] [Subwords(3, 6, Buckets = 1000)]"),
        ["CbowDouble"] = Model("[Cbow(7, Window = 2, Precision = Precision.Double)] [NegativeSampling(2)]"),
        ["CbowHierarchical"] = Model("[Cbow(300)] [HierarchicalSoftmax]"),
    };

    public static IReadOnlyDictionary<string, string> All { get; } = Autoencoders.Concat(Embeddings).ToDictionary();

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A documented model of the namespace <c>Features</c>, as the strictest user would write it.</summary>
    private static string Model(string attributes, string members = "") => $$"""
        using System;
        using RepLearn;

        namespace Features;

        /// <summary>A model.</summary>
        {{attributes}}
        public sealed partial class Model
        {
            {{members}}
        }
        """;
}
