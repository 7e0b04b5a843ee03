using RepLearn.Numerics.Random;

namespace RepLearn;

// Examples from the prior.
public abstract partial class Autoencoder<T>
{
    /// <summary>For generated code: decodes codes drawn from N(0, I).</summary>
    /// <param name="count">Examples to draw; at least 1, at most as many as one array holds.</param>
    /// <param name="seed">Decides the codes.</param>
    /// <returns>The outputs' means, one row an example.</returns>
    protected T[] SampleStandardNormal(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Math.Max(Info.InputSize, Info.LatentSize));
        T[] codes = NewRows(count, Info.LatentSize);
        for (int row = 0; row < count; row++)
        {
            Noise.Normal(new NoiseKey(seed, ReservedNoise.SamplingStep), 0, row, codes.AsSpan(row * Info.LatentSize, Info.LatentSize));
        }

        return Decode(codes);
    }
}
