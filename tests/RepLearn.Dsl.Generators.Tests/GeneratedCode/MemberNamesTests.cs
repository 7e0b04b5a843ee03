using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Declarations;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>The members that are generated are those that users are kept from declaring.</summary>
public class MemberNamesTests
{
    public static TheoryData<string> Names => FeatureModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedMembers_AreReserved(string feature)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(FeatureModels.All[feature]);
        INamedTypeSymbol model = outcome.Output.GetTypeByMetadataName("Features.Model")!;
        INamedTypeSymbol asWritten = outcome.Input.GetTypeByMetadataName("Features.Model")!;

        IEnumerable<ISymbol> generated = model.GetMembers()
            .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Where(member => !asWritten.GetMembers(member.Name).Any());
        GeneratedForm form = FeatureModels.Embeddings.ContainsKey(feature) ? GeneratedForm.Embedding : GeneratedForm.Autoencoder;
        Assert.All(generated, member => Assert.Contains(form.Members, reserved => reserved.CollidesWith(member)));
        Assert.Equal(
            $"{form.BaseNamespace}.{form.BaseClass}<{(feature.EndsWith("Double", StringComparison.Ordinal) ? "double" : "float")}>",
            model.BaseType!.ToDisplayString());
    }

    [Fact]
    public void EveryReservedName_IsGeneratedSomewhere()
    {
        AssertGenerated(GeneratedForm.Autoencoder, FeatureModels.Autoencoders.Values);
        AssertGenerated(GeneratedForm.Embedding, FeatureModels.Embeddings.Values);
    }

    private static void AssertGenerated(GeneratedForm form, IEnumerable<string> sources)
    {
        ISymbol[] generated =
            [.. sources.SelectMany(source => GeneratorTestDriver.Run(source).Output.GetTypeByMetadataName("Features.Model")!.GetMembers())];

        Assert.All(form.Members, reserved => Assert.Contains(generated, reserved.CollidesWith));
    }
}
