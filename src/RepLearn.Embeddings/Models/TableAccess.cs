namespace RepLearn.Embeddings.Models;

/// <summary>
/// Lets any number of threads read a model's tables, or one change them, never both. A reader that comes while they are changed is
/// refused, because a fit may last for hours; a fit waits for readers, who are done soon.
/// </summary>
/// <param name="name">The model's name, for messages.</param>
internal sealed class TableAccess(string name)
{
    private const int Changing = -1;

    // Readers, or Changing.
    private int _holders;

    /// <summary>Begins to read.</summary>
    /// <exception cref="InvalidOperationException">The tables are being changed.</exception>
    public Held Read()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders != Changing)
        {
            int before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
            {
                return new Held(this, 1);
            }

            holders = before;
        }

        throw new InvalidOperationException(
            $"{name} is being trained. Its vectors can be read before and after Fit, and from within a report of progress whose epoch is complete; vectors that were taken before the fit stay as they are, and a file of the option Checkpoint can be loaded at any time.");
    }

    /// <summary>Begins to change the tables, once all readers are done. Only one thread may ask at a time.</summary>
    public Held Change()
    {
        SpinWait wait = default;
        while (Interlocked.CompareExchange(ref _holders, Changing, 0) != 0)
        {
            wait.SpinOnce();
        }

        return new Held(this, Changing);
    }

    /// <summary>The access, until disposed of.</summary>
    public readonly ref struct Held(TableAccess access, int share)
    {
        public void Dispose() => Interlocked.Add(ref access._holders, -share);
    }
}
