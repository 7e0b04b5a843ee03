using System.Diagnostics;
using System.Numerics;
using RepLearn.Numerics.Files;

namespace RepLearn.Training;

/// <summary>One fit's checkpoint: where it is, when it is due, and what it holds. Without a path it does nothing.</summary>
internal sealed class FitCheckpoint<T>(
    Autoencoder<T> model,
    FitOptions options,
    TrainingState<T> state,
    IExampleSource<T> data,
    IExampleSource<T>? validation,
    CancellationToken cancellation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private CheckpointIdentity? _identity;
    private long _last = Stopwatch.GetTimestamp();
    private (int Epochs, long Step) _saved;
    private bool _failed;
    private int? _copyDue;

    /// <summary>Whether the time for the next one has come, and steps were taken since the last, or a copy is due.</summary>
    public bool IsDue => _identity is not null && (_copyDue is not null || (_saved != Place && Stopwatch.GetElapsedTime(_last) >= options.CheckpointInterval));

    /// <summary>Notes that an epoch has ended: its copy is due as soon as its last step is known to be good.</summary>
    public void EpochDone() => _copyDue = state.Epochs.Count % options.CheckpointEpochs == 0 ? state.Epochs.Count : _copyDue;

    /// <summary>
    /// Makes sure that the file can be written; then resumes from it or replaces it. From then on it belongs to this fit, so that nobody
    /// resumes an older fit if this one fails early.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token asked to stop before; model and file are as they were.</exception>
    public void Begin()
    {
        if (options.Checkpoint is null)
        {
            return;
        }

        AtomicFile.ExpectWritable(options.Checkpoint);
        _identity = CheckpointIdentity.Of(model, options, data, validation, cancellation);
        if (!AtomicFile.Exists(options.Checkpoint))
        {
            return;
        }

        if (options.Resume)
        {
            CheckpointFile.Load(options.Checkpoint, _identity, model, options, state, data.Count);
            _saved = Place;
        }
        else
        {
            Save();
        }
    }

    /// <summary>Writes the file.</summary>
    public void Save()
    {
        if (_identity is null)
        {
            return;
        }

        _failed = true;
        CheckpointFile.Save(options.Checkpoint!, _identity, model, options, state);
        _failed = false;
        _saved = Place;
        _last = Stopwatch.GetTimestamp();
        if (_copyDue is { } epoch)
        {
            _copyDue = null;
            var copies = new CheckpointCopies(options.Checkpoint!);
            CheckpointFile.Save(copies.Reserve(epoch), _identity, model, options, state);
            copies.Keep(options.CheckpointsKept, epoch);
        }
    }

    /// <summary>Writes the state up to a failure, if it can. Errors are dropped, because the caller must see the original failure.</summary>
    public void SaveAfterFailure()
    {
        if (_failed || _saved == Place)
        {
            return;
        }

        try
        {
            Save();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
        }
    }

    private (int Epochs, long Step) Place => (state.Epochs.Count, state.Step);
}
