using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Latents;

public sealed class AggregatedPosteriorTests
{
    [Fact]
    public void MomentsOfCodes_HaveTheDivergencesOfNumPy()
    {
        Assert.Equal(Measures.Number("latents", "divergence"), AggregatedPosterior.Divergence(Measures.Points, 3), 1e-9);
        Assert.Equal(Measures.Number("latents", "totalCorrelation"), AggregatedPosterior.TotalCorrelation(Measures.Points, 3), 1e-9);
    }

    // Three posteriors, each many times: the aggregated posterior is their mixture, whose divergence SciPy integrates.
    [Fact]
    public void TheAggregatedPosterior_HasTheDivergenceOfItsIntegral()
    {
        const int Times = 1000;
        float[] means = [.. Enumerable.Range(0, 3 * Times).Select(row => (float[])[-1, 0.5f, 1.5f]).Select((each, row) => each[row % 3])];
        float[] deviations = [.. Enumerable.Range(0, 3 * Times).Select(row => (float[])[0.4f, 0.7f, 0.3f]).Select((each, row) => each[row % 3])];
        DivergenceParts parts = AggregatedPosterior.Decompose(means, deviations, 1, seed: 3);
        double mean = Enumerable.Range(0, 3).Average(row => ((deviations[row] * deviations[row]) + (means[row] * means[row]) - 1 - (2 * Math.Log(deviations[row]))) / 2);

        // Means over 3000 draws of terms whose deviation is below 1: three standard errors.
        Assert.Equal(Measures.Number("latents", "mixtureDivergence"), parts.Aggregated, 3 / Math.Sqrt(3 * Times));
        Assert.Equal(mean, parts.Total, 3 / Math.Sqrt(3 * Times));
        Assert.Equal(0, parts.TotalCorrelation, 1e-12);
    }

    [Fact]
    public void Limits_AreExact()
    {
        DivergenceParts prior = AggregatedPosterior.Decompose(new float[12], [.. Enumerable.Repeat(1f, 12)], 2);
        Assert.Equal(0, prior.Information, 1e-12);
        Assert.Equal(0, prior.TotalCorrelation, 1e-12);
        Assert.Equal(0, prior.Dimensions, 1e-12);

        // Posteriors far from each other tell which of eight examples it was; on a line, that is known twice.
        float[] far = [.. Enumerable.Range(0, 16).Select(place => 100f * (place / 2))];
        DivergenceParts apart = AggregatedPosterior.Decompose(far, [.. Enumerable.Repeat(1f, 16)], 2);
        Assert.Equal(Math.Log(8), apart.Information, 1e-9);
        Assert.Equal(Math.Log(8), apart.TotalCorrelation, 1e-9);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("more than 2 codes", Assert.Throws<ArgumentException>(() => AggregatedPosterior.Divergence([1, 2, 3, 4], 2)).Message);
        Assert.Contains("depend", Assert.Throws<ArgumentException>(() => AggregatedPosterior.TotalCorrelation([1, 2, 2, 4, 3, 6], 2)).Message);
        Assert.Throws<ArgumentException>(() => AggregatedPosterior.Divergence([1, 1, 1, 1, 1, 1], 2));
        Assert.Throws<ArgumentException>(() => AggregatedPosterior.Divergence([1, float.NaN, 1, 1, 1, 1], 2));
        Assert.Throws<ArgumentException>(() => AggregatedPosterior.Decompose([1, 2], [1, 0], 1));
        Assert.Throws<ArgumentException>(() => AggregatedPosterior.Decompose([1, 2], [1], 1));
    }
}
