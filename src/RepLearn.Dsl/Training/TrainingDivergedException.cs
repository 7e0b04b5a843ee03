using System.Globalization;

namespace RepLearn;

/// <summary>
/// Training diverged. The model has its best parameters, where <see cref="FitOptions.KeepBest"/> holds and an epoch was validated, or
/// else its last good ones: the newest snapshot, one of which is taken at the start of each epoch and every 1000 steps, when the loss
/// has been seen to be good. <see cref="FitReport.KeptEpoch"/> and <see cref="RestoredStep"/> tell which.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(DivergencePoint point, FitReport report)
        : base(Describe(point))
    {
        Report = report;
        Step = point.Step;
        Epoch = point.Epoch;
        Term = point.Term;
        Parameter = point.Parameter;
        Layer = point.Layer;
        Losses = point.Losses;
        LearningRate = point.LearningRate;
        GradientNorm = point.GradientNorm;
        RestoredStep = point.RestoredStep;
    }

    /// <summary>What the fit did until then.</summary>
    public FitReport Report { get; }

    /// <summary>The step of the fit that failed, from 1.</summary>
    public long Step { get; }

    /// <summary>Its epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The first loss term that is not finite, or else the largest.</summary>
    public string Term { get; }

    /// <summary>The first parameter whose gradient or value is not finite; null where none is.</summary>
    public string? Parameter { get; }

    /// <summary>
    /// The layer where a gradient that is not finite begins, as the model's architecture describes it. Where the loss is not finite
    /// either, the layer whose function of yours may have no value, if there is one such layer. Null where neither tells.
    /// </summary>
    public string? Layer { get; }

    /// <summary>The failed step's losses.</summary>
    public Losses Losses { get; }

    /// <summary>The failed step's learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>Euclidean norm of the failed step's gradients before clipping.</summary>
    public double GradientNorm { get; }

    /// <summary>Steps of the fit after which the model had the parameters that it has now.</summary>
    public long RestoredStep { get; }

    private static string Describe(DivergencePoint point)
    {
        string where = point.Parameter is null ? "" : $", first in '{point.Parameter}'";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged at step {point.Step}, epoch {point.Epoch}: {point.Cause}{where}. Loss {point.Losses}, its term '{point.Term}' first or largest; learning rate {point.LearningRate:G6}, gradient norm {point.GradientNorm:G6}. The model has its parameters of step {point.RestoredStep} again. {point.Advice}");
    }
}

/// <summary>Where and how a fit failed.</summary>
internal sealed record DivergencePoint(
    string Cause,
    long Step,
    int Epoch,
    string Term,
    string? Parameter,
    string? Layer,
    Losses Losses,
    double LearningRate,
    double GradientNorm,
    long RestoredStep,
    string Advice);
