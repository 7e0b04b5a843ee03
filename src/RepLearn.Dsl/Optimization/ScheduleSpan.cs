namespace RepLearn.Optimization;

/// <summary>
/// How a schedule over the whole fit maps to its steps. A fit that is resumed with another number of epochs spreads the rest of the schedule
/// over the remaining steps, so that the rate continues from its last value.
/// </summary>
/// <param name="Steps">Steps of the whole fit.</param>
/// <param name="Length">Steps that the schedule is computed for: those of the fit as it began.</param>
/// <param name="FromStep">The step from which on it is stretched.</param>
/// <param name="FromPlace">That step's place in the schedule.</param>
internal readonly record struct ScheduleSpan(long Steps, long Length, long FromStep, long FromPlace)
{
    /// <summary>A fit of this many steps from its start.</summary>
    public static ScheduleSpan Of(long steps) => new(steps, steps, 0, 0);

    /// <summary>Whether the fit was given more steps after the schedule's last place.</summary>
    public bool HadEnded => Steps > Length && FromPlace >= Length - 1;

    /// <summary>A step's place in the schedule: the last step of the fit is at its last place.</summary>
    public long PlaceOf(long step)
    {
        long steps = Steps - 1 - FromStep;
        return steps <= 0 ? FromPlace : FromPlace + (long)((Int128)(step - FromStep) * (Length - 1 - FromPlace) / steps);
    }

    /// <summary>The same schedule in a fit of another length, of which <paramref name="done"/> steps are done.</summary>
    public ScheduleSpan Over(long steps, long done) =>
        steps == Steps ? this : done == 0 ? Of(steps) : new(steps, Length, done - 1, PlaceOf(done - 1));
}
