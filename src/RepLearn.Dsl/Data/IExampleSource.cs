namespace RepLearn;

/// <summary>
/// Examples to train or test on, read front to back once per epoch, so they need not fit in memory. Make one with
/// <see cref="Examples"/>, or implement this for data of your own.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IExampleSource<T>
    where T : unmanaged
{
    /// <summary>Values in one example.</summary>
    int Width { get; }

    /// <summary>Examples in one epoch, at least 1; null where that is not known before they are read.</summary>
    long? Count { get; }

    /// <summary>
    /// Identifies these examples and how they are shuffled, so that a fit is resumed with its own data. Null if the source cannot say; then
    /// a fit with a checkpoint reads all examples of one epoch for it before its first step. Only such a fit asks.
    /// </summary>
    string? Fingerprint => null;

    /// <summary>Starts reading an epoch.</summary>
    /// <param name="shuffle">
    /// Null for the stored order. Otherwise decides an order, as well mixed as the source can: the same key gives the
    /// same order, so that a fit can be repeated and resumed.
    /// </param>
    IExampleReader<T> Open(NoiseKey? shuffle);
}

/// <summary>One pass over a source's examples.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IExampleReader<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Reads the next examples.</summary>
    /// <param name="rows">Room for one or more whole examples, one per row.</param>
    /// <returns>The examples written from the front of <paramref name="rows"/>; 0 only at the end.</returns>
    int Read(Span<T> rows);
}
