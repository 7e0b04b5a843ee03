using System.Reflection;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>A fit that ends where a user's function has no value names the layer and the function.</summary>
public class FunctionDivergenceTests
{
    [Theory]
    [InlineData("[Encoder.Dense(3, Custom = nameof(Root))] [Latent.Code(2)] [Decoder.Dense(4)]", "encoder dense 3 Root(x) = Sqrt(x)")]
    [InlineData("[Latent.Code(2, Custom = nameof(Logarithm))] [Decoder.Dense(3, Custom = nameof(Smooth))] [Decoder.Dense(4)]", "latent Code 2 Logarithm(x) = Log(x)")]
    [InlineData("[Encoder.Dense(3, Custom = nameof(Smooth))] [Latent.Gaussian(2)] [Decoder.Dense(3, Custom = nameof(Root))] [Decoder.Dense(4)]", "decoder dense 3 Root(x) = Sqrt(x)")]
    public void AnActivationWithoutAValue_IsNamed(string layers, string layer)
    {
        var diverged = Assert.Throws<TrainingDivergedException>(() => Fit(layers));

        Assert.Equal(layer, diverged.Layer);
        Assert.Contains($"On the way are functions of yours: '{layer}'.", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("No step was taken before it", diverged.Message, StringComparison.Ordinal);
    }

    // The layers are well; the term has the function's name.
    [Fact]
    public void APenaltyWithoutAValue_IsNamedAsATerm()
    {
        var diverged = Assert.Throws<TrainingDivergedException>(
            () => Fit("[Encoder.Dense(3, Custom = nameof(Smooth))] [Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(Root), 1)]"));

        Assert.Null(diverged.Layer);
        Assert.Equal("Root", diverged.Term);
        Assert.DoesNotContain("Smooth", diverged.Message, StringComparison.Ordinal);
    }

    private static void Fit(string layers)
    {
        Assembly assembly = GeneratedAssembly.Load($$"""
            using System;
            using RepLearn;
            [Autoencoder(4)] {{layers}} [Likelihood.SquaredError]
            partial class Model
            {
                static float Root(float x) => MathF.Sqrt(x);
                static float Logarithm(float x) => MathF.Log(x);
                static float Smooth(float x) => x * MathF.Tanh(x);
            }
            """);
        using Autoencoder<float> model = assembly.Model<float>("Model");
        var random = new Random(1);
        float[] data = [.. Enumerable.Range(0, 160).Select(_ => (float)random.NextDouble() - 0.5f)];
        model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 8 });
    }
}
