using System.Numerics;
using RepLearn.Numerics.Random;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>Examples near a plane, which a linear code of two values can rebuild.</summary>
internal static class TestData
{
    public static T[] Plane<T>(int rows, int width, ulong seed = 5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = new T[rows * width];
        var place = new T[2];
        var noise = new T[width];
        var key = new NoiseKey(seed, 0);
        for (int row = 0; row < rows; row++)
        {
            Noise.Normal<T>(key, 0, row, place);
            Noise.Normal<T>(key, 1, row, noise);
            for (int column = 0; column < width; column++)
            {
                double value = (double.CreateChecked(place[0]) * Math.Sin(column + 1))
                    + (double.CreateChecked(place[1]) * Math.Cos(2 * column))
                    + (0.05 * double.CreateChecked(noise[column]));
                data[(row * width) + column] = T.CreateChecked(value);
            }
        }

        return data;
    }

    /// <summary>Rows whose values are all the row's number.</summary>
    public static float[] Numbered(int rows, int width) =>
        [.. Enumerable.Range(0, rows * width).Select(index => (float)(index / width))];
}
