using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// What the metrics are, by plain loops over the parameters; what the terms are, from the metrics.
public sealed class MetricTests
{
    private const int Rows = 37;
    private static readonly double[] s_batch = TestData.Plane<double>(Rows, 6);

    [Fact]
    public void PlainTerm_IsItsMetric()
    {
        using var model = new PlainMetrics(3);
        Losses losses = model.Backward(s_batch, default);
        AssertDivergence(model, losses);
        Assert.Equal(losses["kl"], losses.Metrics["divergence"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(1000)]
    public void Divergence_IsReportedWithoutBetaAndWarmup(int step)
    {
        using var model = new WarmMetrics(3) { Step = step };
        Losses losses = model.Backward(s_batch, default);
        AssertDivergence(model, losses);
        Assert.Equal(0.25 * Math.Min(1, step / 100.0) * losses.Metrics["divergence"], losses["kl"], 1e-12);
    }

    [Fact]
    public void Divergence_IsReportedWithoutFreeBits()
    {
        using var model = new FreeBitsMetrics(3);
        Losses losses = model.Backward(s_batch, default);
        AssertDivergence(model, losses);
        Assert.Equal(2 * DivergenceByHand(model).Sum(each => Math.Max(0.3, each)), losses["kl"], 1e-12);
        Assert.True(losses["kl"] > 2 * losses.Metrics["divergence"]);
    }

    [Fact]
    public void Divergence_IsReportedWithoutItsCapacity()
    {
        using var model = new CapacityMetrics(3) { Step = 60 };
        Losses losses = model.Backward(s_batch, default);
        AssertDivergence(model, losses);
        Assert.Equal(4 * Math.Abs(losses.Metrics["divergence"] - 15), losses["kl"], 1e-12);
    }

    [Fact]
    public void Penalties_AreReportedWithoutTheirWeights()
    {
        using var model = new PenaltyMetrics(3);
        Losses losses = model.Backward(s_batch, default);
        double[][] codes = [.. model.Encode(s_batch).Chunk(3)];
        double[] means = [.. Enumerable.Range(0, 3).Select(unit => codes.Average(code => code[unit]))];
        double[][] weight = Matrix(model, "codeWeight");
        double jacobian = codes.Average(code => Enumerable.Range(0, 3).Sum(unit =>
            Math.Pow(code[unit] * (1 - code[unit]), 2) * weight.Sum(row => row[unit] * row[unit])));
        (string Term, string Metric, double Weight, double Value)[] expected =
        [
            ("l1", "codeL1", 0.5, codes.Average(code => code.Sum(Math.Abs))),
            ("l2", "codeL2", 0.1, codes.Average(code => code.Sum(value => value * value))),
            ("klSparsity", "sparsityDivergence", 3, means.Sum(mean => (0.1 * Math.Log(0.1 / mean)) + (0.9 * Math.Log(0.9 / (1 - mean))))),
            ("weightDecay", "squaredWeights", 0.01, weight.Concat(Matrix(model, "decoder1Weight")).Sum(row => row.Sum(value => value * value))),
            ("contractive", "squaredJacobian", 0.2, jacobian),
            ("Quartic", "QuarticSum", 7, codes.Average(code => code.Sum(value => Math.Pow(value, 4)))),
        ];
        Assert.Equal(expected.Select(each => each.Metric), losses.Metrics.Names.ToArray());
        foreach ((string term, string metric, double factor, double value) in expected)
        {
            Assert.Equal(value, losses.Metrics[metric], 1e-12);
            Assert.Equal(factor * value, losses[term], 1e-12);
        }
    }

    // The noise is the same with and without emphasis, so the sums over the model's own outputs are known.
    [Fact]
    public void Reconstruction_IsReportedWithoutEmphasis()
    {
        using var model = new EmphasisMetrics(3);
        Losses losses = model.Backward(s_batch, default);
        double plain = losses.Metrics["plainReconstruction"];
        Assert.InRange(losses["reconstruction"], plain * 1.5, plain * 2.5);
        Losses tested = model.Test(s_batch, default);
        double[] rebuilt = model.Reconstruct(s_batch);
        double byHand = s_batch.Zip(rebuilt, (x, y) => (2 * (x - y) * (x - y)) + Math.Log(0.5) + (0.5 * Math.Log(2 * Math.PI))).Sum() / Rows;
        Assert.Equal(byHand, tested.Metrics["plainReconstruction"], 1e-12);
        Assert.Equal(byHand, tested["reconstruction"], 1e-12);
    }

    [Fact]
    public void EqualPenalties_AreBothReported()
    {
        using var model = new EqualPenalties(3);
        foreach (Losses losses in new[] { model.Backward(s_batch, default), model.Evaluate(s_batch, default) })
        {
            Assert.True(losses["l2"] > 0);
            Assert.Equal(losses["l2"], losses["Square"]);
            Assert.Equal(losses.Metrics["codeL2"], losses.Metrics["SquareSum"]);
        }
    }

    [Fact]
    public void Terms_AddUpWithoutTheMetrics()
    {
        using var model = new CapacityMetrics(3);
        Losses losses = model.Backward(s_batch, default);
        Assert.Equal(["reconstruction", "kl"], losses.Names.ToArray());
        Assert.Equal(losses[0] + losses[1], losses.Total);
        Assert.EndsWith($"; divergence {losses.Metrics[0].ToString("G6", System.Globalization.CultureInfo.InvariantCulture)}", losses.ToString(), StringComparison.Ordinal);
        Assert.Contains("Metrics has divergence", Assert.Throws<KeyNotFoundException>(() => losses["divergence"]).Message, StringComparison.Ordinal);
        Assert.Contains("the metrics are divergence", Assert.Throws<KeyNotFoundException>(() => losses.Metrics["kl"]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => losses.Metrics[1]);
        Assert.Equal(0, default(Losses).Metrics.Count);
    }

    [Fact]
    public void Evaluate_ReportsWhatBackwardReports()
    {
        using var model = new NoisyMetrics(3);
        float[] batch = TestData.Plane<float>(Rows, 6);
        Losses trained = model.Backward(batch, new NoiseKey(2, 3));
        Losses evaluated = model.Evaluate(batch, new NoiseKey(2, 3));
        Assert.Equal(["plainReconstruction", "divergence"], trained.Metrics.Names.ToArray());
        Assert.Equal(trained.ToString(), evaluated.ToString());
        Assert.Equal(trained.Metrics[0], evaluated.Metrics[0], 1e-5);
        Assert.Equal(trained.Metrics[1], evaluated.Metrics[1], 1e-6);
    }

    internal static double[] DivergenceByHand(Autoencoder<double> model)
    {
        double[][] means = Affine(model, "mean", s_batch);
        double[][] logVariances = Affine(model, "logVariance", s_batch);
        return [.. Enumerable.Range(0, 3).Select(dimension => Enumerable.Range(0, Rows).Average(row =>
            0.5 * ((means[row][dimension] * means[row][dimension]) + Math.Exp(logVariances[row][dimension]) - logVariances[row][dimension] - 1)))];
    }

    private static void AssertDivergence(Autoencoder<double> model, Losses losses)
    {
        double[] expected = DivergenceByHand(model);
        Assert.Equal(["divergence"], losses.Metrics.Names.ToArray());
        Assert.Equal(expected.Sum(), losses.Metrics["divergence"], 1e-12);
        Assert.Equal(expected.Sum(), model.Test(s_batch, default).Metrics["divergence"], 1e-12);
        double[] perDimension = model.DivergencePerDimension(s_batch);
        Assert.All(expected.Zip(perDimension), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    internal static double[] AffineOf(Autoencoder<double> model, string layer, double[] batch) => [.. Affine(model, layer, batch).SelectMany(row => row)];

    private static double[][] Affine(Autoencoder<double> model, string layer, double[] batch)
    {
        double[][] weight = Matrix(model, $"{layer}Weight");
        double[] bias = Matrix(model, $"{layer}Bias")[0];
        return [.. batch.Chunk(6).Select(x => bias.Select((b, column) => b + x.Select((value, row) => value * weight[row][column]).Sum()).ToArray())];
    }

    private static double[][] Matrix(Autoencoder<double> model, string name)
    {
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return [.. model.Parameters.Slice(place.Offset, place.Length).ToArray().Chunk(place.Columns)];
    }
}
