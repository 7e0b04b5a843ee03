namespace RepLearn.Embeddings.Random;

/// <summary>What an embedding draws random bits for.</summary>
internal static class EmbeddingSite
{
    /// <summary>Whether an occurrence stays.</summary>
    public const int Subsampling = 0;

    /// <summary>The width of a window.</summary>
    public const int Window = 1;

    /// <summary>Noise words.</summary>
    public const int Negatives = 2;

    /// <summary>First values of input rows.</summary>
    public const int Initialization = 3;

    /// <summary>Steps of walks over a graph.</summary>
    public const int Walks = 4;
}
