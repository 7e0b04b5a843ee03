using System.Numerics;
using RepLearn.Runtime;
using Xunit;

namespace RepLearn.Tests.Steps;

/// <summary>Keeps other tests from running meanwhile: allocations are counted for the whole process.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationCollection;

// A training step allocates nothing after the first one.
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rows = 64;
    private const int Attempts = 100;

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

    private static void AssertNothing<T>(Autoencoder<T> model, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Threads = threads;
        model.MultiplyAddsPerWorker = 1;
        var optimizer = new OptimizerState<T>(model, new Adam(1e-4));
        var batch = new T[Rows * model.Info.InputSize];
        batch.AsSpan().Fill(T.CreateChecked(0.5));
        Take(0);

        // The runtime's own threads allocate now and then; a step that allocates does so every time.
        long least = long.MaxValue;
        for (int step = 1; step <= Attempts && least > 0; step++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Take(step);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);

        void Take(int step)
        {
            model.Backward(batch, new NoiseKey(1, (ulong)step));
            Assert.True(optimizer.Update(new UpdateStep(step + 1, 1e-4, 1)));
        }
    }
}
