using Microsoft.Extensions.Logging;

namespace RepLearn;

/// <summary>
/// Logs the progress of a fit: each epoch at <see cref="LogLevel.Information"/>, reports within one at <see cref="LogLevel.Debug"/>, with the
/// epoch, the losses and the speed as named values.
/// </summary>
/// <param name="logger">Where to.</param>
public sealed partial class LoggerProgress(ILogger logger) : IProgress<FitProgress>
{
    private readonly ILogger _logger = logger ?? throw new ArgumentNullException(nameof(logger));

    /// <summary>Logs a report.</summary>
    public void Report(FitProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.EpochDone)
        {
            LogBatch(value.Epoch, value.Epochs, value.Batch, value.Losses, value.LearningRate, value.ExamplesPerSecond);
        }
        else if (value.Validation is { } validation)
        {
            LogValidatedEpoch(value.Epoch, value.Epochs, value.Losses, validation, value.LearningRate, value.ExamplesPerSecond);
        }
        else
        {
            LogEpoch(value.Epoch, value.Epochs, value.Losses, value.LearningRate, value.ExamplesPerSecond);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Epoch {Epoch}/{Epochs}: loss {Losses}; rate {LearningRate}, {ExamplesPerSecond:F0} examples/s")]
    private partial void LogEpoch(int epoch, int epochs, Losses losses, double learningRate, double examplesPerSecond);

    [LoggerMessage(2, LogLevel.Information, "Epoch {Epoch}/{Epochs}: loss {Losses}; validation {Validation}; rate {LearningRate}, {ExamplesPerSecond:F0} examples/s")]
    private partial void LogValidatedEpoch(int epoch, int epochs, Losses losses, Losses validation, double learningRate, double examplesPerSecond);

    [LoggerMessage(3, LogLevel.Debug, "Epoch {Epoch}/{Epochs}, batch {Batch}: loss {Losses}; rate {LearningRate}, {ExamplesPerSecond:F0} examples/s")]
    private partial void LogBatch(int epoch, int epochs, long batch, Losses losses, double learningRate, double examplesPerSecond);
}
