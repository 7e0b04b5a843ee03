using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>What is generated compiles in the strictest project without a word.</summary>
public class GeneratedCodeTests
{
    // Types that are named as those which generated code uses, in every namespace that a lookup could pass.
    private const string Hostile = """
        namespace Features
        {
            class System; class Math; class MathF; class Vector512; class Vector512<T>; class Span<T>; class ReadOnlySpan<T>; class Unsafe;
            class RepLearn; class Runtime; class Autoencoder<T>; class Worker<T>; class Noise; class ParameterInfo; class Single; class ModelPrograms;
        }
        """;

    public static TheoryData<string> Names => FeatureModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TheStrictestProject_HasNoComplaint(string feature)
    {
        CSharpCompilation compilation = TestCompilation.Of(FeatureModels.All[feature]);
        CSharpCompilationOptions strict = compilation.Options
            .WithAllowUnsafe(false)
            .WithWarningLevel(9999)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithNullableContextOptions(NullableContextOptions.Enable);

        GeneratorOutcome outcome = GeneratorTestDriver.Run(compilation.WithOptions(strict.WithOverflowChecks(false)));

        AssertSilent(outcome);
        AssertSilent(outcome with { Output = outcome.Output.WithOptions(strict.WithOverflowChecks(true)) });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AProjectWithoutNullable_HasNoComplaint(string feature)
    {
        CSharpCompilation compilation = TestCompilation.Of(FeatureModels.All[feature]);

        AssertSilent(GeneratorTestDriver.Run(compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AUsersTypes_MayHaveAnyName(string feature)
    {
        string model = FeatureModels.All[feature].Replace("using System;", "using global::System;").Replace("using RepLearn;", "using global::RepLearn;").Replace("MathF.", "global::System.MathF.");
        GeneratorOutcome outcome = GeneratorTestDriver.Run(model, Hostile);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true && found.Severity == DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("input", "code", "decoder1", "Decoder1")]
    [InlineData("encoder1", "Encoder1", "encoder12", "Encoder1Product")]
    [InlineData("worker", "batch", "rows", "row")]
    [InlineData("Matrix", "Vector512", "Unsafe", "Lanes")]
    [InlineData("RunBackward2", "info", "Description", "v1")]
    [InlineData("reconstructionRows", "inverseBatch", "terms", "first")]
    [InlineData("@class", "@float", "@ref", "Straße")]
    [InlineData("l1", "L1", "_", "__")]
    public void AUsersFunctions_MayHaveAnyName(params string[] names)
    {
        string attributes = string.Concat(names.Select(name => $"[Encoder.Dense(3, Custom = nameof({name}))] [Regularizer.Custom(nameof({name}), 0.5)]\n"));
        string methods = string.Concat(names.Select((name, index) => $"static float {name}(float x) => x * x + {index};\n"));
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"using RepLearn; [Autoencoder(4)]\n{attributes}[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ {methods} }}");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("Matrix")]
    [InlineData("Worker")]
    [InlineData("Backward")]
    [InlineData("Autoencoder")]
    [InlineData("RepLearn")]
    [InlineData("System")]
    [InlineData("Encode")]
    [InlineData("@void")]
    public void AModel_MayHaveAnyName(string name)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"namespace Users {{ [global::RepLearn.Autoencoder(4), global::RepLearn.Latent.Gaussian(2), global::RepLearn.Decoder.Dense(4), global::RepLearn.Likelihood.SquaredError] partial class {name}; }}");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("public partial interface")]
    [InlineData("public readonly partial struct")]
    [InlineData("public ref partial struct")]
    [InlineData("public abstract partial record")]
    [InlineData("public readonly partial record struct")]
    [InlineData("public static partial class")]
    public void AModel_MayStandInAnyType(string container)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"/// <summary>A type.</summary>\n{container} Outer\n{{\n/// <summary>A model.</summary>\n"
            + "[RepLearn.Autoencoder(4), RepLearn.Latent.Code(2), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError] public partial class Inner; }");

        AssertSilent(outcome);
        Assert.Single(outcome.Sources);
    }

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    [InlineData("private protected")]
    [InlineData("internal sealed")]
    [InlineData("public")]
    public void AModel_MayBeOfAnyAccessibility(string modifiers)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"partial class Outer {{ [RepLearn.Autoencoder(4), RepLearn.Latent.Code(2), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError] {modifiers} partial class Inner; }}");

        AssertSilent(outcome);
        Assert.Single(outcome.Sources);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AUsersGlobalUsings_AreNotMeant(string feature)
    {
        const string globals = """
            global using Math = Others.Nothing; global using Matrix = Others.Nothing; global using Noise = Others.Nothing;
            global using Unsafe = Others.Nothing; global using Vector512 = Others.Nothing; global using VectorMath = Others.Nothing;
            namespace Others { class Nothing; }
            """;
        GeneratorOutcome outcome = GeneratorTestDriver.Run(FeatureModels.All[feature].Replace("MathF.", "global::System.MathF."), globals);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public void AnOlderLanguage_IsEnough(LanguageVersion version)
    {
        CSharpParseOptions options = TestCompilation.ParseOptions.WithLanguageVersion(version);
        foreach ((string feature, string source) in FeatureModels.All)
        {
            string model = source.Replace("partial class Model\n{", "partial class Model {");
            string generated = GeneratorTestDriver.Run(source).Source;
            CSharpCompilation compilation = TestCompilation.Of().AddSyntaxTrees(
                CSharpSyntaxTree.ParseText(model, options, path: "Model.cs"), CSharpSyntaxTree.ParseText(generated, options, path: "Model.g.cs"));

            IEnumerable<string> errors = compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString());
            Assert.True(!errors.Any(), $"{feature}: {string.Join("\n", errors)}");
        }
    }

    [Fact]
    public void ADeepModel_HasNamesForAllItsLayers()
    {
        string layers = string.Concat(Enumerable.Range(0, 23).Select(index => $"[Encoder.Dense(3, Activation.{(index % 2 == 0 ? "Tanh" : "Relu")})]\n"));
        string decoder = string.Concat(Enumerable.Range(0, 22).Select(_ => "[Decoder.Dense(3, Activation.Tanh)]\n"));

        AssertSilent(GeneratorTestDriver.Run(
            $"using RepLearn; [Autoencoder(4)]\n{layers}[Latent.Gaussian(2)]\n{decoder}[Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheFile_EndsItsLinesAsEveryFileDoes(string feature)
    {
        string source = GeneratorTestDriver.Run(FeatureModels.All[feature]).Source;

        Assert.DoesNotContain('\r', source);
        Assert.DoesNotContain('\t', source);
        Assert.All(source.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.EndsWith("}\n", source);
        Assert.False(source.EndsWith("\n\n", StringComparison.Ordinal));
        Assert.StartsWith("// <auto-generated/>\n", source);
        Assert.Contains("\n#nullable enable\n", source);
        Assert.DoesNotContain("#pragma", source);
        Assert.DoesNotContain("unsafe", source.Replace("Unsafe", ""));
    }

    private static void AssertSilent(GeneratorOutcome outcome)
    {
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity >= DiagnosticSeverity.Warning);

        // Unused usings and the like are hidden, but a reader sees them.
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }
}
