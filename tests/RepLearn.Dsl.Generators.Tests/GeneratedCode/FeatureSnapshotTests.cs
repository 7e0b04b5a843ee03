namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>The generated file of each feature, as reviewed.</summary>
public class FeatureSnapshotTests
{
    public static TheoryData<string> Names => FeatureModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task GeneratedFile(string feature) => Snapshot.Verify(GeneratorTestDriver.Run(FeatureModels.All[feature]).Source, "cs", feature);
}
