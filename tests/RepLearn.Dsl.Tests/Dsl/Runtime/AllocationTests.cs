using System.Numerics;
using RepLearn.Optimization;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>Keeps other tests from running meanwhile: allocations are counted for the whole process.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationCollection;

// A training step allocates nothing after the first one, and neither do scores.
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rows = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SampledStep_AllocatesNothing(int threads) => AssertNothing(new SampledStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ContractiveStep_AllocatesNothing(int threads) => AssertNothing(new ContractiveStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DoubleStep_AllocatesNothing(int threads) => AssertNothing(new DoubleStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ImageStep_AllocatesNothing(int threads) => AssertNothing(new ImageStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PoolStep_AllocatesNothing(int threads) => AssertNothing(new PoolStep(1), threads, rows: 20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PriorSteps_AllocateNothing(int threads)
    {
        AssertNothing(new VampStep(1), threads);
        AssertNothing(new VampImageStep(1), threads);
        AssertNothing(new MixtureStep(1), threads);
        AssertNothing(new CorrelationStep(1), threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ConditionalStep_AllocatesNothing(int threads) => AssertNothing(new ConditionalStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ConcreteStep_AllocatesNothing(int threads) => AssertNothing(new ConcreteStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PosteriorSteps_AllocateNothing(int threads)
    {
        AssertNothing(new SphereStep(1), threads);
        AssertNothing(new LowRankStep(1), threads);
        AssertNothing(new RelaxedWeightsStep(1), threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void QuantizedStep_AllocatesNothing(int threads) => AssertNothing(new QuantizedStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SparseSteps_AllocateNothing(int threads)
    {
        AssertNothing(new SparseStep(1), threads);
        AssertNothing(new GatedStep(1), threads);
        AssertNothing(new TranscoderStep(1), threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void EncodingToUnits_AllocatesNothing(int threads)
    {
        using var model = new GatedStep(1) { Threads = threads, MultiplyAddsPerWorker = 1 };
        float[] batch = Array.ConvertAll(RandomRows.Draw(model.Info, Rows, new Random(1)), value => (float)value);
        var units = new int[Rows * model.Info.MostActive];
        var values = new float[units.Length];
        model.EncodeSparse(batch, units, values);
        Assert.Equal(0, Allocated.ByProcess(() => model.EncodeSparse(batch, units, values)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void CategoricalStep_AllocatesNothing(int threads) => AssertNothing(new CategoricalStep(1), threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ImportanceStep_AllocatesNothing(int threads) => AssertNothing(new ImportanceStep(1), threads);

    // Few rows where a step is long: the more of the process's other threads' allocations fall into it.
    private static void AssertNothing<T>(Autoencoder<T> model, int threads, int rows = Rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Threads = threads;
        model.MultiplyAddsPerWorker = 1;
        var optimizer = new OptimizerState<T>(model, new Adam(1e-4));
        T[] batch = Array.ConvertAll(RandomRows.Draw(model.Info, rows, new Random(1)), T.CreateChecked);
        var scores = new double[rows];
        int step = 0;
        Take();
        Assert.Equal(0, Allocated.ByProcess(Take));
        Assert.Equal(0, Allocated.ByThread(() => model.Score(batch, scores)));

        void Take()
        {
            model.Backward(batch, new NoiseKey(1, (ulong)step));
            Assert.True(optimizer.Update(new UpdateStep(++step, 1e-4, 1)));
        }
    }
}
