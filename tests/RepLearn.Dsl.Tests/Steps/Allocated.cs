namespace RepLearn.Tests.Steps;

/// <summary>
/// What an action allocates every time that it runs: the runtime itself allocates now and then, in any thread, for a class that is
/// first used or a lock that is first contended for.
/// </summary>
internal static class Allocated
{
    private const int Attempts = 20;

    /// <summary>The fewest bytes that an action allocated on the calling thread, in up to 20 runs.</summary>
    public static long ByThread(Action action) => Least(action, GC.GetAllocatedBytesForCurrentThread);

    /// <summary>The fewest bytes that all threads allocated during an action, in up to 20 runs.</summary>
    public static long ByProcess(Action action) => Least(action, () => GC.GetTotalAllocatedBytes(precise: true));

    private static long Least(Action action, Func<long> allocated)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = allocated();
            action();
            least = Math.Min(least, allocated() - before);
        }

        return least;
    }
}
