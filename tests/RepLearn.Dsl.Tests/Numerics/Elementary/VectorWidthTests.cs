using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using RepLearn.Numerics.Random;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>The same bits on narrower vectors and from fully optimised code as from code just started.</summary>
public sealed class VectorWidthTests
{
    [Fact]
    public void Functions_HaveTheSameBitsAtEveryWidthAndTier() => Compare(Functions);

    [Fact]
    public void NoiseAndLanes_HaveTheSameBitsAtEveryWidthAndTier() => Compare(NoiseAndLanes);

    private static void Compare(Scenario scenario)
    {
        Outcome wide = ChildProcess.Run(scenario, []);
        Outcome narrow = ChildProcess.Run(scenario, [("DOTNET_EnableAVX512", "0")]);
        Outcome optimised = ChildProcess.Run(scenario, [("DOTNET_TieredCompilation", "0")]);

        Assert.NotEqual(512, narrow.VectorBits);
        Assert.Equal(wide.Hash, narrow.Hash);
        Assert.Equal(wide.Hash, optimised.Hash);
    }

    private static void Functions(BitHash hash, string[] arguments)
    {
        var random = new System.Random(11);
        for (int trial = 0; trial < 3000; trial++)
        {
            // All magnitudes, and every other time ones around 1. NaN results are left out: their payload means nothing.
            Vector512<float> x = Vector512<float>.Zero;
            Vector512<double> z = Vector512<double>.Zero;
            for (int lane = 0; lane < Vector512<float>.Count; lane++)
            {
                float single = trial % 2 == 0 ? BitConverter.Int32BitsToSingle(random.Next()) : (float)((random.NextDouble() - 0.5) * 20);
                x = x.WithElement(lane, float.IsNaN(single) ? 1 : single);
                double wide = trial % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64()) : (random.NextDouble() - 0.5) * 20;
                z = z.WithElement(lane % Vector512<double>.Count, double.IsNaN(wide) ? 1 : wide);
            }

            foreach (Vector512<float> y in (Vector512<float>[])
                [
                    VectorMath.Exp(x), VectorMath.Log(x), VectorMath.Tanh(x), VectorMath.Sigmoid(x), VectorMath.Softplus(x), VectorMath.Erf(x),
                    VectorMath.Sin(x), VectorMath.Cos(x), VectorMath.Power(x, 2.7), VectorMath.Power(x, 3), VectorMath.Power(x, 0.5), Lanes.MultiplyAdd(x, x, -x),
                ])
            {
                hash.Add(Vector512.ConditionalSelect(Vector512.Equals(y, y), y, Vector512<float>.Zero));
            }

            foreach (Vector512<double> y in (Vector512<double>[])
                [
                    VectorMath.Exp(z), VectorMath.Log(z), VectorMath.Tanh(z), VectorMath.Sigmoid(z), VectorMath.Softplus(z), VectorMath.Erf(z),
                    VectorMath.Sin(z), VectorMath.Cos(z), VectorMath.Power(z, 2.7), VectorMath.Power(z, 3), VectorMath.Power(z, 0.5), Lanes.MultiplyAdd(z, z, -z),
                ])
            {
                hash.Add(Vector512.ConditionalSelect(Vector512.Equals(y, y), y, Vector512<double>.Zero));
            }
        }
    }

    private static void NoiseAndLanes(BitHash hash, string[] arguments)
    {
        var single = new float[1000];
        var wide = new double[1000];
        var order = Enumerable.Range(0, 1000).ToArray();
        for (int row = 0; row < 20; row++)
        {
            var key = new NoiseKey(7, (ulong)row);
            Noise.Normal(key, 1, row, single.AsSpan());
            Noise.Normal(key, 1, row, wide.AsSpan());
            hash.Add(single);
            hash.Add(wide);
            hash.Add(Lanes.Sum(Vector512.Create(single)));
            hash.Add(Lanes.Sum(Vector512.Create(wide)));
            Noise.Uniform(key, 2, row, single.AsSpan());
            Noise.Uniform(key, 2, row, wide.AsSpan());
            hash.Add(single);
            hash.Add(wide);
            Permutation.Shuffle(key, order);
            hash.Add(order);
        }
    }
}
