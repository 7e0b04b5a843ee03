using System.ComponentModel;

namespace RepLearn.Numerics.Threads;

/// <summary>A thread that works for one team after another. It ends with the process.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TeamMember
{
    [ThreadStatic]
    private static bool t_isMember;

    private readonly EventCount _start = new();
    private readonly EventCount _finish = new();
    private ITeamWork? _work;
    private TeamMember? _next;
    private Exception? _failure;
    private int _rank;
    private int _finished;

    internal TeamMember()
    {
        // UnsafeStart: the first caller's ExecutionContext is not captured.
        new Thread(Loop) { IsBackground = true, Name = "RepLearn worker" }.UnsafeStart();
    }

    /// <summary>Whether the current thread works for teams and does nothing else.</summary>
    public static bool IsCurrent => t_isMember;

    /// <summary>Gives the thread its part of a run.</summary>
    /// <param name="work">The run's work.</param>
    /// <param name="rank">The thread's number in the team.</param>
    /// <param name="next">The member of the next rank, kept for the caller.</param>
    internal void Start(ITeamWork work, int rank, TeamMember? next)
    {
        (_work, _rank, _next, _failure) = (work, rank, next, null);
        _finished = _finish.Count;
        _start.Advance();
    }

    /// <summary>Waits until the part is done; returns the exception that ended it, if any, and the next member.</summary>
    internal (Exception? Failure, TeamMember? Next) Finish()
    {
        _finish.WaitPast(_finished);
        (Exception? Failure, TeamMember? Next) result = (_failure, _next);
        (_work, _next, _failure) = (null, null, null);
        return result;
    }

    private void Loop()
    {
        t_isMember = true;
        for (int started = 0; ; started++)
        {
            _start.WaitPast(started);
            _failure = Team.Attempt(_work!, _rank);
            _finish.Advance();
        }
    }
}
