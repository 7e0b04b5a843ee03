using RepLearn.Data;
using RepLearn.Tests.Dsl.Gallery;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// The losses of single examples: by formula, by tests of the same rows, and by those of one row less.
public sealed class ScoreTests
{
    private const int Rows = 37;
    private static readonly NoiseKey s_key = new(3, 4);
    private static readonly double[] s_batch = TestData.Plane<double>(Rows, 6);

    // What each kind of model has of single examples; what is missing belongs to a batch or to the weights.
    public static TheoryData<string, string> Gallery => new()
    {
        { "Undercomplete", "reconstruction" },
        { "SparseL1", "reconstruction l1 codeL1" },
        { "SparseKl", "reconstruction" },
        { "Contractive", "reconstruction contractive squaredJacobian" },
        { "Denoising", "reconstruction plainReconstruction" },
        { "Vae", "reconstruction kl divergence" },
        { "FullCovariance", "reconstruction kl divergence" },
        { "LowRankCovariance", "reconstruction kl divergence" },
        { "Hyperspherical", "reconstruction kl divergence" },
        { "ImportanceWeighted", "bound reconstruction divergence effectiveSamples" },
        { "Wasserstein", "reconstruction kl divergence" },
        { "TotalCorrelation", "reconstruction kl divergence" },
        { "MixturePrior", "reconstruction kl divergence" },
        { "VampPrior", "reconstruction kl divergence" },
        { "Categorical", "reconstruction kl divergence" },
        { "VectorQuantized", "reconstruction commitment quantizationError" },
        { "SparseDictionary", "reconstruction revival activeUnits deadUnitError" },
        { "GatedDictionary", "reconstruction sparsity gate revival activeUnits gateSum deadUnitError" },
        { "NestedDictionary", "reconstruction revival prefixes activeUnits deadUnitError" },
        { "Transcoder", "reconstruction activeUnits" },
        { "Conditional", "reconstruction kl divergence" },
        { "SemiSupervised", "reconstruction classification crossEntropy errorRate" },
        { "Convolutional", "reconstruction kl divergence" },
        { "Residual", "reconstruction kl divergence" },
    };

    [Fact]
    public void EveryModelOfTheGallery_IsScored() => Assert.Equal(GalleryTests.Models.Keys, Gallery.Select(row => (string)((object[])row)[0]));

    // A row's noise does not depend on the rows after it, so what one more row adds to the sum of a test is its score.
    [Theory]
    [MemberData(nameof(Gallery))]
    public void AScore_IsWhatTheRowAddsToATest(string name, string losses)
    {
        using Autoencoder<float> model = GalleryTests.Models[name]();
        float[] rows = Array.ConvertAll(RandomRows.Draw(model.Info, Rows, new Random(5)), value => (float)value);
        ExampleLosses scores = model.Score(rows, s_key);
        Losses tested = model.Test(rows, s_key);

        Assert.Equal(["total", .. losses.Split(' ')], scores.Names);
        Assert.Equal(scores.Names, model.Info.ScoreNames);
        Assert.Equal(Rows, scores.Count);
        foreach (string loss in scores.Names.Skip(1))
        {
            Near(Of(tested, loss), Average(scores[loss]), 1e-5);
        }

        var before = new double[scores.Names.Count];
        for (int count = 1; count <= 5; count++)
        {
            Losses first = model.Test(rows.AsSpan(0, count * model.Info.ExampleSize), s_key);
            for (int place = 1; place < before.Length; place++)
            {
                double sum = count * Of(first, scores.Names[place]);
                Near(sum - before[place], scores[scores.Names[place]][count - 1], 1e-4);
                before[place] = sum;
            }
        }

        double[] total = [.. Enumerable.Range(0, Rows).Select(row => scores.Names.Intersect(tested.Names.ToArray()).Sum(term => scores[term][row]))];
        Assert.Equal(total, scores.Total.ToArray());
        Assert.All(losses.Split(' ').Append("total"), loss => Assert.Equal(scores[loss].ToArray(), Written(model, rows, loss)));
    }

