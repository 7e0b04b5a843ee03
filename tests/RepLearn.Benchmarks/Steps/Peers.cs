namespace RepLearn.Benchmarks.Steps;

/// <summary>The peer of a step, if this build has any.</summary>
internal static class Peers
{
    public static IPeerStep? Create(GeneratedStep step, int threads) =>
#if PEERS
        new TorchStep(step, threads);
#else
        null;
#endif
}
