using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Latents;

public sealed class MutualInformationGapTests
{
    [Fact]
    public void Gaps_AreThoseOfScikitLearn()
    {
        float[] codes = [.. Measures.Numbers("latents", "codes").Select(value => (float)value)];
        MutualInformationGap found = MutualInformationGap.Of(codes, 3, Measures.Integers("latents", "factors"), 2);
        Measures.AssertNear(Measures.Numbers("latents", "information"), found.Information.ToArray(), 1e-9);
        Measures.AssertNear(Measures.Numbers("latents", "gaps"), found.Gaps.ToArray(), 1e-9);
        Assert.Equal(Measures.Numbers("latents", "gaps").Average(), found.Mean, 1e-9);
    }

    [Fact]
    public void ADimensionForEachFactor_HasAGapOfOne_AndTwoForOneNone()
    {
        Assert.Equal(1, MutualInformationGap.Of([0, 0, 0, 1, 1, 0, 1, 1], 2, [0, 0, 0, 1, 1, 0, 1, 1], 2).Mean, 1e-12);
        Assert.Equal(0, MutualInformationGap.Of([0, 0, 1, 1], 2, [3, 5], 1).Mean);
        Assert.Equal(0, MutualInformationGap.Of([0, 0, 0, 0], 2, [3, 5], 1).Mean);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("factor 1", Assert.Throws<ArgumentException>(() => MutualInformationGap.Of([0, 0, 1, 1], 2, [3, 3], 1)).Message);
        Assert.Throws<ArgumentException>(() => MutualInformationGap.Of([0, 0, 1, 1], 2, [3, 4, 5], 1));
        Assert.Throws<ArgumentException>(() => MutualInformationGap.Of([0, 0, 1, float.NaN], 2, [3, 4], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MutualInformationGap.Of([0, 0], 1, [3, 4], 1));
    }
}
