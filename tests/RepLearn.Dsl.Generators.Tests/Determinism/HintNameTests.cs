using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Determinism;

/// <summary>Every model has a file of its own, whatever the models are called.</summary>
public class HintNameTests
{
    private const string Attributes = "[RepLearn.Autoencoder(3), RepLearn.Latent.Code(1), RepLearn.Decoder.Dense(3), RepLearn.Likelihood.SquaredError]";

    [Theory]
    [InlineData("the same name in two namespaces", "namespace A { # partial class M; } namespace B { # partial class M; }")]
    [InlineData("the same name in a type and a namespace", "namespace A { partial class B { # partial class M; } } namespace A.B2 { # partial class M; } namespace A { # partial class M; }")]
    [InlineData("names that differ in case", "# partial class Model; # partial class model2; # partial class Model2; # partial class MODEL;")]
    [InlineData("keywords", "namespace @class { partial class @event { # partial class @int; } # partial class @event2; # partial class @record; }")]
    [InlineData("letters of other scripts", "namespace Größe { # partial class Ärger; # partial class ΑΒΓ; # partial class 学習; }")]
    [InlineData("escaped letters", "# partial class \\u0041bc; # partial class A\\u0042d;")]
    [InlineData("a name that looks nested", "namespace A { # partial class B_C; partial class B { # partial class C; } }")]
    [InlineData("long names", "namespace A123456789012345678901234567890123456789012345678901234567890123456789 { # partial class B123456789012345678901234567890123456789012345678901234567890123456789; }")]
    public void EveryModel_HasItsFile_AndCompiles(string names, string source)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source.Replace("#", Attributes));

        Assert.Null(outcome.Result.Exception);
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal(source.Count(letter => letter == '#'), outcome.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.All(outcome.Sources.Keys, name => Assert.True(!name.Contains('<') && name.EndsWith(".g.cs", StringComparison.Ordinal), names));
    }

    // As while a class around a model becomes a structure, in one part after the other.
    [Fact]
    public void ModelsInTypesOfOneNameAndTwoKinds_HaveTheirFiles()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"partial class Outer {{ {Attributes} partial class M; }} partial struct Outer {{ {Attributes} partial class M; }} partial record struct Outer {{ {Attributes} partial class M; }}");

        Assert.Null(outcome.Result.Exception);
        Assert.Equal(3, outcome.Sources.Count);
    }

    [Fact]
    public void TheName_SaysWhoseFileItIs()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("namespace Digits.Models { partial class Outer { " + Attributes + " partial class Vae; } }");

        Assert.Matches(@"^Digits\.Models\.Outer\+Vae\.[0-9a-f]{8}\.g\.cs$", Assert.Single(outcome.Sources).Key);
    }
}
