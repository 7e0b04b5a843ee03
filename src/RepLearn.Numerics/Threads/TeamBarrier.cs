using System.ComponentModel;

namespace RepLearn.Numerics.Threads;

/// <summary>
/// A point where all workers of a team wait for each other; usable again at once. It breaks when a worker fails, since that one
/// will never arrive: the others then fail too instead of waiting for ever.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TeamBarrier
{
    private readonly EventCount _eventCount = new();
    private int _arrived;
    private volatile bool _broken;

    /// <summary>Waits until <paramref name="workers"/> threads have come.</summary>
    /// <exception cref="BrokenBarrierException">A worker of the team failed.</exception>
    public void Wait(int workers)
    {
        if (workers <= 1)
        {
            return;
        }

        // In this order: a break after the check advances the event count past the count that was read.
        int generation = _eventCount.Count;
        if (!_broken)
        {
            if (Interlocked.Increment(ref _arrived) == workers)
            {
                _arrived = 0;
                _eventCount.Advance();
                return;
            }

            _eventCount.WaitPast(generation);
        }

        if (_broken)
        {
            throw new BrokenBarrierException();
        }
    }

    /// <summary>Makes every wait fail, those under way too.</summary>
    internal void Break()
    {
        _broken = true;
        _eventCount.Advance();
    }

    /// <summary>Makes a broken barrier whole. No thread may be waiting.</summary>
    internal void Reset()
    {
        _arrived = 0;
        _broken = false;
    }
}

/// <summary>Another worker of the team failed, whose exception is the one that is reported.</summary>
internal sealed class BrokenBarrierException() : Exception("Another worker of the team failed.");
