using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Files know parameters by their names, so names depend on nothing but what files must agree on.</summary>
public class ParameterNameTests
{
    private const string Plain = """
        using RepLearn;
        [Autoencoder(6)]
        [Encoder.Dense(5, Activation.Tanh)]
        [Encoder.LayerNorm]
        [Encoder.Dense(4)]
        [Latent.Code(2)]
        [Decoder.LayerNorm]
        [Decoder.Dense(6)]
        [Likelihood.SquaredError]
        partial class Model;
        """;

    [Fact]
    public void PartsWithoutParameters_DoNotChangeThem()
    {
        string noisy = Plain
            .Replace("[Encoder.LayerNorm]", "[Encoder.Dropout(0.1)] [Encoder.LayerNorm] [Encoder.Dropout(0.2)]")
            .Replace("[Encoder.Dense(5", "[Corruption.Masking(0.5)] [Encoder.Dropout(0.3)] [Encoder.Dense(5")
            .Replace("[Decoder.LayerNorm]", "[Decoder.Dropout(0.1)] [Decoder.LayerNorm] [Decoder.Dropout(0.1)] [Regularizer.L1(1)]");

        Assert.Equal(Architecture(Plain), Architecture(noisy));
        Assert.Equal(Names(Plain), Names(noisy));
    }

    [Fact]
    public void PartsWithParameters_AreCountedInTheirOrder() => Assert.Equal(
        ["encoder1Weight", "encoder1Bias", "encoder2Gain", "encoder2Bias", "encoder3Weight", "encoder3Bias", "codeWeight", "codeBias",
            "decoder1Gain", "decoder1Bias", "decoder2Weight", "decoder2Bias"],
        Names(Plain));

    private static string Architecture(string source) => ArchitectureText.Of(Spec(source));

    private static IEnumerable<string> Names(string source) =>
        ModelCompiler.Stages(Spec(source)).Differentiated.Model.Parameters.Select(parameter => parameter.Name);

    private static ModelSpec Spec(string source) => GeneratorTestDriver.Run(TestCompilation.Of(source), StubCompiler.Compile).Spec;
}
