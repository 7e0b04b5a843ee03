using System.Diagnostics;

namespace RepLearn.Benchmarks;

/// <summary>Times on a machine that others use too: two actions take turns, and medians are compared.</summary>
internal static class Measurement
{
    /// <summary>Median seconds of one call of each, the two taking turns, the median of their ratios, and the ratio of the best times.</summary>
    /// <param name="first">Measured first in each turn.</param>
    /// <param name="second">Measured second.</param>
    /// <param name="turns">How often.</param>
    /// <param name="sampleSeconds">How long one sample of repeated calls should last.</param>
    public static (double First, double Second, double SecondPerFirst, double BestPerBest) TakeTurns(
        Action first, Action second, int turns = 61, double sampleSeconds = 1e-3)
    {
        int firstCalls = Calls(first, sampleSeconds);
        int secondCalls = Calls(second, sampleSeconds);
        double[] firstTimes = new double[turns];
        double[] secondTimes = new double[turns];
        double[] ratios = new double[turns];
        for (int turn = 0; turn < turns; turn++)
        {
            firstTimes[turn] = Time(first, firstCalls);
            secondTimes[turn] = Time(second, secondCalls);
            ratios[turn] = secondTimes[turn] / firstTimes[turn];
        }

        return (Median(firstTimes), Median(secondTimes), Median(ratios), secondTimes.Min() / firstTimes.Min());
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
            best = Math.Min(best, Time(action, 1));
        }

        return (int)Math.Clamp(seconds / best, 1, 1_000_000);
    }

    private static double Time(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
