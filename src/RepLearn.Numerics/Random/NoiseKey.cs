namespace RepLearn;

/// <summary>
/// Names the noise of one step. All corruption, dropout and sampling noise is a function of this key, the place in the
/// model and the row, so the same key gives the same noise on any number of threads.
/// </summary>
/// <param name="Seed">The stream, for example of a training run.</param>
/// <param name="Step">The step within the stream.</param>
public readonly record struct NoiseKey(ulong Seed, ulong Step);
