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

        IEnumerable<string> generated = model.GetMembers()
            .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name)
            .Except(asWritten.GetMembers().Select(member => member.Name));
        Assert.Empty(generated.Except(MemberNames.Generated));
        Assert.Equal("RepLearn.Autoencoder<" + (feature.EndsWith("Double", StringComparison.Ordinal) ? "double>" : "float>"), model.BaseType!.ToDisplayString());
    }

    [Fact]
    public void EveryReservedName_IsGeneratedSomewhere()
    {
        IEnumerable<string> generated = FeatureModels.All.Values
            .SelectMany(source => GeneratorTestDriver.Run(source).Output.GetTypeByMetadataName("Features.Model")!.GetMembers())
            .Select(member => member.Name);

        Assert.Empty(MemberNames.Generated.Except(generated));
    }
}
