using CsCheck;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vocabularies;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vocabularies;

public sealed class HuffmanTreeTests
{
    private static readonly Gen<long[]> Counts = Gen.Long[1, 1_000_000].Array[2, 60];

    /// <summary>Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, figure 16.5: f, e, c, b, d, a.</summary>
    [Fact]
    public void CodeLengths_AreThoseOfTheTextbook()
    {
        (Vocabulary vocabulary, HuffmanTree tree) = Tree([45, 13, 12, 16, 9, 5]);

        Assert.Equal([1, 3, 3, 3, 4, 4], new[] { "w0", "w1", "w2", "w3", "w4", "w5" }.Select(word => tree.CodeOf(vocabulary.IndexOf(word)).Length));
    }

    [Fact]
    public void MeanCodeLength_IsTheLeastThatAnyPrefixCodeHas() => Counts.Sample(counts =>
    {
        (Vocabulary vocabulary, HuffmanTree tree) = Tree(counts);
        long cost = Enumerable.Range(0, counts.Length).Sum(word => vocabulary.CountOf(word) * tree.CodeOf(word).Length);

        // Each joining of two nodes puts one more digit before all words below, so the least cost is the sum of all joined counts.
        List<long> nodes = [.. counts];
        long least = 0;
        while (nodes.Count > 1)
        {
            nodes.Sort();
            long joined = nodes[0] + nodes[1];
            least += joined;
            nodes.RemoveRange(0, 2);
            nodes.Add(joined);
        }

        Assert.Equal(least, cost);
        double total = counts.Sum();
        double entropy = -counts.Sum(count => count / total * Math.Log2(count / total));
        Assert.InRange(cost / total, entropy - 1e-9, entropy + 1);
    });

    [Fact]
    public void Paths_AreThoseOfOneFullTree() => Counts.Sample(counts =>
    {
        (_, HuffmanTree tree) = Tree(counts);
        var children = new Dictionary<(int Node, byte Branch), (bool IsLeaf, int Number)>();
        for (int word = 0; word < counts.Length; word++)
        {
            int[] path = tree.PathOf(word).ToArray();
            byte[] code = tree.CodeOf(word).ToArray();
            Assert.Equal(path.Length, code.Length);
            Assert.Equal(counts.Length - 2, path[0]);
            for (int place = 0; place < path.Length; place++)
            {
                (bool, int) child = place + 1 < path.Length ? (false, path[place + 1]) : (true, word);
                Assert.Equal(child, children.GetValueOrDefault((path[place], code[place]), child));
                children[(path[place], code[place])] = child;
            }
        }

        // Two children for each inner node, each of them the child of one node only.
        Assert.Equal(2 * (counts.Length - 1), children.Count);
        Assert.Equal(children.Count, children.Values.Distinct().Count());
        Assert.All(children.Keys, key => Assert.InRange(key.Node, 0, counts.Length - 2));
        Assert.All(children.Keys, key => Assert.InRange(key.Branch, 0, 1));
    });

    private static (Vocabulary Vocabulary, HuffmanTree Tree) Tree(long[] counts)
    {
        Vocabulary vocabulary = Vocabulary.FromCounts(counts.Select((count, word) => KeyValuePair.Create($"w{word}", count)));
        return (vocabulary, new HuffmanTree(vocabulary));
    }
}
