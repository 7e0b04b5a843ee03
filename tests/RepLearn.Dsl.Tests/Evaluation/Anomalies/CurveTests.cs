using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Anomalies;

public sealed class CurveTests
{
    private static readonly double[] s_scores = Measures.Numbers("curves", "scores");
    private static readonly bool[] s_isAnomaly = Array.ConvertAll(Measures.Integers("curves", "isAnomaly"), value => value == 1);

    [Fact]
    public void TheRocCurve_IsThatOfScikitLearn_WithTies()
    {
        RocCurve curve = RocCurve.Of(s_scores, s_isAnomaly);
        Measures.AssertNear(Measures.Numbers("curves", "truePositiveRates"), curve.TruePositiveRates.ToArray(), 1e-12);
        Measures.AssertNear(Measures.Numbers("curves", "falsePositiveRates"), curve.FalsePositiveRates.ToArray(), 1e-12);
        Measures.AssertNear(Measures.Numbers("curves", "thresholds"), curve.Thresholds[1..].ToArray(), 1e-12);
        Assert.Equal(Measures.Number("curves", "area"), curve.Area, 1e-12);
        Assert.Equal(curve.Area, RocCurve.Of(Array.ConvertAll(s_scores, score => (float)score), s_isAnomaly).Area);
    }

    [Fact]
    public void PrecisionAndRecall_AreThoseOfScikitLearn_WithTies()
    {
        PrecisionRecallCurve curve = PrecisionRecallCurve.Of(s_scores, s_isAnomaly);
        Measures.AssertNear(Measures.Numbers("curves", "precisions"), curve.Precisions.ToArray(), 1e-12);
        Measures.AssertNear(Measures.Numbers("curves", "recalls"), curve.Recalls.ToArray(), 1e-12);
        Measures.AssertNear(Measures.Numbers("curves", "thresholds"), curve.Thresholds.ToArray(), 1e-12);
        Assert.Equal(Measures.Number("curves", "averagePrecision"), curve.AveragePrecision, 1e-12);
        Assert.Equal(curve.AveragePrecision, PrecisionRecallCurve.Of(Array.ConvertAll(s_scores, score => (float)score), s_isAnomaly).AveragePrecision);
    }

    [Fact]
    public void EqualScores_TellNothing_AndInfiniteOnesAreScores()
    {
        Assert.Equal(0.5, RocCurve.Of([3.0, 3, 3, 3], [true, false, false, true]).Area);
        Assert.Equal(0.5, PrecisionRecallCurve.Of([3.0, 3, 3, 3], [true, false, false, true]).AveragePrecision);
        Assert.Equal(1, RocCurve.Of([double.PositiveInfinity, 0, double.NegativeInfinity], [true, false, false]).Area);
        Assert.Equal(0, RocCurve.Of([1.0, 0, 2], [false, true, false]).Area);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => RocCurve.Of([1.0, double.NaN], [true, false])).Message);
        Assert.Contains("2 anomalies and 0 others", Assert.Throws<ArgumentException>(() => RocCurve.Of([1.0, 2], [true, true])).Message);
        Assert.Throws<ArgumentException>(() => PrecisionRecallCurve.Of([1.0, 2], [false, false]));
        Assert.Throws<ArgumentException>(() => PrecisionRecallCurve.Of([1.0, 2], [false]));
        Assert.Throws<ArgumentException>(() => RocCurve.Of(Array.Empty<double>(), []));
    }
}
