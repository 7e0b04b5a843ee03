using System.Diagnostics;
using System.Numerics;

namespace RepLearn.Runtime;

/// <summary>One call of Fit: epochs, validation, when to stop, and what the model keeps.</summary>
internal sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Autoencoder<T> _model;
    private readonly IExampleSource<T> _data;
    private readonly IExampleSource<T>? _validation;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly TrainingState<T> _state;
    private readonly TrainingStep<T> _step;
    private readonly ProgressReporter<T> _reporter;
    private readonly T[] _batch;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private bool _resumed;

    public Trainer(
        Autoencoder<T> model,
        IExampleSource<T> data,
        IExampleSource<T>? validation,
        FitOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellation)
    {
        ExampleReading.ExpectWidth(data, model.Info, nameof(data));
        if (validation is not null)
        {
            ExampleReading.ExpectWidth(validation, model.Info, nameof(validation));
        }

        options.Check(validation is not null, data.Count);
        long batchLength = BatchReader<T>.RoomFor(options.BatchSize, options.LastBatch, data.Count) * data.Width;
        if (batchLength > Array.MaxLength)
        {
            throw new ArgumentException($"Expected a batch of at most {Array.MaxLength / data.Width} rows of {data.Width} values, which is what one array can hold, but got {options.BatchSize}.", nameof(options));
        }

        _model = model;
        _data = data;
        _validation = validation;
        _options = options;
        _cancellation = cancellation;
        _batch = new T[batchLength];
        _state = new TrainingState<T>(model, options.Optimizer);
        _step = new TrainingStep<T>(model, options, _state, data.Count);
        _reporter = new ProgressReporter<T>(progress, options, _state, data.Count, _start);
    }

    private bool OutOfPatience => _state.Epochs.Count - _state.BestEpoch >= _options.Patience;

    public FitReport Run()
    {
        if (_options.Resume && File.Exists(_options.Checkpoint))
        {
            CheckpointFile.Load(_options.Checkpoint, _model, _options, _state);
            _resumed = _state.Batch > 0;
        }

        FitStop stopped;
        try
        {
            stopped = RunEpochs();
            SaveCheckpoint();
        }
        catch (DivergedSignal signal)
        {
            throw new TrainingDivergedException(signal.Point, Report(FitStop.Diverged, keptEpoch: null));
        }
        catch
        {
            KeepParameters();
            throw;
        }

        return Report(stopped, KeepParameters());
    }

    private FitStop RunEpochs()
    {
        while (_state.Epochs.Count < _options.Epochs)
        {
            if (OutOfPatience)
            {
                return FitStop.Patience;
            }

            if (!RunEpoch())
            {
                return FitStop.Cancelled;
            }

            if (_options.Checkpoint is not null && Stopwatch.GetElapsedTime(_lastCheckpoint) >= _options.CheckpointInterval)
            {
                SaveCheckpoint();
            }
        }

        return FitStop.Completed;
    }

    // Returns whether the epoch was completed, not cancelled.
    private bool RunEpoch()
    {
        long start = Stopwatch.GetTimestamp();
        NoiseKey? order = _options.Shuffle ? new NoiseKey(_options.Seed, (ulong)_state.Epochs.Count) : null;
        using (IExampleReader<T> reader = _data.Open(order))
        {
            var batches = new BatchReader<T>(reader, _batch, _data.Width, _options.BatchSize, _options.LastBatch);
            SkipWhatWasDone(batches);
            _step.SnapshotNext();
            while (batches.Next() is { IsEmpty: false } batch)
            {
                int rows = batch.Length / _data.Width;
                if (_cancellation.IsCancellationRequested)
                {
                    _state.EpochSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                    return false;
                }

                TakeStep(batch, rows);
                _reporter.StepDone(rows, _step);
                if (_options.Checkpoint is not null && Stopwatch.GetElapsedTime(_lastCheckpoint) >= _options.CheckpointInterval)
                {
                    SaveCheckpointWithin(start);
                }
            }
        }

        if (_state.Mean.Examples == 0)
        {
            throw new InvalidOperationException(_options.LastBatch == LastBatch.Drop
                ? $"Expected at least one batch of {_options.BatchSize} examples an epoch, because {nameof(LastBatch)}.{nameof(LastBatch.Drop)} leaves out what is less, but the source gave none in epoch {_state.Epochs.Count + 1}."
                : $"Expected at least one example an epoch, but the source gave none in epoch {_state.Epochs.Count + 1}.");
        }

        Losses? validation = null;
        if (_validation is not null)
        {
            validation = _model.TestSource(_validation, ValidationKey, _cancellation);
            if (validation is null)
            {
                _state.EpochSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                return false;
            }
        }

        long steps = _state.Batch;
        _state.CompleteEpoch(validation, Stopwatch.GetElapsedTime(start).TotalSeconds, _options.KeepBest);
        _reporter.EpochDone(steps, _step);
        return true;
    }

    private void TakeStep(ReadOnlySpan<T> batch, int rows)
    {
        try
        {
            _step.Take(batch, rows);
        }
        catch (ArgumentException problem) when (problem.ParamName == "batch")
        {
            throw new ArgumentException($"Epoch {_state.Epochs.Count + 1}, batch {_state.Batch + 1} of the training data: {problem.Message}", "data", problem);
        }
    }

    // One key for all epochs, so that they compare; a step that no training comes to.
    private NoiseKey ValidationKey => new(_options.Seed, ulong.MaxValue - 1);

    private void SkipWhatWasDone(BatchReader<T> batches)
    {
        if (!_resumed)
        {
            return;
        }

        _resumed = false;
        for (long batch = 0; batch < _state.Batch; batch++)
        {
            if (batches.Next().IsEmpty)
            {
                throw new InvalidOperationException($"Expected the data of the fit to resume, {_state.Batch} batches into its epoch {_state.Epochs.Count + 1}, but the source ends after {batch}.");
            }
        }
    }

    private void SaveCheckpointWithin(long epochStart)
    {
        double before = _state.EpochSeconds;
        _state.EpochSeconds += Stopwatch.GetElapsedTime(epochStart).TotalSeconds;
        SaveCheckpoint();
        _state.EpochSeconds = before;
    }

    private void SaveCheckpoint()
    {
        if (_options.Checkpoint is not null)
        {
            CheckpointFile.Save(_options.Checkpoint, _model, _options, _state);
            _lastCheckpoint = Stopwatch.GetTimestamp();
        }
    }

    // Goes back to the best parameters where that is wanted; returns the epoch after which the model had those it keeps.
    private int? KeepParameters()
    {
        if (_options.KeepBest && _state.BestParameters is { } best)
        {
            best.CopyTo(_model.Parameters);
            _model.Step = _state.BestStep;
            return _state.BestEpoch;
        }

        return _state.Batch == 0 && _state.Epochs.Count > 0 ? _state.Epochs.Count : null;
    }

    private FitReport Report(FitStop stopped, int? keptEpoch) => new()
    {
        Epochs = [.. _state.Epochs],
        Stopped = stopped,
        Best = _state.Best,
        KeptEpoch = keptEpoch,
        Steps = _state.Step,
        Time = Stopwatch.GetElapsedTime(_start),
    };
}
