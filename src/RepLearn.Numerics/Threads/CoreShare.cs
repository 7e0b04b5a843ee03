using System.ComponentModel;

namespace RepLearn.Numerics.Threads;

/// <summary>
/// One run's share of the processor while it lasts. No run waits for another: a run that finds others at work takes fewer threads, because
/// more threads than cores would wait for each other at every barrier. Runs of one thread are not counted.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CoreShare
{
    private static int s_runs;
    private readonly bool _counts;

    /// <summary>Claims a share.</summary>
    /// <param name="wanted">The threads that the run would have alone.</param>
    public CoreShare(int wanted)
    {
        _counts = wanted > 1;
        int runs = _counts ? Interlocked.Increment(ref s_runs) : 1;
        Workers = runs == 1 ? wanted : Math.Clamp(Environment.ProcessorCount / runs, 1, wanted);
    }

    /// <summary>Whether no run of several threads is under way.</summary>
    public static bool IsWhole => Volatile.Read(ref s_runs) == 0;

    /// <summary>The threads to use.</summary>
    public int Workers { get; }

    /// <summary>Gives the share back.</summary>
    public void Dispose()
    {
        if (_counts)
        {
            Interlocked.Decrement(ref s_runs);
        }
    }
}
