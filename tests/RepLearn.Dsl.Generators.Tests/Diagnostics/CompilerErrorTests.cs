using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Where the C# compiler reports an error itself, nothing is added; what another generator may make is no error yet.</summary>
public class CompilerErrorTests
{
    [Theory]
    [InlineData("=> x * Maht.Exp(x);", "CS0103")]
    [InlineData("=> Foo(x);", "CS0103")]
    [InlineData("=> Helpr(x);", "CS0103")]
    [InlineData("=> x * y;", "CS0103")]
    [InlineData("=> x * MathF.Expp(x);", "CS0117")]
    [InlineData("=> x * MathF.Pii;", "CS0117")]
    [InlineData("=> x.Foo();", "CS1061")]
    [InlineData("=> x * \"a\";", "CS0019")]
    [InlineData("{ flot y = x; return y; }", "CS0246")]
    [InlineData("{ float y = Foo(x); return y; }", "CS0103")]
    [InlineData("{ var y = x; }", "CS0161")]
    [InlineData("{ if (x > 0) { return x; } }", "CS0161")]
    [InlineData("{ float y; return y; }", "CS0165")]
    [InlineData("=> Helper(x, x);", "CS1501")]
    [InlineData("=> Helper(z: x);", "CS1739")]
    [InlineData("=> x + MathF.Floor(q);", "CS0103")]
    [InlineData(";", "CS0501")]
    public void AnErrorInAFunction_IsTheCompilersAlone(string body, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ static float F(float x) {body} static float Helper(float x) => x; }}",
        error);

    [Fact]
    public void AMissingUsing_IsTheCompilersAlone() => AssertAlone(
        "using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M { static float F(float x) => x * MathF.Exp(x) * MathF.PI; }",
        "CS0103");

    [Theory]
    [InlineData("static flot F(float x) => x;", "CS0246")]
    [InlineData("static float F(flot x) => 1;", "CS0246")]
    public void AnErrorInASignature_IsTheCompilersAlone(string method, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ {method} }}",
        error);

    [Theory]
    [InlineData("[Latent.Code(2, Activation.Foo)]", "CS0117")]
    [InlineData("[Latent.Code(2, Activaton.Relu)]", "CS0103")]
    [InlineData("[Latent.Code(2, Custom = nameof(Mihsa))]", "CS0103")]
    [InlineData("[Latent.Code(Widht)]", "CS0103")]
    [InlineData("[Latent.Code(Sizes.Cod)]", "CS0117")]
    [InlineData("[Latent.Code(int.Parse(\"2\"))]", "CS0182")]
    [InlineData("[Latent.Code(\"2\")]", "CS1503")]
    [InlineData("[Latent.Code(2, Initializer = Initializer.Xavier)]", "CS0117")]
    [InlineData("[Latent.Code(LatentSiz)]", "CS0103")]
    [InlineData("[Latent.Code(M.InputSizes)]", "CS0117")]
    public void AnErrorInAnArgument_IsTheCompilersAlone(string latent, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] {latent} [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ static float Misha(float x) => x; const int Width = 3; }} static class Sizes {{ public const int Code = 2; }}",
        error);

    // Another generator may make what these name; then the C# compiler finds no error, and nobody else would tell.
    [Theory]
    [InlineData("[Latent.Code(2, Custom = nameof(F))]", "=> x * Made.Factor;", "RL3002")]
    [InlineData("[Latent.Code(2, Custom = nameof(F))]", "=> x * Parts.Factor;", "RL3002")]
    [InlineData("[Latent.Code(2, Custom = nameof(F))]", "=> x * ParameterCount;", "RL3002")]
    [InlineData("[Latent.Code(Made.Size)]", "=> x;", "RL1017")]
    [InlineData("[Latent.Code(Parts.Size)]", "=> x;", "RL1017")]
    [InlineData("[Latent.Code(SomethingElse)]", "=> x;", "RL1017")]
    [InlineData("[Latent.Code(2, Custom = nameof(Decode))]", "=> x;", "RL1014")]
    [InlineData("[Latent.Code(2, Custom = nameof(M.Encode))]", "=> x;", "RL1014")]
    [InlineData("[Latent.Code(2, Custom = nameof(Load))]", "=> x;", "RL1014")]
    [InlineData("[Latent.Code(2, Custom = nameof(F))]", "=> x * Threads;", "RL3002")]
    public void WhatAnotherGeneratorMayMake_IsReported(string latent, string body, string id)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"using System; using RepLearn; [Autoencoder(4)] {latent} [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ static float F(float x) {body} }} static partial class Parts;");

        Assert.Equal(id, Assert.Single(outcome.GeneratorDiagnostics).Id);
    }

    [Theory]
    [InlineData("partial class ;", "CS1001")]
    [InlineData("partial class M : M;", "CS0146")]
    [InlineData("partial class M : N; class N : M;", "CS0146")]
    public void AClassThatIsNone_IsTheCompilersAlone(string declaration, string error)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] {declaration}");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Result.GeneratedSources);
        Assert.Equal([error], outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id).Distinct());
    }

    private static void AssertAlone(string source, string error)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source, "static class User { static int Use() { using var model = new M(1); return M.InputSize + model.Encode(new float[4]).Length; } }");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal([error], outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id).Distinct());
        Assert.Empty(outcome.Sources);
        Assert.Single(outcome.Skeletons);
    }
}
