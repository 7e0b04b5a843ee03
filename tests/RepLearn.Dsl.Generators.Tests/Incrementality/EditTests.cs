using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.Incrementality;

/// <summary>Which edits compile a model again, and which do not.</summary>
public class EditTests
{
    private const string Model = """
        using RepLearn;
        using System;
        namespace Edited
        {
            partial class Outer
            {
                [Autoencoder(6, Precision = Precision.Single)]
                [Corruption.Masking(0.25, Emphasis = 2)]
                [Encoder.Dense(5, Activation.Tanh)]
                [Encoder.Dropout(0.1)]
                [Latent.Gaussian(2, Beta = 0.5)]
                [Decoder.Dense(6, Custom = nameof(Cube))]
                [Likelihood.Gaussian(Sigma = 2)]
                [Regularizer.L1(0.01)]
                internal partial class Small
                {
                    private static float Cube(float x) => x * x * x;

                    public static int Unrelated(int count)
                    {
                        return count + 1;
                    }

                    public static int Another => 3;
                }
            }
        }
        """;

    [Theory]
    [InlineData("a comment above", "using RepLearn;", "// moved down\nusing RepLearn;")]
    [InlineData("a comment between attributes", "[Encoder.Dropout(0.1)]", "/* a little */ [Encoder.Dropout(0.1)] // noise")]
    [InlineData("white space", "[Latent.Gaussian(2, Beta = 0.5)]", "[Latent.Gaussian (2,\n   Beta=0.5)]")]
    [InlineData("the body of another method", "return count + 1;", "return count * 2;")]
    [InlineData("a new member", "public static int Another => 3;", "public static int Another => 3; public int Third;")]
    [InlineData("the order of members", "public static int Another => 3;\n", "public static int Another => 3; // last\n")]
    [InlineData("another type in the file", "namespace Edited", "class Bystander { int _field; }\nnamespace Edited")]
    [InlineData("an attribute of others", "internal partial class Small", "[Serializable] internal partial class Small")]
    [InlineData("an equal number", "[Regularizer.L1(0.01)]", "[Regularizer.L1(1e-2)]")]
    [InlineData("a default that is written out", "[Latent.Gaussian(2, Beta = 0.5)]", "[Latent.Gaussian(2, Beta = 0.5, WarmupSteps = 0)]")]
    [InlineData("named arguments", "[Encoder.Dense(5, Activation.Tanh)]", "[Encoder.Dense(activation: Activation.Tanh, units: 5)]")]
    [InlineData("a function's layout", "=> x * x * x;", "{ var y = (x * x); return y * x; }")]
    [InlineData("accessibility", "internal partial class Small", "public partial class Small")]
    [InlineData("sealed", "internal partial class Small", "internal sealed partial class Small")]
    public void AnEditThatMeansTheSame_CompilesNothing(string edit, string before, string after)
    {
        GeneratorOutcome edited = Run().Edit(text => text.Replace(before, after));

        Assert.True(
            RunReasons.Of(edited.Result, PipelineSteps.Model) is [IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached], edit);
        Assert.Equal([IncrementalStepRunReason.Cached], RunReasons.Of(edited.Result, PipelineSteps.CompiledModel));
        Assert.All(RunReasons.OfOutputs(edited.Result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("input size", "[Autoencoder(6, ", "[Autoencoder(7, ", "[Decoder.Dense(6, ", "[Decoder.Dense(7, ")]
    [InlineData("precision", "Precision.Single", "Precision.Double", "float Cube(float x)", "double Cube(double x)")]
    [InlineData("corruption", "Corruption.Masking", "Corruption.SaltAndPepper")]
    [InlineData("corruption rate", "Masking(0.25", "Masking(0.5")]
    [InlineData("emphasis", "Emphasis = 2", "Emphasis = 3")]
    [InlineData("layer width", "Encoder.Dense(5", "Encoder.Dense(4")]
    [InlineData("activation", "Activation.Tanh", "Activation.Relu")]
    [InlineData("dropout", "Dropout(0.1)", "Dropout(0.2)")]
    [InlineData("a layer more", "[Encoder.Dropout(0.1)]", "[Encoder.Dropout(0.1)] [Encoder.LayerNorm]")]
    [InlineData("the order of layers", "[Encoder.Dense(5, Activation.Tanh)]\n        [Encoder.Dropout(0.1)]", "[Encoder.Dropout(0.1)]\n[Encoder.Dense(5, Activation.Tanh)]")]
    [InlineData("code size", "Latent.Gaussian(2", "Latent.Gaussian(3")]
    [InlineData("latent", "[Latent.Gaussian(2, Beta = 0.5)]", "[Latent.Code(2)]")]
    [InlineData("divergence", "Beta = 0.5", "Beta = 0.25")]
    [InlineData("likelihood", "Likelihood.Gaussian(Sigma = 2)", "Likelihood.SquaredError")]
    [InlineData("regulariser weight", "L1(0.01)", "L1(0.02)")]
    [InlineData("regulariser", "Regularizer.L1", "Regularizer.L2")]
    [InlineData("a function's body", "x * x * x", "x * x * x + x")]
    [InlineData("a function's name", "Cube", "Third")]
    [InlineData("class name", "class Small", "class Tiny")]
    [InlineData("namespace", "namespace Edited", "namespace Renamed")]
    [InlineData("nesting", "partial class Outer", "partial struct Outer")]
    public void AnEditThatMeansSomethingElse_CompilesAgain(string edit, params string[] replacements)
    {
        GeneratorOutcome first = Run();
        GeneratorOutcome edited = first.Edit(text =>
        {
            for (int index = 0; index < replacements.Length; index += 2)
            {
                Assert.Contains(replacements[index], text);
                text = text.Replace(replacements[index], replacements[index + 1]);
            }

            return text;
        });

        Assert.Empty(edited.GeneratorDiagnostics);
        Assert.True(RunReasons.Of(edited.Result, PipelineSteps.CompiledModel) is [IncrementalStepRunReason.Modified], edit);
        Assert.NotEqual(first.Spec, edited.Spec);
    }

    [Fact]
    public void AnEditOfAnotherFile_CompilesNothing()
    {
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small, "class Bystander { }"), StubCompiler.Compile);

        RunReasons.AssertNothingRan(first.Edit(text => text + "class Second { }", file: 1).Result);
    }

