using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>Loose bounds on work, told by the memory that it takes, and on size, to catch what grows faster than a model.</summary>
public class GenerationBudgetTests
{
    private const int MostBytesPerLayer = 20_000_000;

    [Fact]
    public void TwoHundredLayers_TakeWorkInProportion()
    {
        GenerateDeep(20);
        (long shortWork, int shortLength) = GenerateDeep(50);
        (long longWork, int longLength) = GenerateDeep(200);

        Assert.InRange(longWork, 1, 200L * MostBytesPerLayer);
        Assert.True(longWork < 8 * shortWork, $"50 layers allocated {shortWork} bytes, but 200 allocated {longWork}.");
        Assert.True(longLength < 8 * shortLength, $"50 layers made {shortLength} characters, but 200 made {longLength}.");
    }

    [Fact]
    public void AThousandModels_TakeWorkInProportion()
    {
        Read(50);
        long shortWork = Read(250);
        long longWork = Read(1000);

        Assert.True(longWork < 8 * shortWork, $"Reading 250 models twice allocated {shortWork} bytes, but 1000 allocated {longWork}.");
    }

    private static long Read(int models)
    {
        string[] files = [.. Enumerable.Range(0, models).Select(index => TestModels.Small.Replace("class Small", $"class Small{index}"))];
        CSharpCompilation compilation = TestCompilation.Of(files);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GeneratorOutcome outcome = GeneratorTestDriver.Run(compilation, StubCompiler.Compile);
        Assert.Equal(models, outcome.Sources.Count);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (long Work, int Length) GenerateDeep(int layers)
    {
        var source = new StringBuilder("using RepLearn; [Autoencoder(6)]\n");
        for (int layer = 0; layer < layers; layer++)
        {
            source.Append(layer % 2 == 0 ? "[Encoder.Dense(5, Activation.Tanh)]\n" : "[Encoder.Dense(4, Activation.Relu)]\n");
        }

        source.Append("[Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Deep;");
        CSharpCompilation compilation = TestCompilation.Of(source.ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        int length = GeneratorTestDriver.Create().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources.Single().SourceText.Length;
        return (GC.GetAllocatedBytesForCurrentThread() - before, length);
    }
}
