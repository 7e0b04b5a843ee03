using RepLearn.Embeddings.Random;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>Draws noise words with probability ∝ count^power.</summary>
internal sealed class NoiseDistribution
{
    private readonly AliasTable _table;
    private readonly double[] _probabilities;

    /// <summary>Prepares the table.</summary>
    /// <param name="vocabulary">The words and their counts.</param>
    /// <param name="power">0.75 in word2vec.</param>
    public NoiseDistribution(Vocabulary vocabulary, double power)
    {
        _probabilities = new double[vocabulary.Count];
        double sum = 0;
        for (int word = 0; word < _probabilities.Length; word++)
        {
            _probabilities[word] = Math.Pow(vocabulary.CountOf(word), power);
            sum += _probabilities[word];
        }

        for (int word = 0; word < _probabilities.Length; word++)
        {
            _probabilities[word] /= sum;
        }

        _table = new AliasTable(_probabilities, [0, _probabilities.Length]);
    }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => _table.Bytes + (sizeof(double) * (long)_probabilities.Length);

    /// <summary>A word's probability.</summary>
    public double Probability(int word) => _probabilities[word];

    /// <summary>A word from two independent draws of 32 bits.</summary>
    public int Draw(uint column, uint height) => _table.Draw(0, _probabilities.Length, column, height);
}
