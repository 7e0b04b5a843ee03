using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Tests.Stages;

// The blocks in which an embedding's kernels process targets: a word and its noise words.
public class EmbeddingPlanTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public void FewTargets_AreOneBlock(int noiseWords, int block) =>
        Assert.Equal((block, true), BlockOf(EmbeddingKind.SkipGram, new NegativeSamplingSpec(noiseWords, 0.75, Shared: false)));

    [Fact]
    public void ManyTargets_AreTakenFourAtATime() =>
        Assert.Equal((4, false), BlockOf(EmbeddingKind.SkipGram, new NegativeSamplingSpec(6, 0.75, Shared: false)));

    [Fact]
    public void PathsInATree_DifferInLength_AndAreTakenFourAtATime() => Assert.Equal((4, false), BlockOf(EmbeddingKind.SkipGram, noise: null));

    [Fact]
    public void SharedNoise_MakesPairsOfSkipGramDiffer_ButNotThoseOfCbow()
    {
        var shared = new NegativeSamplingSpec(5, 0.75, Shared: true);

        Assert.Equal((4, false), BlockOf(EmbeddingKind.SkipGram, shared));
        Assert.Equal((6, true), BlockOf(EmbeddingKind.Cbow, shared));
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(100, 112)]
    public void Rows_AreWholeCacheLinesOfFloats(int dimension, int stride) =>
        Assert.Equal(stride, EmbeddingPlan.Of(Spec(EmbeddingKind.SkipGram, null, dimension)).Stride);

    private static (int Block, bool IsOne) BlockOf(EmbeddingKind kind, NegativeSamplingSpec? noise)
    {
        EmbeddingPlan plan = EmbeddingPlan.Of(Spec(kind, noise, 100));
        return (plan.TargetBlock, plan.IsOneBlock);
    }

    private static EmbeddingSpec Spec(EmbeddingKind kind, NegativeSamplingSpec? noise, int dimension) =>
        new("", EquatableArray<ContainingTypeSpec>.Empty, "Words", kind, ModelPrecision.Single, dimension, Window: 5, noise, SubsamplingThreshold: 0, Subwords: null);
}
