using System.Numerics;

namespace RepLearn.Runtime;

/// <summary>Random numbers that are a function of (key, site, row, column) alone.</summary>
public static class Noise
{
    /// <summary>Fills one row with draws from N(0, 1).</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model.</param>
    /// <param name="row">The example's number.</param>
    /// <param name="target">The row; any length.</param>
    public static void Normal<T>(NoiseKey key, int site, int row, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Fills one row with draws from the uniform distribution on [0, 1).</summary>
    /// <param name="key">The stream and step.</param>
    /// <param name="site">The place in the model.</param>
    /// <param name="row">The example's number.</param>
    /// <param name="target">The row; any length.</param>
    public static void Uniform<T>(NoiseKey key, int site, int row, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();
}