    [Fact]
    public void BernoulliByFormula_WithoutThePenaltyOfWeights()
    {
        using var model = new ScoredBits(3);
        double[] bits = Array.ConvertAll(s_batch, value => value > 0 ? 1.0 : 0);
        ExampleLosses scores = model.Score(bits);
        double[] probabilities = model.Reconstruct(bits);

        Assert.Equal(["total", "reconstruction"], scores.Names);
        for (int row = 0; row < Rows; row++)
        {
            double expected = 0;
            for (int index = row * 6; index < (row + 1) * 6; index++)
            {
                expected -= Math.Log(bits[index] > 0 ? probabilities[index] : 1 - probabilities[index]);
            }

            Assert.Equal(expected, scores["reconstruction"][row], 1e-12);
            Assert.Equal(expected, scores.Total[row], 1e-12);
        }
    }

    [Fact]
    public void GaussianDivergenceByFormula_AndAVarianceThatIsLearned()
    {
        using var model = new ScoredNormal(3);
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == "outputLogVariance");
        model.Parameters[place.Offset] = 0.7;
        ExampleLosses scores = model.Score(s_batch, s_key);
        double[] divergences = new double[Rows * 3];
        model.Divergence(s_batch, divergences);
        double[] means = MetricTests.AffineOf(model, "mean", s_batch);
        double[] logVariances = MetricTests.AffineOf(model, "logVariance", s_batch);

        for (int row = 0; row < Rows; row++)
        {
            double expected = Enumerable.Range(row * 3, 3).Sum(index => 0.5 * ((means[index] * means[index]) + Math.Exp(logVariances[index]) - logVariances[index] - 1));
            Assert.Equal(expected, scores["divergence"][row], 1e-12);
            Assert.Equal(0.25 * expected, scores["kl"][row], 1e-12);
            Assert.Equal(divergences.AsSpan(row * 3, 3).ToArray().Sum(), scores["divergence"][row], 1e-12);
        }

