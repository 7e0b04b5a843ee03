using System.ComponentModel;

namespace RepLearn.Embeddings.Runtime;

/// <summary>What the compiler knows of an embedding; generated code passes it to <see cref="Embeddings.Embedding{T}"/>.</summary>
/// <param name="Name">The model's class name.</param>
/// <param name="IsSkipGram">Whether the centre predicts its context, rather than the context's mean the centre.</param>
/// <param name="Dimension">Values in a vector.</param>
/// <param name="Stride">Values from one row of a table to the next: the dimension rounded up to a multiple of 16.</param>
/// <param name="Window">The most tokens on either side that belong to a context.</param>
/// <param name="Negatives">Noise words for each word; 0 for hierarchical softmax.</param>
/// <param name="NoisePower">The exponent of counts in the noise distribution.</param>
/// <param name="SharesNegatives">Whether the context words of a centre share their noise words.</param>
/// <param name="Subsampling">The frequency from which on words are thinned; 0 for none.</param>
/// <param name="SubwordMinimum">Characters of the shortest n-gram; 0 for no subwords.</param>
/// <param name="SubwordMaximum">Characters of the longest n-gram.</param>
/// <param name="Buckets">Rows that n-grams share; 0 for no subwords.</param>
/// <param name="TargetBlock">Targets that the kernels take at once; the targets of a pair are padded to a multiple of it.</param>
/// <param name="Architecture">What decides the meaning of a file of vectors, in one canonical line.</param>
/// <param name="Fingerprint">SHA-256 of that line, in hexadecimal.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record EmbeddingInfo(
    string Name,
    bool IsSkipGram,
    int Dimension,
    int Stride,
    int Window,
    int Negatives,
    double NoisePower,
    bool SharesNegatives,
    double Subsampling,
    int SubwordMinimum,
    int SubwordMaximum,
    int Buckets,
    int TargetBlock,
    string Architecture,
    string Fingerprint)
{
    /// <summary>Whether words are predicted by their paths in a Huffman tree.</summary>
    public bool IsHierarchical => Negatives == 0;
}
