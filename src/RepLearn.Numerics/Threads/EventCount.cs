using System.ComponentModel;
using System.Diagnostics;

namespace RepLearn.Numerics.Threads;

/// <summary>
/// A counter whose changes threads wait for: first spinning, which answers within a fraction of a microsecond, then
/// asleep, which costs the machine nothing. Waiting allocates nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventCount
{
    // The parts of a program that two workers do seldom differ by more, and waking a thread costs about as much.
    private const int SpinMicroseconds = 50;

    private readonly object _bed = new();
    private int _count;
    private int _sleepers;

    /// <summary>How long a thread waits before it falls asleep, in the stopwatch's ticks.</summary>
    public static long SpinTicks { get; } = Environment.ProcessorCount > 1 ? SpinMicroseconds * Stopwatch.Frequency / 1_000_000 : 0;

    /// <summary>How often the event count has advanced.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>Lets all waiting threads go. What was written before is seen by them.</summary>
    internal void Advance()
    {
        // Both this and the sleeper's increment are full fences: either the sleeper sees the new count or this sees the sleeper.
        Interlocked.Increment(ref _count);
        if (Volatile.Read(ref _sleepers) > 0)
        {
            lock (_bed)
            {
                Monitor.PulseAll(_bed);
            }
        }
    }

    /// <summary>Waits until the count is no longer <paramref name="seen"/>.</summary>
    internal void WaitPast(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (Count == seen)
        {
            if (Stopwatch.GetTimestamp() - start > SpinTicks)
            {
                Sleep(seen);
                return;
            }

            Thread.SpinWait(1);
        }
    }

    private void Sleep(int seen)
    {
        lock (_bed)
        {
            Interlocked.Increment(ref _sleepers);
            try
            {
                while (Count == seen)
                {
                    Monitor.Wait(_bed);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _sleepers);
            }
        }
    }
}
