using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.Determinism;

/// <summary>The same declarations give the same bytes in every country, order and run.</summary>
public class DeterminismTests
{
    // Numbers of every kind, and names with the letters that Turkish turns into others.
    private const string Numbers = """
        using RepLearn;
        using System;
        namespace Institut.Ii
        {
            [Autoencoder(1200)]
            [Corruption.Gaussian(1e-5, Emphasis = 0.30000000000000004)]
            [Encoder.Dense(1100, Custom = nameof(Iterate))]
            [Encoder.Dropout(0.1)]
            [Latent.Gaussian(3, Beta = 1e20, FreeBits = 0.015625, WarmupSteps = 1000000)]
            [Decoder.Dense(1200)]
            [Likelihood.Gaussian(Sigma = 0.1)]
            [Regularizer.L1(1e-30)]
            public partial class Iı
            {
                private static float Iterate(float x) => x > -0.5f ? x * -1.25e-7f : MathF.Exp(-x) / -3f;
            }
        }
        """;

    // The tests run without a globalization library, so that a culture by name is a copy of the invariant one; the marks
    // that matter are set here. Swedish and Finnish use U+2212 for minus.
    public static TheoryData<string, string, string, string> Cultures => new()
    {
        { "sv-SE", ",", "\u2212", "\u00A0" },
        { "fi-FI", ",", "\u2212", "\u00A0" },
        { "de-DE", ",", "-", "." },
        { "tr-TR", ",", "-", "." },
        { "ar-SA", "\u066B", "\u061C-", "\u066C" },
    };

    [Theory]
    [MemberData(nameof(Cultures))]
    public void EveryCulture_GivesTheSameBytes(string name, string point, string minus, string group)
    {
        IReadOnlyDictionary<string, string> expected = InCulture(CultureInfo.InvariantCulture, Run);
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NegativeSign = minus;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NumberNegativePattern = 1;
        Assert.Equal($"{minus}1{group}000{point}5", InCulture(culture, () => (-1000.5).ToString("N1")));

        Assert.Equal(expected, InCulture(culture, Run));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void EveryCulture_GivesTheSameMessages(string name, string point, string minus, string group)
    {
        string source = TestModels.With("Regularizer.L1(-1234.5)").Replace("Encoder.Dense(5, Activation.Tanh)", "Encoder.Dense(-1000)");
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NegativeSign = minus;
        culture.NumberFormat.NumberGroupSeparator = group;

        Assert.Equal(
            ["Units of [Encoder.Dense] is -1000, but expected at least 1", "Weight of [Regularizer.L1] is -1234.5, but expected a finite number above 0"],
            InCulture(culture, () => GeneratorTestDriver.Run(source).GeneratorDiagnostics.Select(found => found.GetMessage(culture)).ToArray()));
    }

    [Fact]
    public void TheOrderOfFiles_DoesNotMatter()
    {
        string[] files = [.. FeatureModels.All.Values.Select((source, index) => source.Replace("namespace Features", $"namespace Features{index}"))];
        SortedDictionary<string, string> expected = Generate(TestCompilation.Of(files));
        Assert.Equal(files.Length, expected.Count);

        var random = new Random(20260101);
        for (int round = 0; round < 2; round++)
        {
            random.Shuffle(files);
            Assert.Equal(expected, Generate(TestCompilation.Of(files)));
        }
    }

    [Fact]
    public void ThePathOfAProject_DoesNotMatter()
    {
        CSharpCompilation compilation = TestCompilation.Of(Numbers);
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        SyntaxTree elsewhere = tree.WithFilePath("/another/check out/File0.cs");

        Assert.Equal(Generate(compilation), Generate(compilation.ReplaceSyntaxTree(tree, elsewhere)));
    }

    [Fact]
    public void DriversSideBySide_DoNotDisturbEachOther()
    {
        string[] sources = [.. FeatureModels.All.Values];
        SortedDictionary<string, string>[] expected = [.. sources.Select(source => Generate(TestCompilation.Of(source)))];
        var actual = new SortedDictionary<string, string>[2 * sources.Length];

        Parallel.For(0, actual.Length, index => actual[index] = Generate(TestCompilation.Of(sources[index % sources.Length])));

        Assert.All(actual.Select((found, index) => (found, index)), pair => Assert.Equal(expected[pair.index % sources.Length], pair.found));
    }

    private static IReadOnlyDictionary<string, string> Run()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(Numbers);
        Assert.Empty(outcome.GeneratorDiagnostics);
        return outcome.Sources;
    }

    private static SortedDictionary<string, string> Generate(CSharpCompilation compilation) => new(
        GeneratorTestDriver.Create().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
        StringComparer.Ordinal);

    private static T InCulture<T>(CultureInfo culture, Func<T> run)
    {
        (CultureInfo before, CultureInfo beforeInterface) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeInterface);
        }
    }
}
