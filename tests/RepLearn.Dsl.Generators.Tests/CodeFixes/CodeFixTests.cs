using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using RepLearn.Dsl.CodeFixes;
using RepLearn.Dsl.Generators.Tests.Diagnostics;

namespace RepLearn.Dsl.Generators.Tests.CodeFixes;

/// <summary>What is offered for a mistake mends it, and leaves everything else as it was.</summary>
public class CodeFixTests
{
    public static TheoryData<CodeFixCase> Cases => [.. CodeFixCase.All];

    public static TheoryData<DiagnosticCase> Mistakes => [.. DiagnosticTests.AllCases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFix_ChangesWhatItsTitleSays_AndTheModelCompiles(CodeFixCase fix)
    {
        using var driver = new CodeFixDriver(fix.Before);
        Diagnostic mistake = Assert.Single(await driver.Diagnostics());
        Assert.Equal(fix.Id, mistake.Id);

        CodeAction offer = Assert.Single(await driver.Offers(mistake));
        string after = await driver.Apply(offer);

        Assert.Equal(fix.Title, offer.Title);
        Assert.Equal(fix.After, after);
        AssertCompiles(after);
    }

    /// <summary>Whatever is offered for any mistake that is known.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task AFix_LeavesNoMistake(DiagnosticCase mistake)
    {
        using var driver = new CodeFixDriver(mistake.Source);
        foreach (CodeAction offer in await driver.Offers(Assert.Single(await driver.Diagnostics())))
        {
            AssertCompiles(await driver.Apply(offer));
        }
    }

    [Fact]
    public async Task AllInADocument_AreFixedAtOnce()
    {
        const string one = "[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Bernoulli]\npublic ";
        using var driver = new CodeFixDriver($"using RepLearn;\n{one}class A;\n{one}class B;\n{one}partial class C;\n");
        Diagnostic first = (await driver.Diagnostics()).First(found => found.Id == "RL1001");

        string after = await driver.ApplyEverywhere(Assert.Single(await driver.Offers(first)));

        Assert.Equal($"using RepLearn;\n{one}partial class A;\n{one}partial class B;\n{one}partial class C;\n", after);
        AssertCompiles(after);
    }

    [Fact]
    public async Task NumbersThatDiffer_AreFixedAtOnceToo()
    {
        using var driver = new CodeFixDriver(Two(3, 5));

        string after = await driver.ApplyEverywhere(Assert.Single(await driver.Offers((await driver.Diagnostics())[0])));

        Assert.Equal(Two(4, 6), after);

        static string Two(int first, int second) => $"using RepLearn;\n{One('A', 4, first)}{One('B', 6, second)}";
        static string One(char name, int input, int output) =>
            $"[Autoencoder({input})] [Latent.Code(2)] [Decoder.Dense({output})] [Likelihood.Bernoulli] public partial class {name};\n";
    }

    [Fact]
    public async Task NamesThatMeanTwoThings_AreFixedOneAfterTheOther()
    {
        using var driver = new CodeFixDriver(Model(""));
        Diagnostic[] found = [.. await driver.Diagnostics()];
        Assert.Equal(["Encoder", "Decoder"], found.Select(one => Model("").Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length)));

        string first = await driver.Apply(Assert.Single(await driver.Offers(found[0])));
        using var next = new CodeFixDriver(first);
        string second = await next.Apply(Assert.Single(await next.Offers(Assert.Single(await next.Diagnostics()))));

        Assert.Equal(Model("using Encoder = RepLearn.Encoder;\nusing Decoder = RepLearn.Decoder;\n"), second);
        AssertCompiles(second);

        static string Model(string aliases) =>
            $"using System.Text;\nusing RepLearn;\n{aliases}[Autoencoder(4)] [Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Bernoulli] partial class M;\n";
    }

    [Fact]
    public void EveryFixableMistake_HasACase() =>
        Assert.Equal(new DeclarationCodeFixProvider().FixableDiagnosticIds.Order(), CodeFixCase.All.Select(fix => fix.Id).Distinct().Order());

    [Fact]
    public async Task WhatTheGeneratorOffers_IsFixable()
    {
        var offered = new HashSet<string>();
        foreach (DiagnosticCase mistake in DiagnosticTests.AllCases)
        {
            using var driver = new CodeFixDriver(mistake.Source);
            offered.UnionWith((await driver.Diagnostics()).Where(found => !found.Properties.IsEmpty).Select(found => found.Id));
        }

        Assert.Equal(new DeclarationCodeFixProvider().FixableDiagnosticIds.Order(), offered.Order());
    }

    private static void AssertCompiles(string source)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source);
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }
}
