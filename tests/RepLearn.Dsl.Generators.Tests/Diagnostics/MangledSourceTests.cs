using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Declarations;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>
/// However a declaration is mangled, the generator does not throw, and each class that still has the attribute gets a
/// file or somebody reports an error.
/// </summary>
public class MangledSourceTests
{
    private static readonly string[] Sources =
    [
        .. FeatureModels.All.Values,
        TestModels.Small,
        .. DiagnosticTests.AllCases.Select(mistake => mistake.Source),
    ];

    private static readonly string[] Tokens =
    [
        "[", "]", "(", ")", "{", "}", ",", ";", "=>", "=", "?", ":", ".", "\"", "'", "//", "/*", "*/", "#if", "#endif", "@", "$\"{", "<", ">", "0", "-1",
        "1e999", "2147483648", "partial", "class", "record", "struct", "static", "nameof", "typeof(int)", "null", "default", "new()", "params int[] x", "Activation.",
        "Encoder.", "Encoder.Dense", "Autoencoder", "[Autoencoder(3)]", "[RepLearn.Latent.Code]", "Custom = nameof(F)", "while(true)", "x => x", "await", "ref", "goto",
        "[SkipGram(3)]", "Cbow(2)", "[NegativeSampling(2)]", "HierarchicalSoftmax", "Subwords(", "Shared = true",
    ];

    private static readonly Gen<string> Mangled = Gen.Select(
        Gen.OneOf(Sources),
        Gen.Select(Gen.Double.Unit, Gen.Double.Unit, Gen.OneOf(Tokens), Gen.Int[0, 4]).Array[1, 4],
        (source, changes) => changes.Aggregate(source, (text, change) => Mangle(text, change.Item1, change.Item2, change.Item3, change.Item4)));

    // The same sources in every run; MANGLED_SOURCES=100000 looks further.
    [Fact]
    public void ADeclaration_YieldsAFileOrAnError()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("MANGLED_SOURCES"), out int asked) ? asked : 400;
        var random = new PCG(stream: 1, seed: 2026);
        for (int index = 0; index < count; index++)
        {
            AssertFileOrError(Mangled.Generate(random, null, out _));
        }
    }

    [Theory]
    [InlineData("[RepLearn.Autoencoder")]
    [InlineData("[RepLearn.Autoencoder(")]
    [InlineData("[RepLearn.Autoencoder()] partial class M")]
    [InlineData("[RepLearn.Autoencoder(3)] partial class ;")]
    [InlineData("[RepLearn.Autoencoder(\"3\")] [RepLearn.Latent.Code(2)] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(typeof(Missing))] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3, Precision = )] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Autoencoder(4)] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3)] partial class M; [RepLearn.Autoencoder(4)] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3)] class M; [RepLearn.Autoencoder(3)] class M;")]
    [InlineData("[RepLearn.Autoencoder(3)] enum E { }")]
    [InlineData("[RepLearn.Autoencoder(3)] interface I { }")]
    [InlineData("[RepLearn.Autoencoder(3)] delegate void D();")]
    [InlineData("[assembly: RepLearn.Autoencoder(3)]")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3, Custom = nameof(F)), RepLearn.Likelihood.SquaredError] partial class M { static float F(float x) => x + ; }")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3, Custom = nameof(F)), RepLearn.Likelihood.SquaredError] partial class M { static float F(float x) { if (x > 0) } }")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3, Custom = nameof(F)), RepLearn.Likelihood.SquaredError] partial class M { static float F(float x) => Missing(x); }")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3, Custom = null), RepLearn.Likelihood.SquaredError] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3), RepLearn.Likelihood.SquaredError, RepLearn.Regularizer.Custom(null, 1)] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3), RepLearn.Likelihood.SquaredError] partial class M;")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3), RepLearn.Likelihood.SquaredError] partial class M : Missing;")]
    [InlineData("[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3), RepLearn.Likelihood.SquaredError] partial class M : M;")]
    [InlineData("[RepLearn.SkipGram")]
    [InlineData("[RepLearn.SkipGram()] partial class M;")]
    [InlineData("[RepLearn.SkipGram(3), RepLearn.SkipGram(4), RepLearn.HierarchicalSoftmax] partial class M;")]
    [InlineData("[RepLearn.SkipGram(3), RepLearn.HierarchicalSoftmax] partial class M; [RepLearn.Cbow(3)] partial class M;")]
    [InlineData("[RepLearn.Cbow(3), RepLearn.NegativeSampling(\"5\")] partial class M;")]
    [InlineData("[RepLearn.Cbow(3), RepLearn.HierarchicalSoftmax] partial class M<T>;")]
    public void AHalfTypedDeclaration_YieldsAFileOrAnError(string source) => AssertFileOrError(source);

    [Fact]
    public void EveryBeginningOfADeclaration_YieldsAFileOrAnError()
    {
        string source = FeatureModels.All["Custom"];
        for (int length = 0; length < source.Length; length += 7)
        {
            AssertFileOrError(source[..length]);
        }
    }

    private static void AssertFileOrError(string source)
    {
        CSharpCompilation compilation = TestCompilation.Of(source);
        GeneratorDriver driver = GeneratorTestDriver.Create(StubCompiler.Compile).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();

        Assert.True(result.Exception is null, $"{result.Exception}\n{source}");
        Assert.True(result.Diagnostics.All(found => found.Id is not ("RL9001" or "CS8785")), $"{string.Join("\n", result.Diagnostics)}\n{source}");
        int declared = DeclaredModels(compilation);
        bool hasError = result.Diagnostics.Concat(output.GetDiagnostics()).Any(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(result.GeneratedSources.Length == declared || hasError, $"{declared} declarations gave {result.GeneratedSources.Length} files and no error:\n{source}");
    }

    private static int DeclaredModels(CSharpCompilation compilation) => compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            ModelVocabulary.Models.Any(model => attribute.Name.ToString().EndsWith(model, StringComparison.Ordinal))))
        .Count();

    private static string Mangle(string text, double at, double other, string token, int kind)
    {
        int start = (int)(at * text.Length);
        int end = Math.Min(text.Length, start + (int)(other * other * 40));
        return kind switch
        {
            0 => text[..start],
            1 => text[..start] + text[end..],
            2 => text[..start] + " " + token + " " + text[start..],
            3 => text[..start] + token + text[end..],
            _ => text[..start] + text[start..end] + text[start..],
        };
    }
}
