using RepLearn.Numerics.Buffers;
using Xunit;

namespace RepLearn.Tests.Numerics.Buffers;

public sealed class PaddingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 20)]
    [InlineData(2, 8)]
    [InlineData(7, 3)]
    [InlineData(40, 1)]
    [InlineData(5, 16)]
    [InlineData(5, 33)]
    public void Remove_KeepsEachRowsValuesAndWritesNothingBehindThem(int rows, int width)
    {
        Check(place => (float)place);
        Check(place => (double)place);

        void Check<T>(Func<int, T> value)
            where T : unmanaged
        {
            int stride = Padding.Of(width);
            T[] padded = [.. Enumerable.Range(0, rows * stride).Select(value)];
            var target = new T[(rows * width) + Padding.Lanes];
            Array.Fill(target, value(-1));

            Padding.Remove(padded, target.AsSpan(0, rows * width), width);

            for (int place = 0; place < target.Length; place++)
            {
                T expected = place < rows * width ? value((place / width * stride) + (place % width)) : value(-1);
                Assert.Equal(expected, target[place]);
            }
        }
    }
}
