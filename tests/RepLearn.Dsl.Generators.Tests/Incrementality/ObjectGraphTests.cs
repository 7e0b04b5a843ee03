using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators.Model;
using Xunit.Sdk;

namespace RepLearn.Dsl.Generators.Tests.Incrementality;

/// <summary>Nothing on the way to source keeps a compilation, a symbol or a place alive.</summary>
public class ObjectGraphTests
{
    private static readonly SyntaxTree Tree = CSharpSyntaxTree.ParseText("class C { int M() => 1; }");
    private static readonly Compilation Compilation = TestCompilation.Of("class C { }");

    public static TheoryData<string, object> Poisons => new()
    {
        { "a symbol", Compilation.GlobalNamespace },
        { "a node", Tree.GetRoot() },
        { "a token", Tree.GetRoot().GetFirstToken() },
        { "a tree", Tree },
        { "a compilation", Compilation },
        { "a semantic model", Compilation.GetSemanticModel(Compilation.SyntaxTrees.First()) },
        { "a location", Tree.GetRoot().GetLocation() },
        { "a diagnostic", Diagnostic.Create(Generators.Diagnostics.ModelDescriptors.DecoderWidth, Location.None) },
        { "a lazy symbol", new Func<ISymbol>(() => Compilation.GlobalNamespace) },
    };

    [Fact]
    public void TheSourceBranch_HoldsPlainDataOnly()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            TestCompilation.Of(
                TestModels.Small, TestModels.With("Regularizer.Custom(nameof(P), 1)", "static float P(float h) => h > 0 ? MathF.Exp(-h) : 1;"),
                FeatureModels.Embeddings["SkipGramSubwords"], FeatureModels.Embeddings["CbowDouble"].Replace("namespace Features", "namespace Others"),
                TestModels.Small.Replace("Autoencoder(6)", "Autoencoder(0)").Replace("namespace Tests", "namespace Mistaken"),
                FeatureModels.Embeddings["CbowDouble"].Replace("Cbow(7", "Cbow(0").Replace("namespace Features", "namespace Mistaken")),
            StubCompiler.Compile);

        foreach (string step in PipelineSteps.OfSource)
        {
            object[] values = [.. outcome.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value)];
            Assert.Equal(6, values.Length);
            Assert.All(values, ObjectGraph.AssertPlain);
        }
    }

    [Fact]
    public void ASpecification_CanHoldPlainDataOnly() => ObjectGraph.AssertPlain(typeof(ModelSpec));

    [Fact]
    public void AnEmbeddingsSpecification_CanHoldPlainDataOnly() => ObjectGraph.AssertPlain(typeof(EmbeddingSpec));

    [Fact]
    public void ACompilation_CanHoldPlainDataOnly() => ObjectGraph.AssertPlain(typeof(ModelCompilation));

    [Theory]
    [MemberData(nameof(Poisons), DisableDiscoveryEnumeration = true)]
    public void TheWalk_FindsWhatIsForbidden(string kind, object poison)
    {
        var spec = new Poisoned("plain", new EquatableArray<Hidden>([new Hidden(1, null), new Hidden(2, poison)]));

        TrueException found = Assert.Throws<TrueException>(() => ObjectGraph.AssertPlain(spec));
        Assert.True(found.Message.Contains("[1]", StringComparison.Ordinal), $"{kind}: {found.Message}");
    }

    [Fact]
    public void TheWalkByType_FindsWhatIsForbidden() => Assert.Throws<TrueException>(() => ObjectGraph.AssertPlain(typeof(Poisoned)));

    private sealed record Poisoned(string Name, EquatableArray<Hidden> Items);

    private sealed record Hidden(int Number, object? Value);
}
