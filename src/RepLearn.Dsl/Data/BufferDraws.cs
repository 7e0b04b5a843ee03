using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Random places in a shuffle buffer, a function of the key alone and independent of a model's noise under it.</summary>
internal sealed class BufferDraws(NoiseKey key)
{
    private readonly double[] _draws = new double[256];
    private int _used = 256;
    private int _row;

    /// <summary>A uniform number from 0 to below <paramref name="bound"/>; with 53 bits, no buffer is large enough to see a bias.</summary>
    public int Below(int bound)
    {
        if (_used == _draws.Length)
        {
            Noise.Uniform<double>(key, ReservedNoise.ShuffleBufferSite, _row, _draws);
            _row = (_row + 1) & int.MaxValue;
            _used = 0;
        }

        return (int)(_draws[_used++] * bound);
    }
}
