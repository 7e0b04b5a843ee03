using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Where the C# compiler reports an error itself, nothing is added; what another generator may make is no error yet.</summary>
public class CompilerErrorTests
{
    private const string Rest = "[Decoder.Dense(4)] [Likelihood.SquaredError]";

    [Theory]
    [InlineData("=> x * \"a\";", "CS0019")]
    [InlineData("=> MathF.Exp(x, x);", "CS1501")]
    [InlineData("{ var y = x; }", "CS0161")]
    [InlineData("{ if (x > 0) { return x; } }", "CS0161")]
    [InlineData("{ float y; return y; }", "CS0165")]
    [InlineData(";", "CS0501")]
    public void AnErrorInAFunction_IsTheCompilersAlone(string body, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] {Rest} partial class M {{ static float F(float x) {body} }}",
        error);

    /// <summary>Its error stands at a constant that the function uses, and no generator can mend it.</summary>
    [Theory]
    [InlineData("const float A = B; const float B = A;", "CS0110")]
    [InlineData("const float A = B; const float B = C; const float C = B;", "CS0110")]
    [InlineData("const float A = \"1\";", "CS0029")]
    [InlineData("const float A = B; static readonly float B = 1;", "CS0133")]
    public void AnErrorInAConstant_IsTheCompilersAlone(string constants, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = nameof(F))] {Rest} partial class M {{ {constants} static float F(float x) => A * MathF.Tanh(x); }}",
        error);

    [Theory]
    [InlineData("[Latent.Code(int.Parse(\"2\"))]", "CS0182")]
    [InlineData("[Latent.Code(\"2\")]", "CS1503")]
    [InlineData("[Latent.Code(2)] [Head.Softmax(2, ClassWeights = new double[2])]", "CS0182")]
    [InlineData("[Latent.Matryoshka(8, 2, Prefixes = new int[2])]", "CS0182")]
    public void AnErrorInAnArgument_IsTheCompilersAlone(string latent, string error) => AssertAlone(
        $"using System; using RepLearn; [Autoencoder(4)] {latent} {Rest} partial class M;", error);

    /// <summary>
    /// The C# compiler would find no error in the end, once another generator has made the last part, so that silence would leave a
    /// model that throws. Of a slip it tells as well.
    /// </summary>
    [Theory]
    [InlineData("RL1017", "Late.N", "[Latent.Code(Late.N)]", "", "static class Late { public const int N = 2; }")]
    [InlineData("RL1017", "global::Late.N", "[Latent.Code(global::Late.N)]", "", "static class Late { public const int N = 2; }")]
    [InlineData("RL1017", "App.Late.N", "[Latent.Code(App.Late.N)]", "", "namespace App { static class Late { public const int N = 2; } }")]
    [InlineData("RL1017", "Sizes.Width2", "[Latent.Code(Sizes.Width2)]", "", "static partial class Sizes { public const int Width2 = 2; }")]
    [InlineData("RL1017", "LatentSiz", "[Latent.Code(LatentSiz)]", "", "partial class M { public const int LatentSiz = 2; }")]
    [InlineData("RL1017", "M.InputSizes", "[Latent.Code(M.InputSizes)]", "", "partial class M { public const int InputSizes = 2; }")]
    [InlineData("RL1017", "Random.N", "[Latent.Code(Random.N)]", "", "static class Random { public const int N = 2; }")]
    [InlineData("RL1017", "Activations.Best", "[Latent.Code(2, Activations.Best)]", "", "static class Activations { public const RepLearn.Activation Best = RepLearn.Activation.Tanh; }")]
    [InlineData("RL1014", "nameof(G)", "[Latent.Code(2, Custom = nameof(G))]", "", "partial class M { static float G(float x) => x; }")]
    [InlineData("RL1014", "nameof(Mish)", "[Latent.Code(2, Custom = nameof(Mish))]", "static float Misha(float x) => x;", "partial class M { static float Mish(float x) => x; }")]
    [InlineData("RL3002", "Late.S", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => x * x * Late.S;", "static class Late { public const float S = 2; }")]
    [InlineData("RL3002", "Slope", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => x * x * Slope;", "partial class M { const float Slope = 2; }")]
    [InlineData("RL3002", "Helper", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => Helper(x);", "partial class M { static float Helper(float x) => x; }")]
    [InlineData("RL3002", "Helper(x, x)", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => Helper(x, x); static float Helper(float x) => x;", "partial class M { static float Helper(float x, float y) => x; }")]
    [InlineData("RL3002", "x.Twice", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => x.Twice();", "static class Late { public static float Twice(this float x) => 2 * x; }")]
    [InlineData("RL3002", "MathF.Exp", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => x * MathF.Exp(-x * x);", "global using System;")]
    [InlineData("RL3002", "MathF.Twice", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) => x * System.MathF.Exp(-x) + MathF.Twice(x);", "static class MathF { public static float Twice(float x) => 2 * x; }")]
    [InlineData("RL3002", "Real", "[Latent.Code(2, Custom = nameof(F))]", "static float F(float x) { Real y = x; return y; }", "struct Real { float _x; public static implicit operator Real(float x) => new Real { _x = x }; public static implicit operator float(Real x) => x._x; }")]
    [InlineData("RL1015", "nameof(F)", "[Latent.Code(2, Custom = nameof(F))]", "static float F(Real x) => x.X;", "struct Real { public float X; }")]
    public void WhatAnotherGeneratorMayMake_IsReported_AtItsName(string id, string text, string latent, string function, string made)
    {
        string source = $"using RepLearn; [Autoencoder(4)] {latent} {Rest} partial class M {{ {function} }} static partial class Sizes {{ public const int Width1 = 1; }}";
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source);

        Diagnostic found = Assert.Single(outcome.GeneratorDiagnostics);
        Assert.Equal((id, text), (found.Id, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)));
        Assert.Empty(outcome.Output.AddSyntaxTrees(TestCompilation.Parse(made, 1)).GetDiagnostics().Where(error => error.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Attributes that another generator may make declare nothing of a model: what is there is compiled, what is not is missing.</summary>
    [Theory]
    [InlineData("Decoder1", "")]
    [InlineData("DecoderX", "")]
    [InlineData("Encoders", "")]
    [InlineData("Dense(4)", "")]
    [InlineData("DecoderX", "[Decoder.Dense(4)]")]
    [InlineData("Encoders", "[Latent.Code(2)]")]
    public void AnAttributeThatAnotherGeneratorMayMake_StandsForNone(string attribute, string without)
    {
        string source = $"using RepLearn; [{attribute}] [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;";
        GeneratorOutcome outcome = GeneratorTestDriver.Run(without.Length == 0 ? source : source.Replace(without, ""));

        Assert.Equal(without.Length == 0 ? 1 : 0, outcome.Sources.Count);
        Assert.Equal(without.Length == 0 ? [] : ["RL1010"], outcome.GeneratorDiagnostics.Select(found => found.Id));
    }

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
