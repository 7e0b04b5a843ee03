namespace RepLearn;

/// <summary>What <see cref="FitOptions.AfterEpoch"/> knows and decides at the end of an epoch.</summary>
public sealed class EpochEnd
{
    private EpochEnd(EpochReport epoch, double factor)
    {
        Epoch = epoch;
        LearningRateFactor = factor;
        Criterion = epoch.Validation?.Total;
    }

    /// <summary>The epoch that has just ended.</summary>
    public EpochReport Epoch { get; }

    /// <summary>
    /// What is to be lowest: <see cref="FitOptions.Patience"/> and <see cref="FitOptions.KeepBest"/> judge epochs by it. It is the total validation
    /// loss, or null without validation data, unless another value is set here; of a quantity that is to be high, set the negative. An epoch
    /// without a criterion is not judged; one whose criterion is infinite, of either sign, or not a number is no better than any other, and the report's notices name it.
    /// </summary>
    public double? Criterion { get; set; }

    /// <summary>
    /// By what the optimiser's learning rate is multiplied, besides the schedule's factor, from the next step on until it is set again;
    /// 1 at the start of a fit. A checkpoint keeps it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public double LearningRateFactor
    {
        get;
        set => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRateFactor), value, "Expected a finite number of at least 0.");
    }

    /// <summary>Whether the fit ends here, with <see cref="FitStop.Requested"/>, also where <see cref="FitOptions.Patience"/> would end it; the last epoch completes it.</summary>
    public bool Stop { get; set; }

    /// <summary>What the options' callback makes of an epoch.</summary>
    internal static EpochEnd Decide(FitOptions options, EpochReport epoch, double factor)
    {
        var end = new EpochEnd(epoch, factor);
        options.AfterEpoch?.Invoke(end);
        return end;
    }
}
