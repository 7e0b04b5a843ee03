using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Latents;

public sealed class SparsityTests
{
    [Fact]
    public void Counts_AreThoseOfTheFormulas()
    {
        Sparsity found = Sparsity.Of([0, 2, 0, -4, 0, 0, 0, 6, 0, 0.5f, 0, 0], 3);
        Assert.Equal([0.5, 0.5, 0], found.Densities.ToArray());
        Assert.Equal([1, 1, 1, 1], found.Active.ToArray());
        Assert.Equal(1, found.MeanActive);
        Assert.Equal(1, found.DeadUnits);
        Assert.Equal(12.5 / 12, found.MeanMagnitude, 1e-15);
        Assert.Equal(12.5 / 4, found.MeanActivation, 1e-15);
        Sparsity large = Sparsity.Of([0, 2, 0, -4, 0, 0, 0, 6, 0, 0.5f, 0, 0], 3, threshold: 2);
        Assert.Equal([0.25, 0.25, 0], large.Densities.ToArray());
        Assert.Equal([0, 1, 1, 0], large.Active.ToArray());
        Assert.Equal(5, large.MeanActivation);
        Assert.Equal(0, Sparsity.Of([0, 0], 2).MeanActivation);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Sparsity.Of([], 2));
        Assert.Throws<ArgumentException>(() => Sparsity.Of([1, float.NaN], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.Of([1, 1], 2, -1));
    }
}
