using RepLearn.Models;
using RepLearn.Monitoring;

namespace RepLearn;

/// <summary>
/// Writes the progress of a fit as an event file that TensorBoard shows while the fit runs: <c>tensorboard --logdir FOLDER</c>.
/// </summary>
/// <remarks>
/// Each report is written at the fit's step and is in the file when <see cref="Report"/> returns. Tags: <c>training/total</c> and
/// <c>training/TERM</c> for each term and metric, the means over the epoch so far; <c>validation/…</c> likewise, once per epoch;
/// <c>optimizer/learningRate</c>, <c>optimizer/gradientNorm</c> and <c>speed/examplesPerSecond</c>. The file has the format TFRecord, with
/// <c>Event</c> messages of TensorFlow's <c>event.proto</c>. One instance serves one fit at a time.
/// </remarks>
public sealed class TensorBoardProgress : IProgress<FitProgress>, IDisposable
{
    private readonly EventFile _file;
    private bool _isClosed;

    /// <summary>Begins a new event file.</summary>
    /// <param name="folder">The run's folder, made if it is not there. Earlier event files in it stay; TensorBoard shows them as one run.</param>
    /// <exception cref="IOException">The folder or the file cannot be made; there is a file of the folder's name.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public TensorBoardProgress(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _file = EventFile.Create(folder);
    }

    /// <summary>The event file.</summary>
    public string Path => _file.Path;

    /// <summary>Writes a report.</summary>
    /// <exception cref="IOException">The file cannot be written; it holds all earlier reports.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Report(FitProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ClosedFile.ThrowIf(_isClosed, nameof(TensorBoardProgress), Path);
        var scalars = new List<(string Tag, double Value)>();
        foreach ((string name, double number) in LossValues.Of(value.Losses))
        {
            scalars.Add(($"training/{name}", number));
        }

        if (value is { EpochDone: true, Validation: { } validation })
        {
            foreach ((string name, double number) in LossValues.Of(validation))
            {
                scalars.Add(($"validation/{name}", number));
            }
        }

        scalars.Add(("optimizer/learningRate", value.LearningRate));
        scalars.Add(("optimizer/gradientNorm", value.GradientNorm));
        scalars.Add(("speed/examplesPerSecond", value.ExamplesPerSecond));
        _file.Write(value.Step, DateTimeOffset.UtcNow, scalars);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _file.Dispose();
    }
}
