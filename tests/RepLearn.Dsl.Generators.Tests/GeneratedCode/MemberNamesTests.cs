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
        Assert.All(generated, member => Assert.Contains(MemberNames.Generated, reserved => reserved.CollidesWith(member)));
        Assert.Equal("RepLearn.Autoencoder<" + (feature.EndsWith("Double", StringComparison.Ordinal) ? "double>" : "float>"), model.BaseType!.ToDisplayString());
    }

    [Fact]
    public void EveryReservedName_IsGeneratedSomewhere()
    {
        ISymbol[] generated = [.. FeatureModels.All.Values
            .SelectMany(source => GeneratorTestDriver.Run(source).Output.GetTypeByMetadataName("Features.Model")!.GetMembers())];

        Assert.All(MemberNames.Generated, reserved => Assert.Contains(generated, reserved.CollidesWith));
    }
}
