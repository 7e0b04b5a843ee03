using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Model;

/// <summary>Lists by value.</summary>
public class EquatableArrayTests
{
    [Fact]
    public void EmptyLists_AreEqual_AndNotMissingOnes()
    {
        EquatableArray<string> shared = EquatableArray<string>.Empty;
        EquatableArray<string>? missing = null;
        var empty = new EquatableArray<string>([]);

        Assert.Equal(empty, shared);
        Assert.True(empty == shared);
        Assert.Equal(empty.GetHashCode(), shared.GetHashCode());
        Assert.Empty(shared);
        Assert.True(shared.Count == 0);
        Assert.True(empty != missing);
        Assert.False(empty.Equals(missing));
    }

    [Fact]
    public void EqualElements_MakeEqualLists()
    {
        var left = new EquatableArray<string>(["a", "b"]);
        EquatableArray<string> right = EquatableArray<string>.From(new List<string> { "a", new('b', 1) });

        Assert.Equal(left, right);
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b", "a")]
    [InlineData("a", "c")]
    [InlineData("a", "b", "c")]
    [InlineData("a", null)]
    public void OtherElements_OtherOrder_OrOtherLength_MakeOtherLists(params string?[] items)
    {
        var left = new EquatableArray<string>(["a", "b"]);

        Assert.NotEqual(left, new EquatableArray<string>(items!));
        Assert.True(left != new EquatableArray<string>(items!));
    }

    [Fact]
    public void MissingElements_AreCompared()
    {
        var left = new EquatableArray<string>([null!, "a"]);

        Assert.Equal(left, new EquatableArray<string>([null!, "a"]));
        Assert.Equal(left.GetHashCode(), new EquatableArray<string>([null!, "a"]).GetHashCode());
        Assert.NotEqual(left, new EquatableArray<string>(["", "a"]));
    }

    [Fact]
    public void Enumeration_GivesTheElements_AndAllocatesNothing()
    {
        var numbers = new EquatableArray<int>([1, 2, 3]);
        Assert.Equal(6, Sum(numbers));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = Sum(numbers);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(6, sum);

        static int Sum(EquatableArray<int> items)
        {
            int sum = 0;
            foreach (int item in items)
            {
                sum += item;
            }

            return sum;
        }
    }
}
