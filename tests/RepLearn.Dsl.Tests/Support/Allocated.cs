namespace RepLearn.Tests.Support;

/// <summary>
/// What an action allocates when it runs: the most of 20 runs, without a few that the runtime itself may spoil, which allocates now and
/// then, in any thread, for a class that is first used or a lock that is first contended for. What allocates in every second run is told.
/// </summary>
internal static class Allocated
{
    private const int Attempts = 20;

    // Other threads of the process may be the test runner's.
    private const int SparedByThread = 2;
    private const int SparedByProcess = 8;

    /// <summary>The bytes that an action allocated on the calling thread.</summary>
    public static long ByThread(Action action) => Most(action, GC.GetAllocatedBytesForCurrentThread, SparedByThread);

    /// <summary>The bytes that all threads allocated during an action.</summary>
    public static long ByProcess(Action action) => Most(action, () => GC.GetTotalAllocatedBytes(precise: true), SparedByProcess);

    private static long Most(Action action, Func<long> allocated, int spared)
    {
        var bytes = new long[Attempts];
        for (int attempt = -1; attempt < Attempts; attempt++)
        {
            long before = allocated();
            action();
            long after = allocated();
            if (attempt >= 0)
            {
                bytes[attempt] = after - before;
            }
        }

        Array.Sort(bytes);
        return bytes[Attempts - 1 - spared];
    }
}
