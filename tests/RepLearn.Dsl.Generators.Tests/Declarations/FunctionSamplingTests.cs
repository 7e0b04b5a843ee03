namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>Functions that change, or have values, in a small range only are found to do so; those that do nowhere are not.</summary>
public class FunctionSamplingTests
{
    [Theory]
    [InlineData("MathF.Tanh(500f * (x - 1.05f))")]
    [InlineData("MathF.Tanh(1e6f * x - 1e6f)")]
    [InlineData("Math.Clamp(x, 1f, 1.15f)")]
    [InlineData("Math.Clamp(2f * x + 3f, 1f, 1.15f)")]
    [InlineData("x > 5.1f && x < 5.9f ? x - 5.1f : 0f")]
    [InlineData("x > 5.1f && x < 5.101f ? x * x : 0f")]
    [InlineData("MathF.Sqrt(x - 1f) * MathF.Sqrt(1.15f - x)")]
    [InlineData("MathF.Sqrt(1e-6f - (x - 1.05f) * (x - 1.05f))")]
    [InlineData("MathF.Exp(-1e8f * (x - 1.05f) * (x - 1.05f))")]
    public void ASmallRange_IsFound(string function) => Assert.Empty(Problems(function));

    [Theory]
    [InlineData("x > 1.05f ? 1f : -1f", "RL2014")]
    [InlineData("x > 5.1f && x < 5.9f ? 1f : 0f", "RL2014")]
    [InlineData("Math.Clamp(x, 1f, 1f)", "RL2014")]
    [InlineData("MathF.Sqrt(x - 1f) * MathF.Sqrt(0.9f - x)", "RL2016")]
    public void AFunctionOfNoUse_IsReported(string function, string id) => Assert.Equal([id], Problems(function));

    private static string[] Problems(string function) =>
    [
        .. GeneratorTestDriver.Run(
            TestCompilation.Of($"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ static float F(float x) => {function}; }}"),
            StubCompiler.Compile).GeneratorDiagnostics.Select(found => found.Id),
    ];
}