        Assert.Equal(model.Test(s_batch, s_key).Total, Average(scores.Total), 1e-12);
    }

    [Fact]
    public void ConditionsTargetsAndLabels_AreThoseOfTheRow()
    {
        using var model = new ScoredParts(3);
        double[] rows = RandomRows.Draw(model.Info, Rows, new Random(7));
        int width = model.Info.ExampleSize;
        rows[width - 1] = -1;
        ExampleLosses scores = model.Score(rows);
        double[] encoded = [.. rows.Chunk(width).SelectMany(row => row[..7])];
        double[] outputs = model.Reconstruct(encoded);
        double[] probabilities = model.Predict(encoded);

        Assert.Equal(["total", "reconstruction", "classification", "crossEntropy", "errorRate"], scores.Names);
        for (int row = 0; row < Rows; row++)
        {
            double expected = Enumerable.Range(0, 2).Sum(column => (Math.Abs(rows[(row * width) + 7 + column] - outputs[(row * 2) + column]) / 0.5) + Math.Log(2 * 0.5));
            int label = (int)rows[((row + 1) * width) - 1];
            double[] predicted = probabilities[(row * 4)..((row + 1) * 4)];
            double crossEntropy = label < 0 ? 0 : -Math.Log(predicted[label]);
            Assert.Equal(expected, scores["reconstruction"][row], 1e-12);
            Assert.Equal(crossEntropy, scores["crossEntropy"][row], 1e-12);
            Assert.Equal(2 * crossEntropy, scores["classification"][row], 1e-12);
            Assert.Equal(label < 0 || predicted[label] == predicted.Max() ? 0 : 1, scores["errorRate"][row]);
        }
    }

    [Fact]
    public void FreeBitsAndCapacities_LeaveTheDivergence()
    {
        using var free = new FreeBitsMetrics(3);
        using var capacity = new CapacityMetrics(3);

        foreach (Autoencoder<double> model in (Autoencoder<double>[])[free, capacity])
        {
            ExampleLosses scores = model.Score(s_batch);
            Assert.Equal(["total", "reconstruction", "divergence"], scores.Names);
            Assert.Equal(model.Test(s_batch, default).Metrics["divergence"], Average(scores["divergence"]), 1e-12);
            Assert.Equal(scores["reconstruction"].ToArray(), scores.Total.ToArray());
        }
    }

    // Statistics are those of training, and nothing is dropped: each row is what it is alone.
    [Fact]
    public void RowsOfAModelWithBatchNormalisation_DoNotDependOnEachOther()
    {
        using var model = new ScoredBatches(3);
        float[] batch = TestData.Plane<float>(Rows, 6);
        model.Fit(batch, new FitOptions { Epochs = 2, BatchSize = 12 });
        ExampleLosses together = model.Score(batch);

        Assert.Equal(together["divergence"][5], model.Score(batch.AsSpan(5 * 6, 6))["divergence"][0], 1e-5);
        Near(model.Test(batch, default).Total, Average(together.Total), 1e-5);
    }

    // In blocks of 1024 rows, each of which numbers its rows on.
    [Fact]
    public void Sources_GiveTheBitsOfArrays()
    {
        using var model = new ScoredBatches(3);
        float[] rows = TestData.Plane<float>(2500, 6);
        ExampleLosses expected = model.Score(rows, s_key);
        IExampleSource<float>[] sources = [Examples.InMemory<float>(rows, 6), Examples.Stream(() => rows.Chunk(60).Select(part => (ReadOnlyMemory<float>)part), 6)];

        Assert.All(sources.Select(source => model.Score(source, s_key)).Append(model.Score((ReadOnlyMemory<float>)rows, s_key)), scores =>
        {
            Assert.Equal(2500, scores.Count);
            Assert.All(expected.Names, loss => Assert.Equal(expected[loss].ToArray(), scores[loss].ToArray()));
        });
        Near(model.Test(rows, s_key).Total, Average(expected.Total), 1e-5);
    }

    [Fact]
    public void BadCalls_SayWhatWasExpected()
    {
        using var model = new ScoredBits(3);
        double[] rows = new double[12];
        Assert.Contains("rows of 6 values", Assert.Throws<ArgumentException>("data", () => model.Score(new double[7])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("data", () => model.Score(ReadOnlySpan<double>.Empty));
        Assert.Contains("room for 2 rows", Assert.Throws<ArgumentException>("scores", () => model.Score(rows, new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("'kl' of their own; they have total, reconstruction.", Assert.Throws<ArgumentException>("loss", () => model.Score(rows, new double[2], "kl")).Message, StringComparison.Ordinal);
        Assert.Contains("they have total, reconstruction.", Assert.Throws<KeyNotFoundException>(() => model.Score(rows)["weightDecay"].Length).Message, StringComparison.Ordinal);
        rows[7] = double.NaN;
        Assert.Contains("row 2", Assert.Throws<ArgumentException>("data", () => model.Score(rows)).Message, StringComparison.Ordinal);
        rows[7] = 2;
        Assert.Contains("Likelihood.Bernoulli", Assert.Throws<ArgumentException>("data", () => model.Score(rows)).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => model.Score(Examples.InMemory<double>(new double[12], 6), cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<InvalidOperationException>(() => model.Score(Examples.Stream<double>(() => [], 6)));
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Score(new double[12]));
    }

    [Fact]
    public void AScoreThatIsNotFinite_IsNamedWithItsRow()
    {
        using var model = new ScoredBatches(3);
        float[] rows = TestData.Plane<float>(3, 6);
        rows[6] = 1e30f;

        Assert.Contains("'total' of row 2, counted from 1", Assert.Throws<NotFiniteNumberException>(() => model.Score(rows)).Message, StringComparison.Ordinal);
    }

    private static double[] Written(Autoencoder<float> model, float[] rows, string loss)
    {
        var scores = new double[Rows];
        model.Score(rows, scores, loss, s_key);
        return scores;
    }

    private static double Of(Losses losses, string name) => losses.Names.Contains(name) ? losses[name] : losses.Metrics[name];

    private static double Average(ReadOnlySpan<double> values) => values.ToArray().Average();

    private static void Near(double expected, double actual, double tolerance) => Assert.Equal(expected, actual, tolerance * Math.Max(1, Math.Abs(expected)));
}
