using System.Diagnostics;
using System.Numerics;
using RepLearn.Data;

namespace RepLearn.Training;

/// <summary>Reports how a fit goes, not too often. Where no report is due, a step costs a look at the clock.</summary>
internal sealed class ProgressReporter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProgress<FitProgress>? _progress;
    private readonly FitOptions _options;
    private readonly TrainingState<T> _state;
    private readonly long? _count;
    private readonly long _start;
    private long _last;
    private long _examples;
    private long _steps;
    private double _speed;

    public ProgressReporter(IProgress<FitProgress>? progress, FitOptions options, TrainingState<T> state, long? count, long start)
    {
        _progress = progress;
        _options = options;
        _state = state;
        _count = count;
        _start = start;
        _last = start;
    }

    public void StepDone(int examples, TrainingStep<T> step)
    {
        _examples += examples;
        _steps++;
        if (_progress is not null && Stopwatch.GetElapsedTime(_last) >= _options.ProgressInterval)
        {
            Report(_state.Epochs.Count + 1, _state.Batch, _state.Mean.Value, epochDone: false, step);
        }
    }

    public void EpochDone(long batches, TrainingStep<T> step)
    {
        if (_progress is not null)
        {
            Report(_state.Epochs.Count, batches, _state.Epochs[^1].Training, epochDone: true, step);
        }
    }

    private void Report(int epoch, long batch, in Losses losses, bool epochDone, TrainingStep<T> step)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        double seconds = Stopwatch.GetElapsedTime(_last).TotalSeconds;

        // An epoch may end with a step that was reported already.
        _speed = _examples > 0 && seconds > 0 ? _examples / seconds : _speed;
        long? count = _count ?? (_state.Epochs.Count > 0 ? _state.Epochs[0].Examples : null);
        long? batches = count is null ? null : BatchReader<T>.Batches(count.Value, _options.BatchSize, _options.LastBatch);
        TimeSpan? left = null;
        if (_steps > 0 && batches is { } each)
        {
            double stepsLeft = ((double)each * (_options.Epochs - epoch)) + Math.Max(0, each - batch);
            left = TimeLeft.OfSeconds(elapsed.TotalSeconds * stepsLeft / _steps);
        }

        _progress!.Report(new FitProgress
        {
            Epoch = epoch,
            Epochs = _options.Epochs,
            Batch = batch,
            Batches = batches,
            EpochDone = epochDone,
            Step = _state.Step,
            Losses = losses,
            Validation = _state.Epochs.Count > 0 ? _state.Epochs[^1].Validation : null,
            LearningRate = _state.LearningRate,
            GradientNorm = step.GradientNorm,
            ExamplesPerSecond = _speed,
            Elapsed = elapsed,
            Left = left,
        });
        _last = Stopwatch.GetTimestamp();
        _examples = 0;
    }
}
