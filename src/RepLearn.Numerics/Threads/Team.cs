using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace RepLearn.Numerics.Threads;

/// <summary>Work that several threads do together, each knowing its rank.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamWork
{
    /// <summary>Where the workers wait for each other. It belongs to this work alone while it runs.</summary>
    TeamBarrier Barrier { get; }

    /// <summary>Does the part of one worker.</summary>
    void Execute(int rank);
}

/// <summary>
/// The threads of the process that run generated programs. They start when first needed and wait for work by spinning for
/// a moment and then sleeping. Each run has threads of its own while it lasts, so none waits for another;
/// <see cref="CoreShare"/> says how many it should have.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Team
{
    private static readonly Lock s_idleGate = new();
    private static readonly Stack<TeamMember> s_idle = new();

    /// <summary>
    /// Runs a program on <paramref name="workers"/> threads, the caller being rank 0, and returns when all have finished. If
    /// workers fail, the lowest rank's exception is thrown, other than from a barrier that broke because of it.
    /// </summary>
    public static void Run(ITeamWork work, int workers)
    {
        if (workers <= 1)
        {
            work.Execute(0);
        }
        else
        {
            RunTogether(work, workers);
        }
    }

    /// <summary>Does a worker's part; if it fails, the others are let go from the barrier.</summary>
    internal static Exception? Attempt(ITeamWork work, int rank)
    {
        try
        {
            work.Execute(rank);
            return null;
        }
        catch (Exception exception)
        {
            work.Barrier.Break();
            return exception;
        }
    }

    private static void RunTogether(ITeamWork work, int workers)
    {
        work.Barrier.Reset();
        TeamMember? last = null;
        try
        {
            for (int rank = workers - 1; rank > 0; rank--)
            {
                TeamMember member = TakeIdle();
                member.Start(work, rank, next: last);
                last = member;
            }
        }
        catch
        {
            // A thread could not be made: those that have started must not wait for it.
            work.Barrier.Break();
            Gather(last, null);
            throw;
        }

        Exception? failure = Gather(last, Attempt(work, 0));
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    // Members are chained by rising rank.
    private static Exception? Gather(TeamMember? member, Exception? failure)
    {
        while (member is not null)
        {
            (Exception? theirs, TeamMember? next) = member.Finish();
            if (failure is null || (failure is BrokenBarrierException && theirs is not null))
            {
                failure = theirs;
            }

            lock (s_idleGate)
            {
                s_idle.Push(member);
            }

            member = next;
        }

        return failure;
    }

    private static TeamMember TakeIdle()
    {
        lock (s_idleGate)
        {
            if (s_idle.TryPop(out TeamMember? member))
            {
                return member;
            }
        }

        return new TeamMember();
    }
}
