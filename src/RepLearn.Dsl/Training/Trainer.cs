using System.Diagnostics;
using System.Numerics;
using RepLearn.Data;
using RepLearn.Numerics.Files;
using RepLearn.Numerics.Random;
using RepLearn.Optimization;
using RepLearn.Runtime;

namespace RepLearn.Training;

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
    private readonly FitCheckpoint<T> _checkpoint;
    private readonly ProgressReporter<T> _reporter;
    private readonly BatchReader<T> _batches;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _counted;
    private bool _resumedWithinEpoch;
    private long _firstStep;
    private uint _firstChecksum;
    private bool _changedNothing;

    public Trainer(
        Autoencoder<T> model,
        IExampleSource<T> data,
        IExampleSource<T>? validation,
        FitOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellation)
    {
        ExampleReading.Expect(data, model.Info, nameof(data));
        if (validation is not null)
        {
            ExampleReading.Expect(validation, model.Info, nameof(validation));
        }

        options.Check(validation is not null, data.Count);
        var rate = T.CreateTruncating(options.Optimizer.LearningRate);
        if (!(rate > T.Zero && T.IsFinite(rate)))
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected a learning rate that {(typeof(T) == typeof(float) ? "single" : "double")} precision has, but that of {options.Optimizer} is {rate} there."), nameof(options));
        }

        _model = model;
        _data = data;
        _validation = validation;
        _options = options;
        _cancellation = cancellation;
        _batches = new BatchReader<T>(data.Width, options.BatchSize, options.LastBatch, data.Count);
        _state = new TrainingState<T>(model, options);
        _step = new TrainingStep<T>(model, options, _state);
        _checkpoint = new FitCheckpoint<T>(model, options, _state, data, validation, cancellation);
        _reporter = new ProgressReporter<T>(progress, options, _state, data.Count, _start);
    }

    public FitReport Run()
    {
        using Activity? activity = FitTelemetry.StartFit(_model.Info.Name, _options);
        try
        {
            using HeldFile? held = _options.Checkpoint is { } path ? HeldFile.Take(path, $"another fit, with the same {nameof(FitOptions.Checkpoint)},") : null;
            return FitTelemetry.Ended(activity, RunFit());
        }
        catch (TrainingDivergedException failure)
        {
            FitTelemetry.Ended(activity, failure.Report);
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    private FitReport RunFit()
    {
        try
        {
            Begin();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return Report(FitStop.Cancelled, new KeptParameters(null, _state.Step));
        }

        FitStop stopped;
        try
        {
            stopped = RunEpochs();
            _changedNothing = _state.Step > _firstStep && Trained() == _firstChecksum;
            _checkpoint.Save();
        }
        catch (DivergedSignal signal)
        {
            KeptParameters kept = Keep(signal.Kept);
            throw new TrainingDivergedException(signal.Point with { RestoredStep = kept.Step }, Report(FitStop.Diverged, kept));
        }
        catch
        {
            if (!_step.IsWhole)
            {
                _step.GoBack();
            }
            else if (IsGood(_batches.Current))
            {
                _checkpoint.SaveAfterFailure();
            }

            Keep(default);
            throw;
        }

        return Report(stopped, Keep(new KeptParameters(_state.EpochJustDone, _state.Step)));
    }

    private void Begin()
    {
        long steps = _data.Count is { } count ? (long)Int128.Min(BatchReader<T>.Batches(count, _options.BatchSize, _options.LastBatch) * (Int128)_options.Epochs, ModelMetadata.MostCount) : 0;
        _state.Schedule = ScheduleSpan.Of(steps);
        _checkpoint.Begin();
        _state.Schedule = _state.Schedule.Over(steps, _state.Step);
        _resumedWithinEpoch = _state.Batch > 0;
        (_firstStep, _firstChecksum) = (_state.Step, Trained());
    }

    // Two checksums instead of a second copy of the parameters.
    private uint Trained() => Crc32C.Of(_model.OwnParameters[.._model.Info.TrainableCount]);

    private FitStop RunEpochs()
    {
        while (_state.Epochs.Count < _options.Epochs)
        {
            if (_state.IsStopRequested)
            {
                return FitStop.Requested;
            }

            if (_state.EarlyStopping.EpochsSinceBest >= _options.Patience)
            {
                return FitStop.Patience;
            }

            if (!RunEpoch())
            {
                return FitStop.Cancelled;
            }
        }

        return FitStop.Completed;
    }

    // Returns whether the epoch was completed, not cancelled.
    private bool RunEpoch()
    {
        try
        {
            using Activity? activity = FitTelemetry.StartEpoch(_state.Epochs.Count + 1);
            try
            {
                if (!(RunSteps() && CompleteEpoch()))
                {
                    return false;
                }
            }
            catch (Exception failure) when (!_cancellation.IsCancellationRequested)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                throw;
            }

            FitTelemetry.EpochDone(_model.Info.Name, _state.Epochs[^1], activity);
            return true;
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested && _step.IsWhole)
        {
            CountTime();
            WatchCancelled(_batches.Current);
            return false;
        }
    }

    private bool RunSteps()
    {
        _counted = Stopwatch.GetTimestamp();
        if (!_resumedWithinEpoch)
        {
            _state.EpochDraw = _model.OwnCounts.Draws;
        }

        // Draws continue through all fits of a model, so that no two epochs have the same order.
        NoiseKey? order = _options.Shuffle ? new NoiseKey(_options.Seed, (ulong)_state.EpochDraw) : null;
        using var pass = new ExamplePass<T>(_data, order, "training data", _cancellation);
        _batches.Begin(pass);
        PassOverWhatWasDone();
        _step.SnapshotNext();
        while (_batches.Next() is { IsEmpty: false } batch)
        {
            if (_cancellation.IsCancellationRequested)
            {
                CountTime();
                WatchCancelled(batch);
                return false;
            }

            TakeStep(batch);
        }

        pass.ExpectEnd();
        return true;
    }

    private bool CompleteEpoch()
    {
        if (_state.Mean.Examples == 0)
        {
            throw new InvalidOperationException(_options.LastBatch == LastBatch.Drop
                ? $"Expected at least one batch of {_options.BatchSize} examples an epoch, because {nameof(LastBatch)}.{nameof(LastBatch.Drop)} leaves out what is less, but the source gave none in epoch {_state.Epochs.Count + 1}."
                : $"Expected at least one example an epoch, but the source gave none in epoch {_state.Epochs.Count + 1}.");
        }

        // Perhaps no step of another epoch follows, whose loss would judge the last one.
        bool mayBeLast = _state.Epochs.Count + 1 == _options.Epochs || _options.AfterEpoch is not null || _state.EarlyStopping.EpochsSinceBest + 1 >= _options.Patience;
        if (mayBeLast)
        {
            _step.WatchLast(_batches.Current);
        }

        Losses? validation = _validation is null ? null : _model.TestSource(_validation, ValidationKey, _cancellation, "validation");
        CountTime();
        if (_validation is not null && validation is null)
        {
            _step.WatchLast(_batches.Current);
            return false;
        }

        long steps = _state.Batch;
        _state.CompleteEpoch(validation);
        _checkpoint.EpochDone();
        _reporter.EpochDone(steps, _step);
        return true;
    }

    private void TakeStep(ReadOnlySpan<T> batch)
    {
        long began = FitTelemetry.StepBegins();
        try
        {
            _step.Judge(batch);
        }
        catch (ArgumentException problem) when (problem.ParamName == "batch")
        {
            throw BadExample.Locate(_data, _model.ExampleRows, $"Epoch {_state.Epochs.Count + 1}, batch {_state.Batch + 1}", problem, _cancellation);
        }

        // Only now are the parameters that the last step made known to be good.
        if (_checkpoint.IsDue)
        {
            CountTime();
            _checkpoint.Save();
        }

        int rows = batch.Length / _data.Width;
        _step.Update(rows);
        FitTelemetry.StepDone(_model.Info.Name, began, rows);
        _reporter.StepDone(rows, _step);
    }

    // The current batch is not trained on, so that a bad value in it does not matter.
    private void WatchCancelled(ReadOnlySpan<T> batch)
    {
        try
        {
            _step.WatchLast(batch);
        }
        catch (ArgumentException)
        {
        }
    }

    // Whether the parameters of a fit that failed may be kept.
    private bool IsGood(ReadOnlySpan<T> batch)
    {
        try
        {
            _step.WatchLast(batch);
            return true;
        }
        catch (ObjectDisposedException)
        {
            // The step can no longer be judged; the first batch of the resumed fit does that.
            return true;
        }
        catch (Exception problem) when (problem is DivergedSignal or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // One key for all epochs, so that their losses are comparable.
    private NoiseKey ValidationKey => new(_options.Seed, ReservedNoise.ValidationStep);

    private void PassOverWhatWasDone()
    {
        if (!_resumedWithinEpoch)
        {
            return;
        }

        _resumedWithinEpoch = false;
        for (long batch = 0; batch < _state.Batch; batch++)
        {
            if (_batches.Next().IsEmpty)
            {
                throw new InvalidOperationException($"Expected the data of the fit to resume, {_state.Batch} batches into its epoch {_state.Epochs.Count + 1}, but the source ends after {batch}.");
            }
        }
    }

    private void CountTime()
    {
        long now = Stopwatch.GetTimestamp();
        _state.EpochSeconds += Stopwatch.GetElapsedTime(_counted, now).TotalSeconds;
        _counted = now;
    }

    // At every exit: the best parameters if they are wanted and known, otherwise the current ones.
    private KeptParameters Keep(KeptParameters has) => _state.EarlyStopping.RestoreBest()
        ? new KeptParameters(_state.EarlyStopping.BestEpoch, _state.EarlyStopping.BestStep)
        : has;

    private FitReport Report(FitStop stopped, KeptParameters kept) => new()
    {
        Epochs = [.. _state.Epochs],
        Stopped = stopped,
        Best = _state.Best,
        KeptEpoch = kept.Epoch,
        Steps = _state.Step,
        Notices = FitNotices.Of(_model, _options, _state, _state.Schedule.Steps, stopped, _changedNothing ? _state.Step - _firstStep : 0),
        Time = Stopwatch.GetElapsedTime(_start),
    };
}
