using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>What only compiling a model can find, and what happens when the compiler itself fails.</summary>
public class CompilerProblemTests
{
    private const string Source = """
        using RepLearn;
        [Autoencoder(6)]
        [Encoder.Dense(5)]
        [Latent.Gaussian(2)]
        [Decoder.Dense(6)]
        [Likelihood.GaussianLearned]
        partial class Model;
        """;

    [Fact]
    public void AnUnreachedParameter_IsReportedAtItsAttribute()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(Source), StubCompiler.ReachNothing);

        Assert.Equal(
            ["Encoder.Dense", "Latent.Gaussian", "Decoder.Dense", "Likelihood.GaussianLearned"],
            outcome.GeneratorDiagnostics.Select(TextAt));
        Assert.All(outcome.GeneratorDiagnostics, found => Assert.Equal("RL3001", found.Id));
        Assert.Equal(
            "No gradient reaches the parameter 'encoder1Weight' of [Encoder.Dense], so training would never change it; something between it and the loss is constant, or the layer is superfluous",
            outcome.GeneratorDiagnostics[0].GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(outcome.Sources);
    }

    /// <summary>The rule is met on the path from the example to its code, whatever layers are before and after.</summary>
    [Theory]
    [InlineData("[Encoder.BatchNorm] [Latent.Code(2)] [Decoder.Dense(4)]")]
    [InlineData("[Encoder.Dense(3, Activation.Tanh)] [Encoder.LayerNorm] [Encoder.BatchNorm] [Encoder.Dense(3)] [Latent.Gaussian(1)] [Decoder.Dense(4)]")]
    [InlineData("[Corruption.Gaussian(0.1)] [Encoder.Dense(30)] [Encoder.BatchNorm] [Latent.Code(20)] [Decoder.Dense(4)]")]
    public void AJacobianAcrossTheBatch_IsReportedAtThePenalty(string layers)
    {
        string source = $"using RepLearn; [Autoencoder(4)] {layers} [Likelihood.SquaredError] [Regularizer.L2(1)] [Regularizer.Contractive(0.1)] partial class M;";
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source, "static class User { static int Use() { using var model = new M(1); return M.InputSize + model.Encode(new float[4]).Length; } }");

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal(("RL3005", "Regularizer.Contractive"), (found.Id, TextAt(found)));
        Assert.Equal(
            "[Regularizer.Contractive] needs a derivative through [Encoder.BatchNorm], but its values depend on all examples of a batch, so that there is no derivative by one of them; remove one of the two",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(outcome.Sources);
        Assert.Empty(outcome.CompilerDiagnostics.Where(complaint => complaint.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Latent.TopK", "(12, 3)", "")]
    [InlineData("Latent.Gated", "(12, 0.1)", "")]
    [InlineData("Latent.Matryoshka", "(12, 3, Prefixes = new[] { 4 })", ", Samples = 2")]
    public void AJacobianThroughASparseCode_IsReportedAtThePenalty(string latent, string size, string samples)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; [Autoencoder(6)] [{latent}{size}] [Decoder.Dense(6)] [Likelihood.SquaredError] [Regularizer.Contractive(1{samples})] partial class M;");

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal(("RL3005", "Regularizer.Contractive"), (found.Id, TextAt(found)));
        Assert.StartsWith($"[Regularizer.Contractive] needs a derivative through [{latent}], but ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.EndsWith("; remove one of the two", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Its twins: of each example alone, not on the path, and a term of the batch that is no Jacobian.
    [Theory]
    [InlineData("[Encoder.LayerNorm] [Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Contractive(0.1)]")]
    [InlineData("[Latent.Code(2)] [Decoder.BatchNorm] [Decoder.Dense(4)] [Regularizer.Contractive(0.1)]")]
    [InlineData("[Latent.Code(2, Activation.Sigmoid)] [Decoder.Dense(4)] [Regularizer.Contractive(0.1)] [Regularizer.KlSparsity(0.1, 1)]")]
    [InlineData("[Encoder.BatchNorm] [Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.L2(0.1)]")]
    public void AJacobianOfEachExample_IsNot(string attributes)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; [Autoencoder(4)] {attributes} [Likelihood.SquaredError] partial class M;");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Single(outcome.Sources);
    }

    [Fact]
    public void AMissingDerivativeOfTheLoss_IsReportedAtItsPart()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(Source), StubCompiler.MissDerivatives);

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal(("RL3005", "Latent.Gaussian"), (found.Id, TextAt(found)));
        Assert.Equal("Training needs a derivative through [Latent.Gaussian], but it jumps", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Contains("a derivative does not exist", Assert.Single(outcome.Skeletons).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureOfTheCompiler_IsReportedAtTheModel_WithThePass()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(Source), StubCompiler.Throw);

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal("RL9001", found.Id);
        Assert.Equal("Model", TextAt(found));
        Assert.Equal(
            "The model compiler failed on 'Model', which is a bug in it and not in the declaration; please report it with the declaration and this: InvalidOperationException: Planning: no place for | buffer 3",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(outcome.Sources);
        Assert.Null(outcome.Result.Exception);
    }

    [Fact]
    public void ACompilerThatSaysNothing_IsAFailure()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            TestCompilation.Of(Source), (_, _) => new CompiledModel("Model.g.cs", null));

        Assert.Contains("neither a source nor a reason", Assert.Single(outcome.GeneratorDiagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void OneModelsFailure_LeavesTheOthers()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            TestCompilation.Of(Source, TestModels.Small),
            (spec, token) => spec.Name == "Model" ? StubCompiler.Throw(spec, token) : StubCompiler.Compile(spec, token));

        Assert.Equal("RL9001", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Equal(["Tests.Small.g.cs"], outcome.Sources.Keys);
    }

    [Fact]
    public void Cancellation_IsNoFailure()
    {
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => GeneratorTestDriver
            .Create((_, token) =>
            {
                source.Cancel();
                token.ThrowIfCancellationRequested();
                throw new InvalidOperationException("The token did not reach the compiler.");
            })
            .RunGenerators(TestCompilation.Of(Source), source.Token));
    }

    [Fact]
    public void TheCompiler_EndsWhenCancelled()
    {
        Generators.Model.ModelSpec spec = GeneratorTestDriver.Run(TestCompilation.Of(Source), StubCompiler.Compile).Spec;

        Assert.Throws<OperationCanceledException>(() => ModelCompiler.Compile(spec, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ACancelledRun_ThenAFullOne_GivesWhatAFullOneGives()
    {
        using var cancelled = new CancellationTokenSource();
        bool cancel = true;
        CompiledModel Compile(Generators.Model.ModelSpec spec, CancellationToken token)
        {
            if (cancel)
            {
                cancelled.Cancel();
            }

            return StubCompiler.Compile(spec, token);
        }

        GeneratorDriver driver = GeneratorTestDriver.Create(Compile);
        Assert.Throws<OperationCanceledException>(() => driver.RunGenerators(TestCompilation.Of(Source), cancelled.Token));
        cancel = false;

        GeneratorRunResult resumed = driver.RunGenerators(TestCompilation.Of(Source)).GetRunResult().Results.Single();
        GeneratorOutcome fresh = GeneratorTestDriver.Run(TestCompilation.Of(Source), StubCompiler.Compile);
        Assert.Equal(fresh.Source, Assert.Single(resumed.GeneratedSources).SourceText.ToString());
    }

    private static string TextAt(Diagnostic found) =>
        found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);
}
