using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Training;

/// <summary>How a team of threads trains on an epoch.</summary>
internal interface IEpochPass : ITeamWork
{
    /// <summary>Bytes of buffers.</summary>
    long Bytes { get; }
}
