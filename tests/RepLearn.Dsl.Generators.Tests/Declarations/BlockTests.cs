using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>Blocks are classes with layers, in this file or another one, that models use as one layer.</summary>
public class BlockTests
{
    private const string Stage = """
        using RepLearn;
        namespace Blocks;
        [Layer.Dense(5, Activation.Tanh)]
        [Layer.Dropout(0.1)]
        [Layer.Dense(6)]
        internal sealed class Stage;
        """;

    private const string Model = """
        using RepLearn;
        using Blocks;
        [Autoencoder(6)]
        [Encoder.Residual(typeof(Stage))]
        [Encoder.Dropout(0.2)]
        [Encoder.Residual(typeof(Stage))]
        [Encoder.Dense(4)]
        [Latent.Code(2)]
        [Decoder.Dense(6)]
        [Decoder.Use(typeof(Outer.Twice))]
        [Likelihood.SquaredError]
        partial class Model;

        class Outer
        {
            [Layer.Use(typeof(Stage))]
            [Layer.LayerNorm]
            [Layer.Residual(typeof(Stage))]
            private protected class Twice;
        }
        """;

    [Fact]
    public void EachUse_HasParametersOfItsOwn_NamedAfterItsPlace()
    {
        ModelSpec spec = Run("private protected", "public").Spec;

        Assert.Equal(
            ["encoder1Block1Weight", "encoder1Block1Bias", "encoder1Block2Weight", "encoder1Block2Bias",
                "encoder2Block1Weight", "encoder2Block1Bias", "encoder2Block2Weight", "encoder2Block2Bias", "encoder3Weight", "encoder3Bias",
                "codeWeight", "codeBias", "decoder1Weight", "decoder1Bias",
                "decoder2Block1Block1Weight", "decoder2Block1Block1Bias", "decoder2Block1Block2Weight", "decoder2Block1Block2Bias",
                "decoder2Block2Gain", "decoder2Block2Bias",
                "decoder2Block3Block1Weight", "decoder2Block3Block1Bias", "decoder2Block3Block2Weight", "decoder2Block3Block2Bias"],
            ModelCompiler.Stages(spec).Differentiated.Model.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(
            "autoencoder 6 Single; encoder residual (dense 5 Tanh, dense 6); encoder residual (dense 5 Tanh, dense 6); encoder dense 4; latent Code 2; "
            + "decoder dense 6; decoder block (block (dense 5 Tanh, dense 6), layerNorm, residual (dense 5 Tanh, dense 6)); likelihood SquaredError",
            ArchitectureText.Of(spec));
    }

    [Fact]
    public void ABlockOfAnyAccessibility_IsUsedAndNothingIsGeneratedForIt()
    {
        const string nested = """
            using RepLearn;
            [Autoencoder(6)] [Encoder.Use(typeof(Own))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError]
            partial class Model
            {
                [Layer.Dense(3)]
                private static class Own;
            }
            """;
        GeneratorOutcome outcome = GeneratorTestDriver.Run(nested);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.Single(outcome.Sources);
    }

    [Fact]
    public void AnEditOfABlock_CompilesTheModelsThatUseItAgain()
    {
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(Model.Replace("private protected", "public"), Stage, TestModels.Small), StubCompiler.Compile);
        Assert.Empty(first.GeneratorDiagnostics);
        GeneratorOutcome edited = first.Edit(text => text.Replace("Dense(5", "Dense(7"), file: 1);
        GeneratorOutcome commented = edited.Edit(text => text.Replace("[Layer.Dropout(0.1)]", "/* a little */ [Layer.Dropout (0.1)]"), file: 1);

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], RunReasons.Of(edited.Result, PipelineSteps.CompiledModel));
        Assert.NotEqual(first.Specs[0], edited.Specs[0]);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], RunReasons.Of(commented.Result, PipelineSteps.CompiledModel));
    }

    // Each use of the first is read, though nobody knows its layers.
    [Fact]
    public void BlocksOfBlocksOfOneThatIsMissing_AreTooManyLayers()
    {
        string blocks = string.Join(' ', Enumerable.Range(1, 30).Select(number =>
            $"[Layer.Use(typeof({(number == 1 ? "Missing" : $"B{number - 1}")}))] [Layer.Use(typeof({(number == 1 ? "Missing" : $"B{number - 1}")}))] class B{number};"));
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"using RepLearn; [Autoencoder(6)] [Encoder.Use(typeof(B30))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Model; {blocks}");

        Assert.Equal("RL2038", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Contains(outcome.CompilerDiagnostics, found => found.Id == "CS0246");
    }

    [Fact]
    public void OfACircleOfBlocks_EachIsToldOnce()
    {
        const string circle = """
            using RepLearn;
            [Autoencoder(6)] [Encoder.Use(typeof(A))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Model;
            [Layer.Dense(2)] [Layer.Use(typeof(B))] class A;
            [Layer.Residual(typeof(A))] class B;
            """;
        GeneratorOutcome outcome = GeneratorTestDriver.Run(circle);

        Assert.Equal(["RL2021", "RL2021"], outcome.GeneratorDiagnostics.Select(found => found.Id));
        Assert.Equal(["typeof(B)", "typeof(A)"], outcome.GeneratorDiagnostics.Select(found => circle.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)));
        Assert.Empty(outcome.Sources);
        Assert.Single(outcome.Skeletons);
    }

    /// <summary>The C# compiler tells of a class that it does not know or that may not be used, and nobody else.</summary>
    [Theory]
    [InlineData("Missing", "CS0246")]
    [InlineData("Outer.Hidden", "CS0122")]
    public void AClassThatIsNotThere_IsLeftToTheCompiler(string block, string error)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($$"""
            using RepLearn;
            [Autoencoder(6)] [Encoder.Residual(typeof({{block}}))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Model;
            [Layer.Use(typeof({{block}}))] class Block;
            class Outer { [Layer.Dense(6)] private class Hidden; }
            """);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Sources);
        Assert.Single(outcome.Skeletons);
        Assert.Equal([error, error], outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id));
    }

    [Fact]
    public void AMistakeInABlock_IsToldOnce_HoweverManyModelsUseIt()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("""
            using RepLearn;
            [Autoencoder(6)] [Encoder.Use(typeof(Bad))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class First;
            [Autoencoder(6)] [Encoder.Use(typeof(Bad))] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Second;
            [Layer.Dropout(2)] class Bad;
            """);

        Assert.Equal("RL2006", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Empty(outcome.Sources);
        Assert.Equal(2, outcome.Skeletons.Count);
    }

    [Fact]
    public void ABlock_MayUseTheSizesOfModels()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("""
            using RepLearn;
            [Autoencoder(6)] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class First;
            [Autoencoder(6)] [Encoder.Use(typeof(Narrow))] [Latent.Code(3)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Second;
            [Layer.Dense(First.LatentSize)] class Narrow;
            """);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.Equal(2, outcome.Specs[1].Encoder[0].Describe(new(6)).Outputs.Size);
    }

    // The layer after a block begins as after the block's last function.
    [Fact]
    public void TheFirstValues_AreThoseOfTheSameLayersWithoutBlocks()
    {
        const string plain = "[Encoder.Dense(5, Activation.Relu)] [Encoder.Dense(4, Activation.Tanh)] [Encoder.Dense(3)]";
        const string blocks = "[Encoder.Use(typeof(B))] [Encoder.Dense(3)]";
        Assert.Equal(Scales(plain), Scales(blocks));

        static IEnumerable<double> Scales(string encoder) => ModelCompiler.Stages(GeneratorTestDriver.Run($"""
            using RepLearn;
            [Layer.Dense(5, Activation.Relu)] [Layer.Dense(4, Activation.Tanh)] class B;
            [Autoencoder(6)] {encoder} [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.SquaredError] partial class Model;
            """).Spec).Differentiated.Model.Parameters.Select(parameter => parameter.Initialization.Scale);
    }

    private static GeneratorOutcome Run(string before, string after) =>
        GeneratorTestDriver.Run(TestCompilation.Of(Model.Replace(before, after), Stage), StubCompiler.Compile);
}
