using System.Numerics;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

// A step has the same bits on narrower vectors, and from fully optimised code as from code just started.
public sealed class VectorWidthTests
{
    private const int Rows = 67;

    [Fact]
    public void Steps_HaveTheSameBitsAtEveryWidthAndTier()
    {
        Outcome wide = ChildProcess.Run(Steps, []);
        Outcome narrow = ChildProcess.Run(Steps, [("DOTNET_EnableAVX512", "0")]);
        Outcome optimised = ChildProcess.Run(Steps, [("DOTNET_TieredCompilation", "0")]);

        // Without AVX there is no fused multiply-add either, which rounds differently: 128 bits are compared with themselves.
        Outcome narrowest = ChildProcess.Run(Steps, [("DOTNET_EnableAVX", "0")]);
        Outcome narrowestOptimised = ChildProcess.Run(Steps, [("DOTNET_EnableAVX", "0"), ("DOTNET_TieredCompilation", "0")]);

        Assert.NotEqual(512, narrow.VectorBits);
        Assert.Equal(128, narrowest.VectorBits);
        Assert.Equal(narrowest.Hash, narrowestOptimised.Hash);
        Assert.Equal(wide.Hash, narrow.Hash);
        Assert.Equal(wide.Hash, optimised.Hash);
    }

    private static void Steps(BitHash hash, string[] arguments)
    {
        Add(hash, new SampledStep(3));
        Add(hash, new ContractiveStep(3));
        Add(hash, new DoubleStep(3));
        Add(hash, new ImageStep(3));
        Add(hash, new VampStep(3));
        Add(hash, new VampImageStep(3));
        Add(hash, new MixtureStep(3));
        Add(hash, new CorrelationStep(3));
        Add(hash, new ConcreteStep(3));
        Add(hash, new SphereStep(3));
        Add(hash, new LowRankStep(3));
        Add(hash, new QuantizedStep(3));
    }

    private static void Add<T>(BitHash hash, Autoencoder<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(12);
        T[] batch = [.. Enumerable.Range(0, Rows * model.Info.InputSize).Select(_ => T.CreateChecked(random.NextDouble()))];
        Losses losses = model.Backward(batch, new NoiseKey(1, 2));
        for (int term = 0; term < losses.Count; term++)
        {
            hash.Add(losses[term]);
        }

        hash.Add<T>(model.Parameters);
        hash.Add<T>(model.Gradients);
        hash.Add(model.Encode(batch));
        hash.Add(model.Reconstruct(batch));
    }
}
