using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

public sealed class LanesTests
{
    [Fact]
    public void Sum_FoldsInTheDocumentedTree()
    {
        CheckSum<float>();
        CheckSum<double>();
    }

    [Fact]
    public void Keep_ZeroesLanesFromTheWidthOn()
    {
        CheckKeep<float>();
        CheckKeep<double>();
    }

    [Fact]
    public void Store_WritesLanesBelowTheWidthOnly()
    {
        CheckStore<float>();
        CheckStore<double>();
    }

    [Fact]
    public void MultiplyAdd_RoundsOnceExactlyWhereItSaysSo()
    {
        // (1 + e)(1 - e) - 1 = -e^2, which a rounded product loses.
        float single = Lanes.MultiplyAdd(Vector512.Create(1 + 1e-4f), Vector512.Create(1 - 1e-4f), Vector512.Create(-1f))[3];
        Assert.Equal(Lanes.IsFused ? MathF.FusedMultiplyAdd(1 + 1e-4f, 1 - 1e-4f, -1f) : ((1 + 1e-4f) * (1 - 1e-4f)) - 1f, single);

        double wide = Lanes.MultiplyAdd(Vector512.Create(1 + 1e-9), Vector512.Create(1 - 1e-9), Vector512.Create(-1.0))[3];
        Assert.Equal(Lanes.IsFused ? Math.FusedMultiplyAdd(1 + 1e-9, 1 - 1e-9, -1.0) : ((1 + 1e-9) * (1 - 1e-9)) - 1.0, wide);
    }

    [Fact]
    public void OtherElements_AreRefused()
    {
        Assert.Throws<NotSupportedException>(() => Lanes.Sum(Vector512<int>.One));
        Assert.Throws<NotSupportedException>(() => Lanes.Keep(Vector512<int>.One, 0, 1));
    }

    private static void CheckSum<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new System.Random(3);
        for (int trial = 0; trial < 200; trial++)
        {
            T[] values = [.. Enumerable.Range(0, Vector512<T>.Count).Select(_ => T.CreateChecked((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4))))];
            T[] fold = [.. values];
            for (int half = fold.Length / 2; half > 0; half /= 2)
            {
                for (int lane = 0; lane < half; lane++)
                {
                    fold[lane] += fold[lane + half];
                }
            }

            Assert.Equal(fold[0], Lanes.Sum(Vector512.Create<T>(values)));
        }
    }

    private static void CheckKeep<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> value = Vector512.Create(T.NaN);
        for (int width = 0; width <= 40; width++)
        {
            for (int column = 0; column <= 48; column++)
            {
                Vector512<T> kept = Lanes.Keep(value, column, width);
                for (int lane = 0; lane < Vector512<T>.Count; lane++)
                {
                    Assert.True(column + lane < width ? T.IsNaN(kept[lane]) : kept[lane] == T.Zero, $"width {width}, column {column}, lane {lane}");
                }
            }
        }
    }

    private static void CheckStore<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> value = Vector512<T>.Indices + Vector512<T>.One;
        const int Margin = 64;
        for (int width = 0; width <= 40; width++)
        {
            for (int column = 0; column <= 48; column++)
            {
                var row = new T[Margin + 128];
                Lanes.Store(value, ref row[Margin], column, width);
                for (int index = 0; index < row.Length; index++)
                {
                    int lane = index - Margin - column;
                    bool live = lane >= 0 && lane < Vector512<T>.Count && column + lane < width;
                    Assert.Equal(live ? T.CreateChecked(lane + 1) : T.Zero, row[index]);
                }
            }
        }
    }
}
