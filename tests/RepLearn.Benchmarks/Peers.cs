using RepLearn.Benchmarks.Encode;
using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks;

/// <summary>The other libraries, if this build has any.</summary>
internal static class Peers
{
    public static IPeerStep? CreateStep(GeneratedStep step, int threads) =>
#if PEERS
        new TorchStep(step, threads);
#else
        null;
#endif

    /// <param name="model">The model, with the parameters to use.</param>
    /// <param name="batch">The examples to encode, one a row.</param>
    /// <param name="threads">Threads of an operation.</param>
    public static IPeerEncoder? CreateEncoder(Autoencoder<float> model, float[] batch, int threads) =>
#if PEERS
        new OnnxEncoder(model, batch, threads);
#else
        null;
#endif
}
