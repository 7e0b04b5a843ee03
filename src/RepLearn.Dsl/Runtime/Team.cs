namespace RepLearn.Runtime;

/// <summary>Work that several threads do together, each knowing its rank.</summary>
internal interface ITeamWork
{
    /// <summary>Does the share of one worker.</summary>
    void Execute(int rank);
}

/// <summary>
/// The threads of the process that run generated programs. They start when first needed, wait for work by spinning and
/// then sleeping, and serve one run at a time.
/// </summary>
internal static class Team
{
    private static readonly Lock s_gate = new();
    private static readonly List<Member> s_members = [];

    /// <summary>Runs a program on <paramref name="workers"/> threads, the caller being rank 0.</summary>
    public static void Run(ITeamWork work, int workers)
    {
        if (workers <= 1)
        {
            work.Execute(0);
            return;
        }

        lock (s_gate)
        {
            while (s_members.Count < workers - 1)
            {
                s_members.Add(new Member(s_members.Count + 1));
            }

            for (int rank = 1; rank < workers; rank++)
            {
                s_members[rank - 1].Start(work);
            }

            Exception? failure = null;
            try
            {
                work.Execute(0);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            for (int rank = 1; rank < workers; rank++)
            {
                failure = s_members[rank - 1].Finish() ?? failure;
            }

            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private sealed class Member
    {
        private readonly ManualResetEventSlim _start = new(false, spinCount: 2000);
        private readonly ManualResetEventSlim _finish = new(false, spinCount: 2000);
        private readonly int _rank;
        private ITeamWork? _work;
        private Exception? _failure;

        public Member(int rank)
        {
            _rank = rank;
            new Thread(Loop) { IsBackground = true, Name = $"RepLearn worker {rank}" }.Start();
        }

        public void Start(ITeamWork work)
        {
            _work = work;
            _failure = null;
            _finish.Reset();
            _start.Set();
        }

        public Exception? Finish()
        {
            _finish.Wait();
            _work = null;
            return _failure;
        }

        private void Loop()
        {
            while (true)
            {
                _start.Wait();
                _start.Reset();
                try
                {
                    _work!.Execute(_rank);
                }
                catch (Exception exception)
                {
                    _failure = exception;
                }

                _finish.Set();
            }
        }
    }
}

/// <summary>A point where all workers wait for each other; usable again at once.</summary>
internal sealed class TeamBarrier
{
    private int _arrived;
    private volatile int _generation;

    public void Wait(int workers)
    {
        if (workers <= 1)
        {
            return;
        }

        int generation = _generation;
        if (Interlocked.Increment(ref _arrived) == workers)
        {
            _arrived = 0;
            _generation = generation + 1;
            return;
        }

        var spinner = new SpinWait();
        while (_generation == generation)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }
    }
}
