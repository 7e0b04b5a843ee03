using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Corruptions;

public sealed class MedianFilterTests
{
    [Fact]
    public void TheFilter_IsThatOfSciPy()
    {
        float[] picture = [.. Measures.Numbers("median", "picture").Select(value => (float)value)];
        float[] filtered = MedianFilter.Apply([.. picture, .. new float[35], .. picture], 5, 7);
        float[] expected = [.. Measures.Numbers("median", "filtered").Select(value => (float)value)];
        Assert.Equal([.. expected, .. new float[35], .. expected], filtered);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MedianFilter.Apply(new float[34], 5, 7));
        Assert.Throws<ArgumentException>(() => MedianFilter.Apply([], 5, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianFilter.Apply(new float[4], 0, 7));
    }
}
