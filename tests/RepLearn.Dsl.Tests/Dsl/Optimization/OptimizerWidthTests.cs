using RepLearn.Numerics.Random;
using RepLearn.Optimization;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Optimization;

public sealed class OptimizerWidthTests
{
    [Fact]
    public void Updates_HaveTheSameBitsOnNarrowerVectors()
    {
        Outcome wide = ChildProcess.Run(Updates, []);
        Outcome narrow = ChildProcess.Run(Updates, [("DOTNET_EnableAVX512", "0")]);
        Outcome narrowest = ChildProcess.Run(Updates, [("DOTNET_EnableAVX", "0")]);

        Assert.NotEqual(512, narrow.VectorBits);
        Assert.Equal(128, narrowest.VectorBits);
        Assert.Equal(wide.Hash, narrow.Hash);
        Assert.Equal(wide.Hash, narrowest.Hash);
    }

    private static void Updates(BitHash hash, string[] arguments)
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(), new AdamW(), new Sgd(0.1, 0.9, nesterov: true, 0.01), new Sgd(0.1, 0.9), new Sgd(0.1)])
        {
            using var single = new FlatModel<float>(5003);
            using var wide = new FlatModel<double>(5003);
            var singleState = new OptimizerState<float>(single, optimizer);
            var wideState = new OptimizerState<double>(wide, optimizer);
            for (int step = 1; step <= 5; step++)
            {
                var key = new NoiseKey(1, (ulong)step);
                Noise.Uniform(key, 0, 0, single.Gradients);
                Noise.Uniform(key, 0, 0, wide.Gradients);
                hash.Add(singleState.Norm());
                hash.Add(wideState.Norm());
                singleState.Update(new UpdateStep(step, 1e-2, 0.7));
                wideState.Update(new UpdateStep(step, 1e-2, 0.7));
            }

            hash.Add<float>(single.Parameters);
            hash.Add<double>(wide.Parameters);
        }
    }
}
