namespace RepLearn.Embeddings;

/// <summary>Draws noise words with probability ∝ count^power, in constant time by an alias table (Walker 1977, Vose 1991).</summary>
internal sealed class NoiseDistribution
{
    private readonly uint[] _limits;
    private readonly int[] _aliases;
    private readonly double[] _probabilities;

    /// <summary>Prepares the table.</summary>
    /// <param name="vocabulary">The words and their counts.</param>
    /// <param name="power">0.75 in word2vec.</param>
    public NoiseDistribution(Vocabulary vocabulary, double power)
    {
        int words = vocabulary.Count;
        _probabilities = new double[words];
        double sum = 0;
        for (int word = 0; word < words; word++)
        {
            _probabilities[word] = Math.Pow(vocabulary.CountOf(word), power);
            sum += _probabilities[word];
        }

        _limits = new uint[words];
        _aliases = new int[words];
        var heights = new double[words];
        var low = new Stack<int>();
        var high = new Stack<int>();
        for (int word = 0; word < words; word++)
        {
            _probabilities[word] /= sum;
            heights[word] = _probabilities[word] * words;
            (heights[word] < 1 ? low : high).Push(word);
        }

        while (low.Count > 0 && high.Count > 0)
        {
            int filled = low.Pop();
            int giver = high.Pop();
            _limits[filled] = (uint)(heights[filled] * uint.MaxValue);
            _aliases[filled] = giver;
            heights[giver] -= 1 - heights[filled];
            (heights[giver] < 1 ? low : high).Push(giver);
        }

        // What rounding has left over is full.
        foreach (int word in low.Concat(high))
        {
            _limits[word] = uint.MaxValue;
            _aliases[word] = word;
        }
    }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => 16L * _limits.Length;

    /// <summary>A word's probability.</summary>
    public double Probability(int word) => _probabilities[word];

    /// <summary>A word from two independent draws of 32 bits.</summary>
    /// <param name="column">Chooses a column of the table.</param>
    /// <param name="height">Chooses between the column's two words.</param>
    public int Draw(uint column, uint height)
    {
        int word = (int)(((ulong)column * (uint)_aliases.Length) >> 32);
        return height <= _limits[word] ? word : _aliases[word];
    }
}
