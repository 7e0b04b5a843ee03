using System.Runtime.InteropServices;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// A binary tree with the words as its leaves, in which frequent words are near the root, so that the mean path is the shortest possible
/// (Huffman 1952). Inner nodes are numbered in the order of their creation; the last one is the root.
/// </summary>
internal sealed class HuffmanTree
{
    private readonly int[] _starts;
    private readonly int[] _paths;
    private readonly byte[] _codes;

    /// <summary>Joins the two rarest nodes until one is left; of equal counts the older node goes first.</summary>
    /// <param name="vocabulary">The words and their counts.</param>
    public HuffmanTree(Vocabulary vocabulary)
    {
        int words = vocabulary.Count;
        var counts = new long[(2 * words) - 1];
        var parents = new int[counts.Length];
        var bits = new byte[counts.Length];
        var rarest = new PriorityQueue<int, (long Count, int Node)>(words);
        for (int word = 0; word < words; word++)
        {
            counts[word] = vocabulary.CountOf(word);
            rarest.Enqueue(word, (counts[word], word));
        }

        for (int node = words; node < counts.Length; node++)
        {
            int zero = rarest.Dequeue();
            int one = rarest.Dequeue();
            counts[node] = counts[zero] + counts[one];
            parents[zero] = parents[one] = node;
            bits[one] = 1;
            rarest.Enqueue(node, (counts[node], node));
        }

        int root = counts.Length - 1;
        _starts = new int[words + 1];
        var paths = new List<int>();
        var codes = new List<byte>();
        for (int word = 0; word < words; word++)
        {
            _starts[word] = paths.Count;
            for (int node = word; node != root; node = parents[node])
            {
                paths.Add(parents[node] - words);
                codes.Add(bits[node]);
            }

            CollectionsMarshal.AsSpan(paths)[_starts[word]..].Reverse();
            CollectionsMarshal.AsSpan(codes)[_starts[word]..].Reverse();
        }

        _starts[words] = paths.Count;
        _paths = [.. paths];
        _codes = [.. codes];
    }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => (sizeof(int) * ((long)_starts.Length + _paths.Length)) + _codes.Length;

    /// <summary>The inner nodes from the root to a word.</summary>
    public ReadOnlySpan<int> PathOf(int word) => _paths.AsSpan(_starts[word].._starts[word + 1]);

    /// <summary>At each of these nodes the branch, 0 or 1, that leads to the word.</summary>
    public ReadOnlySpan<byte> CodeOf(int word) => _codes.AsSpan(_starts[word].._starts[word + 1]);
}
