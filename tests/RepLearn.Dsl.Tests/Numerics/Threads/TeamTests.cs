using RepLearn.Numerics.Threads;
using RepLearn.Tests.Dsl.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Threads;

/// <summary>The threads that run programs together: every rank once, no wait without end, no garbage.</summary>
/// <remarks>Alone, for other tests' teams contend for the same locks, and a lock allocates when it is first contended for.</remarks>
[Collection(nameof(AllocationTests))]
public sealed class TeamTests
{
    // Far more than any of these needs; a hang becomes a failure rather than a stuck test run.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_ExecutesEachRankOnce(int workers)
    {
        int[] calls = new int[workers];
        Within(() => Team.Run(new Work((_, rank) => Interlocked.Increment(ref calls[rank])), workers));
        Assert.All(calls, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_CallerIsRankZero(int workers)
    {
        int caller = -1;
        int[] threads = new int[workers];
        Within(() =>
        {
            caller = Environment.CurrentManagedThreadId;
            Team.Run(new Work((_, rank) => threads[rank] = Environment.CurrentManagedThreadId), workers);
        });
        Assert.Equal(caller, threads[0]);
        Assert.Equal(workers, threads.Distinct().Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Barrier_SeparatesWhatIsBeforeFromWhatIsAfter(int workers)
    {
        // Each round every worker writes its cell, and after the barrier must see the round's number in all of them.
        int[] cells = new int[workers];
        int errors = 0;
        Within(() => Team.Run(
            new Work((barrier, rank) =>
            {
                for (int round = 1; round <= 2000; round++)
                {
                    cells[rank] = round;
                    barrier.Wait(workers);
                    foreach (int cell in cells)
                    {
                        if (cell != round)
                        {
                            Interlocked.Increment(ref errors);
                        }
                    }

                    barrier.Wait(workers);
                }
            }),
            workers));
        Assert.Equal(0, errors);
    }

    [Fact]
    public void Barrier_WaitsForAWorkerThatComesLate()
    {
        // Late enough that the other has stopped spinning and sleeps.
        bool arrived = false;
        bool seen = false;
        Within(() => Team.Run(
            new Work((barrier, rank) =>
            {
                if (rank == 1)
                {
                    Thread.Sleep(50);
                    Volatile.Write(ref arrived, true);
                }

                barrier.Wait(2);
                seen = rank == 0 ? Volatile.Read(ref arrived) : seen;
                barrier.Wait(2);
            }),
            2));
        Assert.True(seen);
    }

    [Fact]
    public void WaitingThreads_Sleep()
    {
        if (!OperatingSystem.IsLinux())
        {
            // A thread's own time is not to be had elsewhere without native calls.
            return;
        }

        // A spinning wait of 400 ms would use as much of the processor; other tests' threads do not count.
        TimeSpan used = TimeSpan.MaxValue;
        var eventCount = new EventCount();
        var waiting = new Thread(() =>
        {
            TimeSpan before = ThreadTime();
            eventCount.WaitPast(0);
            used = ThreadTime() - before;
        });
        waiting.Start();
        Thread.Sleep(400);
        eventCount.Advance();
        Assert.True(waiting.Join(s_patience));
        Assert.True(used < TimeSpan.FromMilliseconds(50), $"Waiting used {used.TotalMilliseconds} ms of the processor.");
    }

    [Fact]
    public void ManyRuns_AllFinish()
    {
        int calls = 0;
        var work = new Work((barrier, _) =>
        {
            barrier.Wait(3);
            Interlocked.Increment(ref calls);
        });
        Within(() =>
        {
            for (int run = 0; run < 5000; run++)
            {
                Team.Run(work, 3);
            }
        });
        Assert.Equal(15000, calls);
    }

    [Fact]
    public void RunsWithDifferentNumbersOfWorkers_FollowEachOther()
    {
        int calls = 0;
        Within(() =>
        {
            for (int run = 0; run < 500; run++)
            {
                int workers = 1 + (run % 5);
                Team.Run(
                    new Work((barrier, _) =>
                    {
                        barrier.Wait(workers);
                        Interlocked.Increment(ref calls);
                    }),
                    workers);
            }
        });
        Assert.Equal(500 * 3, calls);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void AFailure_ReachesTheCallerAndFreesThoseAtTheBarrier(int workers, int failing)
    {
        var work = new Work((barrier, rank) =>
        {
            if (rank == failing)
            {
                Thread.Sleep(5);
                throw new InvalidTimeZoneException("intended");
            }

            for (int round = 0; round < 1000; round++)
            {
                barrier.Wait(workers);
            }
        });
        Within(() =>
        {
            for (int run = 0; run < 10; run++)
            {
                InvalidTimeZoneException exception = Assert.Throws<InvalidTimeZoneException>(() => Team.Run(work, workers));
                Assert.Equal("intended", exception.Message);
            }
        });
    }

    [Fact]
    public void AFailureBeforeOthersArrive_FreesThemToo()
    {
        var work = new Work((barrier, rank) =>
        {
            if (rank == 1)
            {
                throw new InvalidTimeZoneException();
            }

            Thread.Sleep(20);
            barrier.Wait(2);
        });
        Within(() => Assert.Throws<InvalidTimeZoneException>(() => Team.Run(work, 2)));
    }

    [Fact]
    public void OfSeveralFailures_TheLowestRankIsReported()
    {
        var work = new Work((_, rank) => throw new InvalidTimeZoneException($"{rank}"));
        Within(() => Assert.Equal("0", Assert.Throws<InvalidTimeZoneException>(() => Team.Run(work, 4)).Message));
        var others = new Work((_, rank) =>
        {
            if (rank > 0)
            {
                throw new InvalidTimeZoneException($"{rank}");
            }
        });
        Within(() => Assert.Equal("1", Assert.Throws<InvalidTimeZoneException>(() => Team.Run(others, 4)).Message));
    }

    [Fact]
    public void AfterAFailure_TheSameWorkRunsAgain()
    {
        bool fail = true;
        int calls = 0;
        var work = new Work((barrier, rank) =>
        {
            if (fail && rank == 1)
            {
                throw new InvalidTimeZoneException();
            }

            barrier.Wait(3);
            Interlocked.Increment(ref calls);
        });
        Within(() =>
        {
            Assert.Throws<InvalidTimeZoneException>(() => Team.Run(work, 3));
            fail = false;
            calls = 0;
            Team.Run(work, 3);
        });
        Assert.Equal(3, calls);
    }

    [Fact]
    public void RunsFromSeveralThreads_AllFinish()
    {
        int calls = 0;
        Within(() =>
        {
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                var work = new Work((barrier, _) =>
                {
                    barrier.Wait(2);
                    Interlocked.Increment(ref calls);
                });
                for (int run = 0; run < 500; run++)
                {
                    Team.Run(work, 2);
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
        });
        Assert.Equal(4000, calls);
    }

    // The first run ends only when one that began later has ended.
    [Fact]
    public void ARun_DoesNotWaitForAnothers()
    {
        using var begun = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var slow = new Work((barrier, rank) =>
        {
            barrier.Wait(2);
            begun.Set();
            ended.Wait();
        });
        Within(() =>
        {
            var other = new Thread(() => Team.Run(slow, 2));
            other.Start();
            begun.Wait();
            Team.Run(new Work((barrier, _) => barrier.Wait(2)), 2);
            ended.Set();
            other.Join();
        });
    }

    [Fact]
    public void RunsTogether_ShareTheCores()
    {
        int cores = Environment.ProcessorCount;
        using (var first = new CoreShare(2 * cores))
        {
            Assert.Equal(2 * cores, first.Workers);
            using (var second = new CoreShare(2 * cores))
            {
                Assert.Equal(Math.Max(1, cores / 2), second.Workers);
                Assert.False(CoreShare.IsWhole);
                using var small = new CoreShare(1);
                Assert.Equal(1, small.Workers);
            }
        }

        Assert.True(CoreShare.IsWhole);
        using var alone = new CoreShare(3);
        Assert.Equal(3, alone.Workers);
    }

    [Fact]
    public void RunsInsideOfWork_Finish()
    {
        // Every rank starts a run of its own while all of the outer team's threads are taken, twice nested.
        int calls = 0;
        Within(() => Team.Run(
            new Work((outerBarrier, _) =>
            {
                outerBarrier.Wait(3);
                Team.Run(
                    new Work((barrier, _) =>
                    {
                        barrier.Wait(2);
                        Team.Run(
                            new Work((innerBarrier, _) =>
                            {
                                innerBarrier.Wait(2);
                                Interlocked.Increment(ref calls);
                            }),
                            2);
                        barrier.Wait(2);
                    }),
                    2);
                outerBarrier.Wait(3);
            }),
            3));
        Assert.Equal(12, calls);
    }

    [Fact]
    public void ARun_AllocatesNothing()
    {
        long allocated = -1;
        var work = new Work((barrier, rank) =>
        {
            if (rank == 1)
            {
                Thread.Sleep(1);
            }

            barrier.Wait(2);
        });
        Within(() =>
        {
            RunOften();
            allocated = Allocated.ByThread(RunOften);
        });
        Assert.Equal(0, allocated);

        void RunOften()
        {
            for (int run = 0; run < 50; run++)
            {
                Team.Run(work, 2);
            }
        }
    }

    // The first figure is nanoseconds on a processor.
    private static TimeSpan ThreadTime() =>
        TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) / 1000);

    private static void Within(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        Assert.True(thread.Join(s_patience), $"Not finished within {s_patience.TotalSeconds} s.");
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private sealed class Work(Action<TeamBarrier, int> execute) : ITeamWork
    {
        public TeamBarrier Barrier { get; } = new();

        public void Execute(int rank) => execute(Barrier, rank);
    }
}