    // The pipeline compares by position, and the new model takes the first one's.
    [Fact]
    public void AModelInAnEarlierFile_CompilesItselfAlone()
    {
        var compiled = new List<string>();
        CompiledModel Compile(Generators.Model.ModelSpec spec, CancellationToken token)
        {
            compiled.Add(spec.Name);
            return StubCompiler.Compile(spec, token);
        }

        string[] models = [.. Enumerable.Range(0, 9).Select(index => TestModels.Small.Replace("Small", $"Small{index}"))];
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(["class Bystander;", .. models]), Compile);
        Assert.Equal(9, compiled.Count);
        compiled.Clear();
        GeneratorOutcome edited = first.Edit(_ => TestModels.Small, file: 0);

        Assert.Equal(["Small"], compiled);
        Assert.Equal(10, edited.Sources.Count);
        Assert.All(first.Sources, source => Assert.Equal(source.Value, edited.Sources[source.Key]));
    }

    [Fact]
    public void ASecondModel_LeavesTheFirst()
    {
        GeneratorOutcome first = Run();
        GeneratorOutcome edited = first.Continue(first.Input.AddSyntaxTrees(TestCompilation.Parse(TestModels.Small, 1)));

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], RunReasons.Of(edited.Result, PipelineSteps.CompiledModel));
        Assert.Equal(2, edited.Sources.Count);
    }

    [Fact]
    public void ARemovedModel_TakesItsFile()
    {
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small), StubCompiler.Compile);

        Assert.Empty(first.Edit(text => text.Replace("[Autoencoder(6)]", "[System.Serializable]")).Sources);
    }

    [Fact]
    public void AModelWithAWarning_ThatMoves_IsReportedAgain_ButNotCompiled()
    {
        string source = TestModels.With(
            "Regularizer.L2(1)", "static float F(float x) => x;").Replace("[Encoder.Dense(5, Activation.Tanh)]", "[Encoder.Dense(5, Activation.Tanh, Custom = nameof(F))]");
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(source), StubCompiler.Compile);
        GeneratorOutcome moved = first.Edit(text => "\n\n" + text);

        Assert.Equal([IncrementalStepRunReason.Cached], RunReasons.Of(moved.Result, PipelineSteps.CompiledModel));
        Assert.Equal([IncrementalStepRunReason.Modified], RunReasons.Of(moved.Result, PipelineSteps.Problems));
        int before = Assert.Single(first.GeneratorDiagnostics).Location.GetLineSpan().StartLinePosition.Line;
        Assert.Equal(before + 2, Assert.Single(moved.GeneratorDiagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void AFailedModel_ThatMoves_IsNotCompiledAgain()
    {
        GeneratorOutcome first = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small), StubCompiler.Throw);
        GeneratorOutcome moved = first.Edit(text => "\n" + text);

        Assert.Equal([IncrementalStepRunReason.Cached], RunReasons.Of(moved.Result, PipelineSteps.CompiledModel));
        int before = Assert.Single(first.GeneratorDiagnostics).Location.GetLineSpan().StartLinePosition.Line;
        Assert.Equal(before + 1, Assert.Single(moved.GeneratorDiagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    private static GeneratorOutcome Run()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(Model), StubCompiler.Compile);
        Assert.Empty(outcome.GeneratorDiagnostics);
        return outcome;
    }
}
