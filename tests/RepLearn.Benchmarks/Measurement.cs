using System.Diagnostics;
using RepLearn.Tests.Support;

namespace RepLearn.Benchmarks;

/// <summary>Median seconds of one call of each of two actions, the median of their ratios, and the ratio of their best times.</summary>
/// <param name="First">Of the action that was measured first in each turn.</param>
/// <param name="Second">Of the other; 0 without one.</param>
/// <param name="Ratio">The second by the first.</param>
/// <param name="BestRatio">The second's best time by the first's.</param>
internal readonly record struct Times(double First, double Second, double Ratio, double BestRatio);

/// <summary>What a side of a measurement does before its turn.</summary>
internal enum Between
{
    Nothing,

    /// <summary>Works for a moment without being timed.</summary>
    Settle,

    /// <summary>Waits until the other side's threads are asleep, then works for a while without being timed.</summary>
    Rest,
}

/// <summary>Times on a machine that others use too: two actions take turns, and medians are compared.</summary>
internal static class Measurement
{
    // Threads of other libraries spin for tens of milliseconds after their work, on the cores that the other side needs. After a
    // rest caches are cold and cores slow for as long.
    private const int RestMilliseconds = 40;
    private const int WakeMilliseconds = 40;

    // On another number of threads values first travel between the cores' caches.
    private const int SettleMilliseconds = 10;

    /// <summary>Measures two actions in turns, or one alone.</summary>
    /// <param name="first">Measured first in each turn.</param>
    /// <param name="second">Measured second; null to measure the first alone.</param>
    /// <param name="turns">How often.</param>
    /// <param name="sampleSeconds">How long one sample of repeated calls should last.</param>
    /// <param name="between">What each side does before its turn.</param>
    public static Times TakeTurns(Action first, Action? second, int turns = 61, double sampleSeconds = 1e-3, Between between = Between.Nothing)
    {
        between = second is null ? Between.Nothing : between;
        int firstCalls = Calls(first, sampleSeconds);
        int secondCalls = second is null ? 0 : Calls(second, sampleSeconds);
        double[] firstTimes = new double[turns];
        double[] secondTimes = new double[turns];
        double[] ratios = new double[turns];
        for (int turn = 0; turn < turns; turn++)
        {
            firstTimes[turn] = Time(first, firstCalls, between);
            secondTimes[turn] = second is null ? 0 : Time(second, secondCalls, between);
            ratios[turn] = secondTimes[turn] / firstTimes[turn];
        }

        return new Times(Median(firstTimes), Median(secondTimes), Median(ratios), secondTimes.Min() / firstTimes.Min());
    }

    /// <summary>Managed bytes that all threads allocate in one call, after many, as the tests of allocation count them.</summary>
    public static long BytesAllocated(Action action, int calls = 20)
    {
        return Allocated.ByProcess(() =>
        {
            for (int call = 0; call < calls; call++)
            {
                action();
            }
        }) / calls;
    }

    /// <summary>The middle value.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Warms up until the code is compiled for speed, then finds how many calls fill a sample.
    private static int Calls(Action action, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < 40 || Stopwatch.GetElapsedTime(start).TotalSeconds < 0.1)
        {
            action();
            calls++;
        }

        double best = double.MaxValue;
        for (int sample = 0; sample < 5; sample++)
        {
            best = Math.Min(best, Time(action, 1, Between.Nothing));
        }

        return (int)Math.Clamp(seconds / best, 1, 1_000_000);
    }

    private static double Time(Action action, int calls, Between between)
    {
        if (between == Between.Rest)
        {
            Thread.Sleep(RestMilliseconds);
        }

        int milliseconds = between == Between.Rest ? WakeMilliseconds : between == Between.Settle ? SettleMilliseconds : 0;
        long woken = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(woken).TotalMilliseconds < milliseconds)
        {
            action();
        }

        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
