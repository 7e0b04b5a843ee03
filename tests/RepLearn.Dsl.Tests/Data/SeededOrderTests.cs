using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class SeededOrderTests
{
    [Fact]
    public void EveryOrderOfFour_ComesAboutEquallyOften()
    {
        var counts = new Dictionary<string, int>();
        for (ulong seed = 0; seed < 24_000; seed++)
        {
            string order = string.Concat(SeededOrder.Permutation(4, seed));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Five standard deviations of a count of 1000 in 24000.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 845, 1155));
    }

    [Fact]
    public void Stratified_TakesTurnsAmongClassesUntilTheyRunOut()
    {
        int[] labels = [.. Enumerable.Repeat(0, 50), .. Enumerable.Repeat(1, 3), .. Enumerable.Repeat(2, 50)];
        int[] chosen = SeededOrder.Stratified(labels, 23, seed: 9);
        Assert.Equal(23, chosen.Distinct().Count());
        Assert.Equal([10, 3, 10], Enumerable.Range(0, 3).Select(label => chosen.Count(place => labels[place] == label)));
    }

    [Fact]
    public void Stratified_CannotChooseMoreThanThereAre() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SeededOrder.Stratified([0, 1], 3, seed: 0));
}
