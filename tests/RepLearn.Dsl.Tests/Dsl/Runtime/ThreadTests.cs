using System.Numerics;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

// The number of threads leaves no trace in the results. Alone, for beside other runs a model takes fewer threads than it may.
[Collection(nameof(AllocationTests))]
public sealed class ThreadTests
{
    [Theory]
    [InlineData(67)]
    [InlineData(128)]
    [InlineData(300)]
    public void SampledStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new SampledStep(3), rows);

    [Theory]
    [InlineData(67)]
    [InlineData(128)]
    [InlineData(300)]
    public void ContractiveStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ContractiveStep(3), rows);

    [Theory]
    [InlineData(67)]
    [InlineData(128)]
    [InlineData(300)]
    public void DoubleStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new DoubleStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(300)]
    public void ImageStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ImageStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    public void PoolStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new PoolStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(300)]
    public void PriorSteps_HaveTheSameBitsOnOneAndTwoThreads(int rows)
    {
        AssertSameBits(() => new VampStep(3), rows);
        AssertSameBits(() => new VampImageStep(3), rows);
        AssertSameBits(() => new MixtureStep(3), rows);
        AssertSameBits(() => new CorrelationStep(3), rows);
    }

    [Theory]
    [InlineData(67)]
    [InlineData(300)]
    public void ConditionalStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ConditionalStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(300)]
    public void ConditionalImageStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ConditionalImageStep(3), rows);

    [Theory]
    [InlineData(16)]
    [InlineData(67)]
    [InlineData(300)]
    public void ConcreteStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ConcreteStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(300)]
    public void PosteriorSteps_HaveTheSameBitsOnOneAndTwoThreads(int rows)
    {
        AssertSameBits(() => new SphereStep(3), rows);
        AssertSameBits(() => new LowRankStep(3), rows);
        AssertSameBits(() => new RelaxedWeightsStep(3), rows);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(67)]
    [InlineData(300)]
    public void QuantizedStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new QuantizedStep(3), rows);

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    [InlineData(300)]
    public void SparseSteps_HaveTheSameBitsOnOneAndTwoThreads(int rows)
    {
        AssertSameBits(() => new SparseStep(3), rows);
        AssertSameBits(() => new GatedStep(3), rows);
        AssertSameBits(() => new TranscoderStep(3), rows);
    }

    [Theory]
    [InlineData(67)]
    [InlineData(300)]
    public void CategoricalStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new CategoricalStep(3), rows);

    [Theory]
    [InlineData(7)]
    [InlineData(67)]
    [InlineData(300)]
    public void ImportanceStep_HasTheSameBitsOnOneAndTwoThreads(int rows) => AssertSameBits(() => new ImportanceStep(3), rows);

    // A place where workers should wait for each other, and do not, shows only now and then.
    [Fact]
    public void WorkersThatShareTheirRows_WaitForEachOther()
    {
        using var model = new ContractiveStep(3);
        float[] batch = Batch<float>(128 * model.Info.InputSize);
        Result<float> one = Run(model, batch, threads: 1);
        for (int repetition = 0; repetition < 200; repetition++)
        {
            Result<float> several = Run(model, batch, threads: 2 + (repetition % 2));
            Assert.Equal(one.Terms, several.Terms);
            Assert.Equal(one.Gradients, several.Gradients);
            Assert.Equal(one.Outputs, several.Outputs);
        }
    }

    // The first calls run on one thread; once they have followed each other closely, several share them.
    [Fact]
    public void ShortCallsInARow_HaveTheSameBits()
    {
        using var model = new SampledStep(3) { Threads = 1 };
        float[] batch = Batch<float>(16 * model.Info.InputSize);
        float[] one = model.Encode(batch);
        float[] codes = new float[one.Length];
        model.Threads = 3;
        for (int call = 0; call < 500; call++)
        {
            model.Encode(batch, codes);
            Assert.True(codes.AsSpan().SequenceEqual(one), $"Call {call} gave other codes.");
        }
    }

    private static void AssertSameBits<T>(Func<Autoencoder<T>> make, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Autoencoder<T> model = make();
        T[] batch = Array.ConvertAll(RandomRows.Draw(model.Info, rows, new Random(11)), T.CreateChecked);
        Result<T> one = Run(model, batch, threads: 1);
        foreach (int threads in (int[])[2, 3])
        {
            Result<T> several = Run(model, batch, threads);
            Assert.Equal(one.Terms, several.Terms);
            Assert.Equal(one.Gradients, several.Gradients);
            Assert.Equal(one.TestTerms, several.TestTerms);
            Assert.Equal(one.Scores, several.Scores);
            Assert.Equal(one.Codes, several.Codes);
            Assert.Equal(one.Outputs, several.Outputs);
        }
    }

    private static Result<T> Run<T>(Autoencoder<T> model, T[] batch, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Threads = threads;
        model.MultiplyAddsPerWorker = 1;
        model.Gradients.Clear();
        var key = new NoiseKey(5, 6);
        double[] terms = Terms(model.Backward(batch, key));
        int width = model.Info.ExampleSize;
        T[] encoded = [.. Enumerable.Range(0, batch.Length / width).SelectMany(row => batch[(row * width)..((row * width) + model.Info.InputSize + model.Info.ConditionSize)])];
        return new Result<T>(
            terms, model.Gradients.ToArray(), Terms(model.Test(batch, key)), Scores(model.Score(batch, key)), model.Encode(encoded), model.Reconstruct(encoded));
    }

    private static double[] Terms(Losses losses) => [.. Enumerable.Range(0, losses.Count).Select(index => losses[index])];

    private static double[] Scores(ExampleLosses scores) => [.. scores.Names.SelectMany(name => scores[name].ToArray())];

    private static T[] Batch<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.NextDouble()))];
    }

    private sealed record Result<T>(double[] Terms, T[] Gradients, double[] TestTerms, double[] Scores, T[] Codes, T[] Outputs);
}
