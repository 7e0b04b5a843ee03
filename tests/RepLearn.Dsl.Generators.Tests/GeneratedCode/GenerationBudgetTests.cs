using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>Loose bounds on time and size, to catch what grows faster than a model.</summary>
public class GenerationBudgetTests
{
    [Fact]
    public void TwoHundredLayers_TakeTimeInProportion()
    {
        GenerateDeep(20);
        (TimeSpan shortTime, int shortLength) = GenerateDeep(50);
        (TimeSpan longTime, int longLength) = GenerateDeep(200);

        Assert.True(longTime < TimeSpan.FromSeconds(20), $"200 layers took {longTime}.");
        Assert.True(longTime < (16 * shortTime) + TimeSpan.FromSeconds(2), $"50 layers took {shortTime}, but 200 took {longTime}.");
        Assert.True(longLength < 8 * shortLength, $"50 layers made {shortLength} characters, but 200 made {longLength}.");
    }

    [Fact]
    public void AThousandModels_TakeTimeInProportion()
    {
        Read(50);
        TimeSpan shortTime = Read(250);
        TimeSpan longTime = Read(1000);

        Assert.True(longTime < (12 * shortTime) + TimeSpan.FromSeconds(2), $"Reading 250 models twice took {shortTime}, but 1000 took {longTime}.");
    }

    private static TimeSpan Read(int models)
    {
        string[] files = [.. Enumerable.Range(0, models).Select(index => TestModels.Small.Replace("class Small", $"class Small{index}"))];
        CSharpCompilation compilation = TestCompilation.Of(files);
        var clock = Stopwatch.StartNew();
        GeneratorOutcome outcome = GeneratorTestDriver.Run(compilation, StubCompiler.Compile);
        Assert.Equal(models, outcome.Sources.Count);
        return clock.Elapsed;
    }

    private static (TimeSpan Time, int Length) GenerateDeep(int layers)
    {
        var source = new StringBuilder("using RepLearn; [Autoencoder(6)]\n");
        for (int layer = 0; layer < layers; layer++)
        {
            source.Append(layer % 2 == 0 ? "[Encoder.Dense(5, Activation.Tanh)]\n" : "[Encoder.Dense(4, Activation.Relu)]\n");
        }

        source.Append("[Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Deep;");
        CSharpCompilation compilation = TestCompilation.Of(source.ToString());
        var clock = Stopwatch.StartNew();
        int length = GeneratorTestDriver.Create().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources.Single().SourceText.Length;
        return (clock.Elapsed, length);
    }
}
