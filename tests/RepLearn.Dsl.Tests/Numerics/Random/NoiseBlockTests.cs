using System.Numerics;
using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Numerics.Random;

public sealed class NoiseBlockTests
{
    private static readonly NoiseKey s_key = new(0x1234_5678_9ABC_DEF0, 0x0FED_CBA9_8765_4321);

    public static TheoryData<int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int>();
        foreach (int firstRow in new[] { 0, 1, 2, 3, 4, 7, int.MaxValue - 20 })
        {
            foreach (int rows in new[] { 0, 1, 2, 3, 5, 17 })
            {
                foreach (int columns in new[] { 0, 1, 7, 8, 9, 15, 16, 17, 40 })
                {
                    shapes.Add(firstRow, rows, columns);
                }
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Block_EqualsItsRows_AndWritesNothingElse(int firstRow, int rows, int columns)
    {
        Compare(firstRow, rows, columns, (float[] block, int start, int stride) => Noise.Normal(s_key, 5, firstRow, rows, columns, ref block[start], stride), (row, target) => Noise.Normal(s_key, 5, row, target));
        Compare(firstRow, rows, columns, (float[] block, int start, int stride) => Noise.Uniform(s_key, 5, firstRow, rows, columns, ref block[start], stride), (row, target) => Noise.Uniform(s_key, 5, row, target));
        Compare(firstRow, rows, columns, (double[] block, int start, int stride) => Noise.Normal(s_key, 5, firstRow, rows, columns, ref block[start], stride), (row, target) => Noise.Normal(s_key, 5, row, target));
        Compare(firstRow, rows, columns, (double[] block, int start, int stride) => Noise.Uniform(s_key, 5, firstRow, rows, columns, ref block[start], stride), (row, target) => Noise.Uniform(s_key, 5, row, target));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(100)]
    public void Row_IsTheStartOfALongerRow(int columns)
    {
        var shorter = new float[columns];
        var longer = new float[columns + 50];
        Noise.Normal(s_key, 1, 6, shorter.AsSpan());
        Noise.Normal(s_key, 1, 6, longer.AsSpan());
        Assert.Equal(shorter, longer[..columns]);

        var shorterDouble = new double[columns];
        var longerDouble = new double[columns + 50];
        Noise.Uniform(s_key, 1, 6, shorterDouble.AsSpan());
        Noise.Uniform(s_key, 1, 6, longerDouble.AsSpan());
        Assert.Equal(shorterDouble, longerDouble[..columns]);
    }

    // The counter's layout, written a second time: (column | site << 24, group | site >> 8 << 30, step).
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 5, 77)]
    [InlineData(1022, int.MaxValue, 300)]
    public void Uniform_IsPhiloxOfTheDrawsPlace(int site, int row, int column)
    {
        var single = new float[column + 1];
        var wide = new double[column + 1];
        Noise.Uniform(s_key, site, row, single.AsSpan());
        Noise.Uniform(s_key, site, row, wide.AsSpan());

        uint[] four = Words(row / 4);
        uint[] two = Words(row / 2);
        ulong bits = (((ulong)two[row % 2 * 2] << 32) | two[(row % 2 * 2) + 1]) >> 11;
        Assert.Equal((four[row % 4] >> 8) / 16777216f, single[column]);
        Assert.Equal(bits / 9007199254740992.0, wide[column]);

        uint[] Words(int group) => ScalarPhilox.Encrypt(
            [(uint)column | ((uint)site << 24), (uint)group | ((uint)(site >> 8) << 30), (uint)s_key.Step, (uint)(s_key.Step >> 32)],
            (uint)s_key.Seed,
            (uint)(s_key.Seed >> 32));
    }

    [Fact]
    public void EveryPartOfTheKey_ChangesTheDraws()
    {
        var rows = new List<float[]>();
        foreach (NoiseKey key in new NoiseKey[] { new(0, 0), new(1, 0), new(1UL << 32, 0), new(0, 1), new(0, 1UL << 32) })
        {
            foreach (int site in new[] { 0, 1, 255, 256, 1022 })
            {
                foreach (int row in new[] { 0, 1, 2, 3, 4, 1000, int.MaxValue })
                {
                    var target = new float[48];
                    Noise.Uniform(key, site, row, target.AsSpan());
                    rows.Add(target);
                }
            }
        }

        // Also no two equal runs of 16 columns within or across rows.
        var seen = new HashSet<string>();
        Assert.All(rows.SelectMany(row => row.Chunk(16)), chunk => Assert.True(seen.Add(string.Join(',', chunk))));
    }

    [Fact]
    public void BadPlaces_AreRefused()
    {
        var target = new float[64];
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Normal(s_key, -1, 0, target.AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Normal(s_key, 1023, 0, target.AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Normal(s_key, 0, -1, target.AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Uniform(s_key, 0, int.MaxValue, 2, 1, ref target[0], 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Uniform(s_key, 0, 0, 2, 17, ref target[0], 17));
        Assert.Throws<NotSupportedException>(() => Noise.Normal(s_key, 0, 0, new Half[4].AsSpan()));
    }

    private delegate void RowFill<T>(int row, Span<T> target);

    private static void Compare<T>(int firstRow, int rows, int columns, Action<T[], int, int> fillBlock, RowFill<T> fillRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Margin = 32;
        int padded = (columns + 15) / 16 * 16;
        int stride = padded + 16;
        T canary = T.CreateChecked(-12345);
        var block = new T[Margin + (rows * stride) + Margin];
        Array.Fill(block, canary);

        fillBlock(block, Margin, stride);

        for (int row = 0; row < rows; row++)
        {
            var expected = new T[columns];
            fillRow(firstRow + row, expected);
            int start = Margin + (row * stride);
            Assert.Equal(expected, block[start..(start + columns)]);
            Assert.DoesNotContain(block[start..(start + columns)], value => value == canary);
            Assert.All(block[(start + padded)..(start + stride)], value => Assert.Equal(canary, value));
        }

        Assert.All(block[..Margin], value => Assert.Equal(canary, value));
        Assert.All(block[(Margin + (rows * stride))..], value => Assert.Equal(canary, value));
    }
}
