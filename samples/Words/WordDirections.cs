using RepLearn.Embeddings;

namespace WordsSample;

/// <summary>Vectors scaled to length 1, since the cosine is what skip-gram's neighbours are about.</summary>
internal static class WordDirections
{
    /// <summary>The direction of one vector; zeros stay zeros.</summary>
    public static float[] Of(ReadOnlySpan<float> vector)
    {
        double squares = 0;
        foreach (float value in vector)
        {
            squares += (double)value * value;
        }

        double length = Math.Sqrt(squares);
        var direction = new float[vector.Length];
        for (int place = 0; place < direction.Length && length > 0; place++)
        {
            direction[place] = (float)(vector[place] / length);
        }

        return direction;
    }

    /// <summary>The directions of some words, one per row.</summary>
    /// <param name="vectors">All vectors.</param>
    /// <param name="words">The words' numbers.</param>
    /// <param name="width">Values in a row, at least those of a vector; further ones are 0.</param>
    public static float[] Of(WordVectors vectors, IReadOnlyList<int> words, int width)
    {
        var rows = new float[words.Count * width];
        for (int row = 0; row < words.Count; row++)
        {
            Of(vectors[words[row]]).CopyTo(rows.AsSpan(row * width));
        }

        return rows;
    }
}
