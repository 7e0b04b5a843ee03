using System.Numerics;

namespace RepLearn.Runtime;

/// <summary>All that a fit must know to go on: what a checkpoint holds besides the model.</summary>
internal sealed class TrainingState<T>(Autoencoder<T> model, Optimizer optimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public OptimizerState<T> Optimizer { get; } = new(model, optimizer);

    /// <summary>Complete epochs.</summary>
    public List<EpochReport> Epochs { get; } = [];

    /// <summary>Steps taken in the epoch that is not complete.</summary>
    public long Batch { get; set; }

    /// <summary>Steps of the fit.</summary>
    public long Step { get; set; }

    /// <summary>Losses of the epoch that is not complete.</summary>
    public LossMean Mean { get; } = new(model.Info.LossNames);

    /// <summary>Time spent in the epoch that is not complete, before this call.</summary>
    public double EpochSeconds { get; set; }

    /// <summary>The last step's learning rate.</summary>
    public double LearningRate { get; set; }

    /// <summary>Total loss of the fit's first batch.</summary>
    public double FirstLoss { get; set; }

    /// <summary>Parameters after the epoch with the lowest validation loss; null before there is one.</summary>
    public T[]? BestParameters { get; set; }

    /// <summary>That epoch, from 1.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The model's step then.</summary>
    public long BestStep { get; set; }

    public EpochReport? Best => BestEpoch == 0 ? null : Epochs[BestEpoch - 1];

    /// <summary>Completes the epoch; <paramref name="keepBest"/> says whether parameters are worth a copy.</summary>
    public void CompleteEpoch(Losses? validation, double seconds, bool keepBest)
    {
        double lowest = Best?.Validation?.Total ?? double.PositiveInfinity;
        Epochs.Add(new EpochReport(Epochs.Count + 1, Mean.Value, validation, LearningRate, Mean.Examples, EpochSeconds + seconds));
        Batch = 0;
        EpochSeconds = 0;
        Mean.Clear();
        if (validation?.Total < lowest)
        {
            BestEpoch = Epochs.Count;
            BestStep = model.Step;
            if (keepBest)
            {
                BestParameters ??= new T[model.Parameters.Length];
                model.Parameters.CopyTo(BestParameters);
            }
        }
    }
}
