using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>Models that are declared by the sizes of other generated models, or by their own.</summary>
public class GeneratedConstantTests
{
    private const string First = """
        namespace Models;
        [RepLearn.Autoencoder(12)] [RepLearn.Latent.Code(5)] [RepLearn.Decoder.Dense(12)] [RepLearn.Likelihood.SquaredError]
        partial class First;
        """;

    private const string Words = "[RepLearn.SkipGram(7)] [RepLearn.HierarchicalSoftmax] partial class Words;";

    [Theory]
    [InlineData("First.LatentSize", 5)]
    [InlineData("First.InputSize", 12)]
    [InlineData("Models.First.LatentSize", 5)]
    [InlineData("global::Models.First.LatentSize", 5)]
    [InlineData("Alias.LatentSize", 5)]
    [InlineData("(First.LatentSize)", 5)]
    [InlineData("First.LatentSize * 2", 10)]
    [InlineData("First.InputSize - First.LatentSize", 7)]
    [InlineData("First.LatentSize > 3 ? 8 : 9", 8)]
    [InlineData("(int)(First.InputSize * 0.5)", 6)]
    [InlineData("checked(First.LatentSize + 1)", 6)]
    [InlineData("unchecked((byte)First.LatentSize)", 5)]
    [InlineData("Words.Dimension", 7)]
    [InlineData("Sizes.Half", 6)]
    [InlineData("Sizes.Sum", 11)]
    [InlineData("Sizes.Whole", 12)]
    public void AnArgument_MayUseASizeOfAnotherModel(string size, int expected)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            First, Words, "using static Models.First; static class Sizes { public const int Half = Models.First.InputSize / 2; public const int Sum = Half + Models.First.LatentSize; public const int Whole = InputSize; }",
            Second(size));

        AssertNoErrors(outcome);
        Assert.Equal(expected, outcome.Specs.Single(spec => spec.Name == "Second").InputSize);
    }

    [Fact]
    public void TheSizeOfAModelOfImages_IsTheProductOfTheirSides()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "using RepLearn; [Autoencoder(2, 3, Channels)] [Latent.Code(5)] [Decoder.Dense(InputSize)] [Likelihood.SquaredError] partial class Images { const int Channels = 4; }",
            Model("Second", "Images.InputSize", "Images.LatentSize"));

        AssertNoErrors(outcome);
        Assert.Equal(24, outcome.Specs.Single(spec => spec.Name == "Second").InputSize);
        Assert.Equal(24, outcome.Specs.Single(spec => spec.Name == "Images").Decoder[0].Describe(new(0)).Outputs.Size);
    }

    [Fact]
    public void AChainOfModels_IsFollowed()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            Model("Third", "Second.LatentSize", "Second.LatentSize - 1"), Model("Second", "First.LatentSize", "First.LatentSize - 1"), First.Replace("namespace Models;", ""));

        AssertNoErrors(outcome);
        Assert.Equal((4, 3), (outcome.Specs.Single(spec => spec.Name == "Third").InputSize, outcome.Specs.Single(spec => spec.Name == "Third").Latent.Size));
    }

    [Fact]
    public void AModel_MayUseItsOwnSizes()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("""
            using RepLearn;
            [Autoencoder(12)]
            [Encoder.Dense(InputSize / 2, Custom = nameof(F))]
            [Latent.Code(4)]
            [Decoder.Dense(LatentSize * 2)]
            [Decoder.Dense(Own.InputSize)]
            [Likelihood.Gaussian(Sigma = 1.0 / InputSize)]
            partial class Own
            {
                const float Scale = 1f / LatentSize;

                static float F(float x) => x * Scale + x / InputSize;
            }
            """);

        AssertNoErrors(outcome);
        Assert.Equal([8, 12], outcome.Spec.Decoder.Select(layer => layer.Describe(new(0)).Outputs.Size));
        Assert.Equal("Add(Multiply(x, 0.25), Divide(x, 12))", outcome.Spec.Functions[0].Body.Print());
        Assert.Equal(1.0 / 12, ((NormalSpec)outcome.Spec.Likelihood).Sigma);
    }

    [Fact]
    public void AnEmbedding_MayUseASizeOfAnotherModel()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            First, "using RepLearn; using Models; [Cbow(First.LatentSize, Window = First.InputSize)] [NegativeSampling(First.LatentSize)] partial class Other;");

        AssertNoErrors(outcome);
        Assert.Contains("Dimension: 5,", outcome.Sources.Single(file => file.Key.StartsWith("Other", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void AnEditOfTheOtherModel_CompilesThisAgain()
    {
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(First, Second("First.LatentSize")), StubCompiler.Compile);
        GeneratorOutcome edited = first.Edit(text => text.Replace("Code(5)", "Code(6)"));

        Assert.Equal(6, edited.Specs.Single(spec => spec.Name == "Second").InputSize);
        GeneratorOutcome other = edited.Continue(edited.Input.AddSyntaxTrees(TestCompilation.Parse("class Bystander;", 2)));
        Assert.All(RunReasons.Of(other.Result, PipelineSteps.CompiledModel), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("A.LatentSize", "B.LatentSize", "2", "A.LatentSize", "B.LatentSize")]
    [InlineData("2", "B.InputSize", "A.InputSize", "A.InputSize", "B.InputSize")]
    [InlineData("Sizes.OfA", "B.LatentSize", "2", "B.LatentSize", "Sizes.OfA")]
    public void ModelsInACircle_AreReportedAtTheirArguments(string codesOfB, string ofA, string inputsOfB, params string[] reported)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            Model("A", ofA == "B.InputSize" ? ofA : "2", ofA == "B.InputSize" ? "2" : ofA), Model("B", inputsOfB, codesOfB),
            Model("C", "A.LatentSize", "A.InputSize"), "static class Sizes { public const int OfA = A.LatentSize; }");

        Assert.All(outcome.GeneratorDiagnostics, found => Assert.Equal("RL1017", found.Id));
        Assert.Equal(
            reported.Order(StringComparer.Ordinal),
            outcome.GeneratorDiagnostics.Select(found => found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, outcome.GeneratorDiagnostics.Length);
        Assert.True(outcome.Skeletons.Count >= 2);
    }

    [Fact]
    public void AnAliasOfTheAttribute_IsKnown()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "using Auto = RepLearn.AutoencoderAttribute; using RepLearn; [Auto(12)] [Latent.Code(5)] [Decoder.Dense(InputSize)] [Likelihood.SquaredError] partial class First;",
            Model("Second", "First.LatentSize", "2"));

        AssertNoErrors(outcome);
        Assert.Equal(5, outcome.Specs.Single(spec => spec.Name == "Second").InputSize);
    }

    /// <summary>A copy of the compilation for each model would take most of the time of a large project.</summary>
    [Fact]
    public void AllModelsThatUseSizes_AreReadInOneCopy()
    {
        CSharpCompilation compilation = TestCompilation.Of(
            First.Replace("Dense(12)", "Dense(InputSize)"), Second("First.LatentSize"),
            $"{Model("Third", "4", "2", "using System;").Replace("Third.InputSize", "4").Replace("class Third;", "class Third { static float F(float x) => x / LatentSize; }")}",
            Model("Plain", "4", "2").Replace("Plain.InputSize", "4"));

        Compilation[] read = [.. new[] { "Models.First", "Second", "Third" }.Select(name => GeneratedConstants.Declare(compilation, compilation.GetTypeByMetadataName(name)!, default))];
        Assert.NotSame(compilation, read[0]);
        Assert.All(read, copy => Assert.Same(read[0], copy));
        Assert.Same(compilation, GeneratedConstants.Declare(compilation, compilation.GetTypeByMetadataName("Plain")!, default));
    }

    [Fact]
    public void AModelOfAMistakenOne_AddsNothingToItsError()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(First.Replace("Code(5)", "Code(0)"), Second("First.LatentSize"));

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal("Size of [Latent.Code] is 0, but expected at least 1", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.DoesNotContain(outcome.CompilerDiagnostics, error => error.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>A function of a size that another model's mistake leaves without a value: the mistake is told at that model alone.</summary>
    [Theory]
    [InlineData("using RepLearn;", "[Autoencoder(4), Decoder.Dense(4), Likelihood.SquaredError] partial class First;", "RL1010")]
    [InlineData("using RepLearn;", "[Autoencoder(4), Latent.Code(Made.Size), Decoder.Dense(4), Likelihood.SquaredError] partial class First; partial class Made;", "RL1017", "CS0117")]
    [InlineData(
        "using RepLearn;",
        "[Autoencoder(4), Latent.Code(Next.LatentSize), Decoder.Dense(4), Likelihood.SquaredError] partial class First; [Autoencoder(4), Latent.Code(First.LatentSize), Decoder.Dense(4), Likelihood.SquaredError] partial class Next;",
        "RL1017")]
    [InlineData("", "[Autoencoder(4), Latent.Code(2), Decoder.Dense(4), Likelihood.SquaredError] partial class First;", "CS0246")]
    public void AFunctionOfAMistakenModelsSize_AddsNothingToItsError(string usings, string first, params string[] errors)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "[RepLearn.Autoencoder(4), RepLearn.Latent.Code(2, Custom = nameof(F)), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError] partial class M { static float F(float x) => First.LatentSize * x * x; }",
            $"{usings} {first}");

        Diagnostic[] found = [.. outcome.GeneratorDiagnostics, .. outcome.CompilerDiagnostics.Where(error => error.Severity == DiagnosticSeverity.Error)];
        Assert.Equal(errors.Order(), found.Select(error => error.Id).Distinct().Order());
        Assert.All(found, error => Assert.Equal("File1.cs", error.Location.SourceTree!.FilePath));
    }

    [Fact]
    public void AModelOfOneWithoutALatent_AddsNothingToItsError()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(First.Replace("[RepLearn.Latent.Code(5)]", ""), Second("First.LatentSize"));

        Assert.Equal("RL1010", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, error => error.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>A model's own size that has no value, because it is more than a model can have: the skeleton has one, so that the C# compiler would say nothing.</summary>
    [Theory]
    [InlineData("[Autoencoder(2, 3, int.MaxValue)] [Latent.Code(2)] [Decoder.Dense(«InputSize»)] [Likelihood.SquaredError]", "")]
    [InlineData("[Autoencoder(2, 3, Channels)] [Latent.Code(2)] [Decoder.Dense(«InputSize»)] [Likelihood.SquaredError]", "const int Channels = int.MaxValue;")]
    [InlineData("[Autoencoder(4)] [Latent.Concrete(int.MaxValue, 3)] [Decoder.Dense(«LatentSize»)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "")]
    public void AnOwnSizeThatIsTooLarge_IsReportedWhereItIsUsed(string attributes, string members)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; {attributes.Replace("«", "").Replace("»", "")} partial class M {{ {members} }}");

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal("RL1017", found.Id);
        Assert.Equal(attributes.Split('«', '»')[1], found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("[Autoencoder(4)] [Encoder.Dense(4, Custom = «Made.Name»)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]")]
    [InlineData("[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(«ParameterCount»)] [Likelihood.SquaredError]")]
    [InlineData("[Autoencoder(4)] [Decoder.Dense(«LatentSize»)] [Likelihood.SquaredError]")]
    [InlineData("[Autoencoder(4)] [Latent.Gaussian(2, Beta = «Made.Beta»)] [Decoder.Dense(4)] [Likelihood.SquaredError]")]
    [InlineData("[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] [Regularizer.L1(«2 * Made.Weight»)]")]
    [InlineData("[SkipGram(4)] [NegativeSampling(«Made.Count»)]")]
    [InlineData("[SkipGram(4)] [NegativeSampling(2)] [Subsampling(«Made.Threshold»)]")]
    public void WhatAnotherGeneratorMakes_IsReportedAtTheArgument(string attributes)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; {attributes.Replace("«", "").Replace("»", "")} partial class M;");

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal("RL1017", found.Id);
        Assert.Equal(attributes.Split('«', '»')[1], found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Empty(outcome.Sources);
    }

    private static string Second(string inputs) => Model("Second", inputs, "2", "using Models; using Alias = Models.First;");

    private static string Model(string name, string inputs, string codes, string usings = "") =>
        $"using RepLearn; {usings} [Autoencoder({inputs})] [Latent.Code({codes})] [Decoder.Dense({name}.InputSize)] [Likelihood.SquaredError] partial class {name};";

    private static void AssertNoErrors(GeneratorOutcome outcome)
    {
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Skeletons);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity >= DiagnosticSeverity.Warning);
    }
}
