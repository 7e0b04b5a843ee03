using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>What a valid declaration means.</summary>
public class DeclarationReaderTests
{
    private static readonly ActivationSpec Identity = new(ActivationKind.Identity);

    [Fact]
    public void AVariationalAutoencoder_IsReadWhole()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            namespace Digits.Models;
            [Autoencoder(784)]
            [Encoder.Dense(400, Activation.Relu)]
            [Latent.Gaussian(20)]
            [Decoder.Dense(400, Activation.Relu)]
            [Decoder.Dense(784)]
            [Likelihood.Bernoulli]
            public sealed partial class DigitsVae;
            """);

        Assert.Equal(
            new ModelSpec(
                "Digits.Models",
                EquatableArray<ContainingTypeSpec>.Empty,
                "DigitsVae",
                ModelPrecision.Single,
                784,
                null,
                Array<LayerSpec>(new DenseSpec(400, new ActivationSpec(ActivationKind.Relu))),
                new GaussianSpec(20, new DivergenceSpec(Beta: 1, WarmupSteps: 0, FreeBits: 0, Capacity: 0)),
                Array<LayerSpec>(
                    new DenseSpec(400, new ActivationSpec(ActivationKind.Relu)),
                    new DenseSpec(784, Identity)),
                new BernoulliSpec(),
                EquatableArray<RegularizerSpec>.Empty,
                EquatableArray<ScalarFunctionSpec>.Empty),
            spec);
    }

    [Fact]
    public void EveryArgument_IsRead()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            [Autoencoder(inputSize: 10, Precision = Precision.Double)]
            [Corruption.SaltAndPepper(0.25, Emphasis = 2)]
            [Encoder.Dropout(0.1)]
            [Encoder.LayerNorm]
            [Encoder.Dense(activation: Activation.Softplus, units: 7)]
            [Latent.Gaussian(3, Beta = 0.5, WarmupSteps = 100, FreeBits = 0.125)]
            [Decoder.Dense(10)]
            [Likelihood.Gaussian(Sigma = 0.5)]
            [Regularizer.L1(1e-3)]
            [Regularizer.Contractive(weight: 0.1)]
            internal partial class Model;
            """);

        Assert.Equal(ModelPrecision.Double, spec.Precision);
        Assert.Equal("", spec.Namespace);
        Assert.Equal(new CorruptionSpec(CorruptionKind.SaltAndPepper, 0.25, 2), spec.Corruption);
        Assert.Equal(
            Array<LayerSpec>(
                new DropoutSpec(0.1),
                new LayerNormSpec(),
                new DenseSpec(7, new ActivationSpec(ActivationKind.Softplus))),
            spec.Encoder);
        Assert.Equal(new GaussianSpec(3, new DivergenceSpec(0.5, 100, 0.125, 0)), spec.Latent);
        Assert.Equal(new NormalSpec(0.5), spec.Likelihood);
        Assert.Equal(
            Array<RegularizerSpec>(new L1Spec(1e-3), new ContractiveSpec(0.1)),
            spec.Regularizers);
    }

    [Fact]
    public void Initializer_IsTheLayersOrElseTheModels()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            [Autoencoder(4, Initializer = Initializer.He)]
            [Encoder.Dense(3, Initializer = Initializer.Default)]
            [Encoder.Dense(2)]
            [Latent.Gaussian(2, Initializer = Initializer.Orthogonal)]
            [Decoder.Tied]
            [Decoder.Dense(4, Initializer = Initializer.Glorot)]
            [Likelihood.SquaredError]
            partial class Model;
            """);

        Assert.Equal([InitializerKind.Default, InitializerKind.He], spec.Encoder.Select(layer => layer.Initialization));
        Assert.Equal(InitializerKind.Orthogonal, spec.Latent.Initializer);
        Assert.Equal([InitializerKind.He, InitializerKind.Glorot], spec.Decoder.Select(layer => layer.Initialization));
    }

    [Fact]
    public void EveryRegularizer_KeepsItsPlace()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            [Autoencoder(4)]
            [Latent.Code(2, Activation.Sigmoid)]
            [Decoder.Dense(4)]
            [Likelihood.GaussianLearned]
            [Regularizer.Custom(nameof(Square), 0.5)]
            [Regularizer.WeightDecay(1)]
            [Regularizer.KlSparsity(0.05, 3)]
            [Regularizer.L2(2)]
            partial class Model
            {
                private static float Square(float h) => h * h;
            }
            """);

        Assert.Equal(
            Array<RegularizerSpec>(
                new CustomPenaltySpec(0.5, "Square"),
                new WeightDecaySpec(1),
                new KlSparsitySpec(3, 0.05),
                new L2Spec(2)),
            spec.Regularizers);
        Assert.Equal(new LearnedNormalSpec(), spec.Likelihood);
    }

    [Fact]
    public void TiedLayers_MirrorTheCodeFirst_ThenTheEncoderBackwards()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            [Autoencoder(12)]
            [Encoder.Dense(9, Activation.Tanh)]
            [Encoder.LayerNorm]
            [Encoder.Dense(6, Activation.Tanh)]
            [Latent.Gaussian(2)]
            [Decoder.Tied(Activation.Tanh)]
            [Decoder.Dropout(0.5)]
            [Decoder.Tied(Activation.Tanh)]
            [Decoder.Tied]
            [Likelihood.SquaredError]
            partial class Model;
            """);

        Assert.Equal([6, 0, 9, 12], spec.Decoder.Select(layer => layer.HasWeights ? layer.Describe(new(0)).Outputs.Size : 0));
    }

    [Theory]
    [InlineData("Corruption.Masking(0.5)", CorruptionKind.Masking, 0.5)]
    [InlineData("Corruption.Gaussian(2)", CorruptionKind.Gaussian, 2)]
    [InlineData("Corruption.SaltAndPepper(0.1)", CorruptionKind.SaltAndPepper, 0.1)]
    internal void Corruptions_AreRead_WithEmphasisOne(string attribute, CorruptionKind kind, double amount)
    {
        Assert.Equal(new CorruptionSpec(kind, amount, 1), Read(TestModels.With(attribute)).Corruption);
    }

    [Fact]
    public void NestedModels_KnowTheTypesAroundThem()
    {
        ModelSpec spec = Read("""
            using RepLearn;
            namespace A.@namespace
            {
                public partial record struct @event
                {
                    internal static partial class Inner
                    {
                        [Autoencoder(3), Latent.Code(1), Decoder.Dense(3), Likelihood.SquaredError]
                        private protected sealed partial class @class;
                    }
                }
            }
            """.Replace("private protected", "private"));

        Assert.Equal("A.@namespace", spec.Namespace);
        Assert.Equal(Array(new ContainingTypeSpec("record struct", "@event"), new ContainingTypeSpec("class", "Inner")), spec.ContainingTypes);
        Assert.Equal("@class", spec.Name);
    }

    private static ModelSpec Read(string source)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source);
        Assert.DoesNotContain(outcome.Input.GetDiagnostics(), found => found.Severity == DiagnosticSeverity.Error);
        return outcome.Spec;
    }

    private static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => new(items);
}
