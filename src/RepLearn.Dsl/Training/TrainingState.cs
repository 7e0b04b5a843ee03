using System.Numerics;
using RepLearn.Optimization;

namespace RepLearn.Training;

/// <summary>All that a fit needs to continue: what a checkpoint holds besides the model.</summary>
internal sealed class TrainingState<T>(Autoencoder<T> model, FitOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public OptimizerState<T> Optimizer { get; } = new(model, options.Optimizer, PartRates.Of(model.Info, options.Parts));

    public EarlyStopping<T> EarlyStopping { get; } = new(model, options.KeepBest);

    /// <summary>How the schedule lies over the fit; empty where the fit's length is unknown.</summary>
    public ScheduleSpan Schedule { get; set; }

    /// <summary>Complete epochs.</summary>
    public List<EpochReport> Epochs { get; } = [];

    /// <summary>Steps taken in the epoch that is not complete.</summary>
    public long Batch { get; set; }

    /// <summary>The model's draws at the start of that epoch, which decide its order.</summary>
    public long EpochDraw { get; set; }

    /// <summary>Steps of the fit.</summary>
    public long Step { get; set; }

    /// <summary>Losses of the epoch that is not complete.</summary>
    public LossMean Mean { get; } = new(model.Info);

    /// <summary>Time spent in the epoch that is not complete.</summary>
    public double EpochSeconds { get; set; }

    /// <summary>The last step's learning rate.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps of this call whose learning rate is 0 in the model's precision.</summary>
    public long StepsWithoutRate { get; set; }

    /// <summary>Those of them that only <see cref="FitOptions.AfterEpoch"/> made so, by its factor.</summary>
    public long StepsWithoutFactor { get; set; }

    /// <summary>Steps of this call whose batch has one example.</summary>
    public long StepsOfOneExample { get; set; }

    /// <summary>Scale of the fit's losses: that of the first batch, or of a later one on which good parameters gave a larger loss.</summary>
    public double LossScale { get; set; }

    /// <summary>The factor of the learning rate that <see cref="FitOptions.AfterEpoch"/> set last.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>Whether <see cref="FitOptions.AfterEpoch"/> asked to stop.</summary>
    public bool IsStopRequested { get; set; }

    /// <summary>The epoch that has just ended; null within an epoch and before the first.</summary>
    public int? EpochJustDone => Batch == 0 && Epochs.Count > 0 ? Epochs.Count : null;

    public EpochReport? Best => EarlyStopping.BestEpoch == 0 ? null : Epochs[EarlyStopping.BestEpoch - 1];

    /// <summary>Completes the epoch.</summary>
    public void CompleteEpoch(Losses? validation)
    {
        var report = new EpochReport(Epochs.Count + 1, Mean.Value, validation, LearningRate, Mean.Examples, EpochSeconds);

        // The callback may set others, which are the next epoch's.
        double[] settings = [.. model.OwnSettings];

        // First, so that an epoch is not half complete if it throws; it is asked again on resume, with the settings that the epoch had.
        EpochEnd end;
        try
        {
            end = EpochEnd.Decide(options, report, LearningRateFactor);
        }
        catch
        {
            settings.CopyTo(model.OwnSettings, 0);
            throw;
        }

        (LearningRateFactor, IsStopRequested) = (end.LearningRateFactor, end.Stop);
        Epochs.Add(report);
        Batch = 0;
        EpochSeconds = 0;
        Mean.Clear();
        if (end.Criterion is { } criterion)
        {
            EarlyStopping.Judge(Epochs.Count, Step, criterion, settings);
        }
    }
}
