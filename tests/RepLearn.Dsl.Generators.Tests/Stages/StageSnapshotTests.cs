namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Each stage as text: what reviewers read first.</summary>
public class StageSnapshotTests
{
    public static TheoryData<string, string> Models => new()
    {
        { "vae", Specs.Vae },
        { "sparseContractive", Specs.SparseContractive },
        { "everything", Specs.Everything },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public Task Graph(string name, string attributes) => Snapshot.Verify(ModelCompiler.Stages(Specs.Of(attributes)).PrintGraph(), variant: name);

    [Theory]
    [MemberData(nameof(Models))]
    public Task Gradients(string name, string attributes) => Snapshot.Verify(ModelCompiler.Stages(Specs.Of(attributes)).PrintGradients(), variant: name);

    [Theory]
    [MemberData(nameof(Models))]
    public Task Plans(string name, string attributes) => Snapshot.Verify(ModelCompiler.Stages(Specs.Of(attributes)).PrintPlans(), variant: name);
}
