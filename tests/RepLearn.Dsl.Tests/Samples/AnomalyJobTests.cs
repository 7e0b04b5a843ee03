using AnomalySample;
using Xunit;

namespace RepLearn.Tests.Samples;

public sealed class AnomalyJobTests
{
    [Fact]
    public void MalignantTumours_AreTold()
    {
        var output = new StringWriter();
        double[] areas = AnomalyJob.Run(output);

        Assert.Equal(5, areas.Length);
        Assert.InRange(areas[0], 0.88, 0.97);
        Assert.InRange(areas[^1], 0.75, 0.9);
        Assert.Contains("249 benign tumours to learn from; 108 benign and 212 malignant ones to tell apart.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("RandomizedPca", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheAreaUnderTheCurve_IsTheShareOfPairsInOrder() =>
        Assert.Equal(0.65, AnomalyJob.AreaUnderCurve([1, 3, 2, 4, 5, 2, 4], [false, true, false, true, false, false, false]), 1e-12);

    [Fact]
    public void TheData_IsThatOfTheSource()
    {
        Tumour[] tumours = Tumour.ReadAll();

        Assert.Equal((569, 212), (tumours.Length, tumours.Count(tumour => tumour.IsMalignant)));
        Assert.Equal([17.99f, 10.38f, 122.8f, 1001f], tumours[0].Features[..4]);
    }
}
