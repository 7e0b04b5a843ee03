using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>How a team of threads trains on an epoch.</summary>
internal interface IEpochPass : ITeamWork
{
    /// <summary>Bytes of buffers.</summary>
    long Bytes { get; }
}
