using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Numerics.Random;

public sealed class PermutationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(10_000)]
    public void Shuffle_KeepsEveryItemOnce(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        Permutation.Shuffle(new NoiseKey(1, 2), items);
        Assert.Equal(Enumerable.Range(0, count), items.Order());
    }

    [Fact]
    public void Shuffle_DependsOnTheKeyAlone()
    {
        Assert.Equal(Order(new NoiseKey(1, 2)), Order(new NoiseKey(1, 2)));
        Assert.NotEqual(Order(new NoiseKey(1, 2)), Order(new NoiseKey(1, 3)));
        Assert.NotEqual(Order(new NoiseKey(1, 2)), Order(new NoiseKey(2, 2)));

        static int[] Order(NoiseKey key)
        {
            int[] items = [.. Enumerable.Range(0, 100)];
            Permutation.Shuffle(key, items);
            return items;
        }
    }

    // Chi-square over the 120 orders of five items has mean 119 and variance 238.
    [Fact]
    public void Shuffle_GivesAllOrdersAlike()
    {
        const int Trials = 120_000;
        var counts = new Dictionary<string, int>();
        for (int step = 0; step < Trials; step++)
        {
            int[] items = [0, 1, 2, 3, 4];
            Permutation.Shuffle(new NoiseKey(99, (ulong)step), items);
            string order = string.Concat(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(120, counts.Count);
        double square = counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000.0);
        Assert.InRange((square - 119) / Math.Sqrt(238), -4.9, 4.9);
    }

    // Each place's item has mean 499.5 and variance (1000^2 - 1) / 12 in a shuffle of 1000.
    [Fact]
    public void Shuffle_OfManyItems_IsEvenAtBothEnds()
    {
        const int Trials = 2000;
        double first = 0, last = 0;
        for (int step = 0; step < Trials; step++)
        {
            int[] items = [.. Enumerable.Range(0, 1000)];
            Permutation.Shuffle(new NoiseKey(5, (ulong)step), items);
            first += items[0] - 499.5;
            last += items[^1] - 499.5;
        }

        double scale = Math.Sqrt(Trials * ((1000.0 * 1000.0) - 1) / 12);
        Assert.InRange(first / scale, -4.9, 4.9);
        Assert.InRange(last / scale, -4.9, 4.9);
    }
}
