using System.Numerics;
using RepLearn.Numerics.Random;

namespace RepLearn.Oracle;

/// <summary>The distribution of one site's noise.</summary>
internal enum NoiseKind
{
    /// <summary>Uniform on [0, 1).</summary>
    Uniform,

    /// <summary>N(0, 1).</summary>
    Normal,
}

/// <summary>The noise of one place in a model for a whole batch.</summary>
/// <param name="Site">The place's number.</param>
/// <param name="Kind">The distribution.</param>
/// <param name="Width">Values in a row.</param>
/// <param name="Values">One row an example.</param>
internal sealed record NoiseDraw(int Site, NoiseKind Kind, int Width, double[] Values)
{
    /// <summary>Draws as a model of the given precision does.</summary>
    public static NoiseDraw Of<T>(NoiseKey key, int site, NoiseKind kind, int rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new double[rows * width];
        var row = new T[width];
        for (int index = 0; index < rows; index++)
        {
            if (kind == NoiseKind.Uniform)
            {
                Noise.Uniform<T>(key, site, index, row);
            }
            else
            {
                Noise.Normal<T>(key, site, index, row);
            }

            for (int column = 0; column < width; column++)
            {
                values[(index * width) + column] = double.CreateChecked(row[column]);
            }
        }

        return new NoiseDraw(site, kind, width, values);
    }
}
