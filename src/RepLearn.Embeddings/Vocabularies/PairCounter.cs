using System.Runtime.InteropServices;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>Counts pairs of words by their numbers, with bounded memory as <see cref="WordCounter"/> does.</summary>
internal sealed class PairCounter(int limit)
{
    private readonly Dictionary<ulong, long> _counts = [];
    private long _droppedUpTo;

    /// <summary>The pairs, see <see cref="Pair"/>, and their counts, in no order.</summary>
    public IReadOnlyDictionary<ulong, long> Counts => _counts;

    /// <summary>Two numbers as one.</summary>
    public static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    /// <summary>The first number of a pair.</summary>
    public static int First(ulong pair) => (int)(pair >> 32);

    /// <summary>The second number of a pair.</summary>
    public static int Second(ulong pair) => (int)(uint)pair;

    public void Add(int first, int second)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, Pair(first, second), out _)++;
        while (_counts.Count > limit)
        {
            _droppedUpTo++;
            foreach ((ulong pair, long count) in _counts)
            {
                // Removing is allowed while a dictionary is enumerated.
                if (count <= _droppedUpTo)
                {
                    _counts.Remove(pair);
                }
            }
        }
    }
}
