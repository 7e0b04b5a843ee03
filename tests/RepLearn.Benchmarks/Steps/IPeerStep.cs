namespace RepLearn.Benchmarks.Steps;

/// <summary>The same step done by another library, on the same parameters and batch.</summary>
internal interface IPeerStep : IDisposable
{
    /// <summary>The total loss of the first parameters with the given noise.</summary>
    double FirstLoss(NoiseKey key);

    void Backward();

    void Step();
}
