using System.Numerics;
using RepLearn.Numerics.Files;
using RepLearn.Optimization;
using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>One step of a fit, and the checks on it.</summary>
internal sealed class TrainingStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Steps between two snapshots. A snapshot costs less than an update; at this distance its time is negligible.
    private const long StepsPerSnapshot = 1000;

    // Parameters whose loss is above this factor times that of the snapshot do not replace it.
    private const double WorstSnapshot = 10;

    private readonly Autoencoder<T> _model;
    private readonly FitOptions _options;
    private readonly TrainingState<T> _state;
    private readonly T[] _snapshot;
    private long _judgedStep;
    private long _snapshotStep;
    private long _snapshotModelStep;
    private int? _snapshotEpoch;
    private bool _snapshotDue = true;
    private bool _hasSnapshot;
    private Losses _losses;
    private double _scheduledRate;
    private double _learningRate;
    private double? _norm;
    private double _lastLoss;

    public TrainingStep(Autoencoder<T> model, FitOptions options, TrainingState<T> state)
    {
        _model = model;
        _options = options;
        _state = state;
        _snapshot = new T[model.Parameters.Length];
    }

    /// <summary>The norm of the last step's gradients before clipping; computed when first asked for.</summary>
    public double GradientNorm => _norm ??= _state.Optimizer.Norm();

    private NoiseKey Key => new(_options.Seed, (ulong)_model.OwnCounts.Draws);

    private long NextStep => _state.Step + 1;

    /// <summary>Whether parameters and optimiser are as after one and the same step, not in the middle of an update.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Takes a snapshot at the next step.</summary>
    public void SnapshotNext() => _snapshotDue = true;

    /// <summary>
    /// Computes losses and gradients of the next step, by which the parameters of the last step are judged. Throws
    /// <see cref="DivergedSignal"/> after restoring the snapshot.
    /// </summary>
    public void Judge(ReadOnlySpan<T> batch)
    {
        NoiseKey key = Key;
        _losses = _model.Backward(batch, key);
        _norm = null;
        if (_state.Step == 0)
        {
            _state.LossScale = Math.Abs(_losses.Total);
        }

        double factor = ScheduleFactor();
        if (!(factor >= 0 && double.IsFinite(factor)))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Expected a finite factor of at least 0 from the schedule {InvariantText.Of(_options.Schedule.ToString)}, but for step {_state.Step} of the fit it is {factor}."));
        }

        _scheduledRate = _options.Optimizer.LearningRate * factor;
        _learningRate = _scheduledRate * _state.LearningRateFactor;
        Watch(batch, key, _losses, NextStep);
        if (_snapshotDue || _state.Step - _judgedStep >= StepsPerSnapshot)
        {
            TakeSnapshot(batch, key, _losses);
        }
    }

    /// <summary>Updates the parameters, after <see cref="Judge"/>. Throws as that does.</summary>
    /// <param name="rows">Examples in the batch.</param>
    public void Update(int rows)
    {
        double scale = 1;
        if (_options.ClipNorm is { } most)
        {
            if (!double.IsFinite(GradientNorm))
            {
                Diverge("the gradient is not finite", _losses, NextStep);
            }

            scale = Math.Min(1, most / (GradientNorm + 1e-6));
        }

        IsWhole = false;
        using (Lock.Scope change = _model.Change())
        {
            if (!_model.Update(_state.Optimizer, new UpdateStep(NextStep, _learningRate, scale)))
            {
                Diverge("the gradient, or what the optimiser made of it, is not finite", _losses, NextStep);
            }
        }

        _state.Mean.Add(_losses, rows);
        _state.LearningRate = _learningRate;
        bool isWithoutRate = T.CreateTruncating(_learningRate) == T.Zero;
        _state.StepsWithoutRate += isWithoutRate ? 1 : 0;
        _state.StepsWithoutFactor += isWithoutRate && T.CreateTruncating(_scheduledRate) != T.Zero ? 1 : 0;
        _state.StepsOfOneExample += rows == 1 ? 1 : 0;
        _state.Step++;
        _state.Batch++;
        IsWhole = true;
        _lastLoss = _losses.Total;
    }

    /// <summary>
    /// Checks the parameters of the call's last step, which no later step judges. Throws as <see cref="Judge"/> does.
    /// </summary>
    public void WatchLast(ReadOnlySpan<T> batch)
    {
        if (_hasSnapshot)
        {
            NoiseKey key = Key;
            Watch(batch, key, _model.Evaluate(batch, key), _state.Step);
        }
    }

    /// <summary>
    /// Restores the parameters of the newest snapshot. Without one, this call took no step, and the parameters are still the caller's.
    /// </summary>
    public KeptParameters GoBack()
    {
        if (!_hasSnapshot)
        {
            return new KeptParameters(_state.EpochJustDone, _state.Step);
        }

        _model.GoBackTo(_snapshot, _snapshotModelStep, _model.OwnSettings);
        return new KeptParameters(_snapshotEpoch, _snapshotStep);
    }

    // Takes only parameters about as good as those of the last snapshot: otherwise a loss that grows from snapshot to snapshot would be
    // compared with ever worse ones, which would also be restored.
    private void TakeSnapshot(ReadOnlySpan<T> batch, NoiseKey key, in Losses losses)
    {
        _snapshotDue = false;
        _judgedStep = _state.Step;
        if (_hasSnapshot && losses.Total > WorstSnapshot * Math.Max(1, _state.LossScale))
        {
            double good = Math.Abs(_model.EvaluateWith(_snapshot, batch, key).Total);
            _state.LossScale = Math.Max(_state.LossScale, good);
            if (losses.Total > WorstSnapshot * Math.Max(1, good))
            {
                return;
            }
        }

        _model.OwnParameters.CopyTo(_snapshot);
        _snapshotStep = _state.Step;
        _snapshotModelStep = _model.OwnCounts.Step;
        _snapshotEpoch = _state.EpochJustDone;
        _hasSnapshot = true;
    }

    private double ScheduleFactor() => _options.Schedule.NeedsTotalSteps
        ? _options.Schedule.Factor(_state.Schedule.PlaceOf(_state.Step), _state.Schedule.Length)
        : _options.Schedule.Factor(_state.Step, _state.Schedule.Steps);

    // Detects a loss that leaves the scale of earlier ones. A loss that is too large may be due to the batch: the first batch may have been
    // blank, or this one may hold much larger values. So it is compared with the loss of the last good parameters on the same batch or, just
    // after a resume, when there are none, with the losses before it. A loss too far below 0 is never due to the batch: the objective has no
    // lower bound.
    private void Watch(ReadOnlySpan<T> batch, NoiseKey key, in Losses losses, long step)
    {
        if (!double.IsFinite(losses.Total))
        {
            // If the reconstruction is finite, so are the layers, and the name of the term says where it happened.
            Diverge("the loss is not finite", losses, step, double.IsFinite(losses[0]) ? [] : FunctionLayers.Suspects(_model, batch));
        }

        if (losses.Total < -Limit(_state.LossScale))
        {
            Diverge(FormattableString.Invariant($"the loss fell below {-Limit(_state.LossScale):G4}, {_options.DivergenceFactor:G4} times the losses at the start"), losses, step);
        }

        if (losses.Total > Limit(_state.LossScale))
        {
            double good = _hasSnapshot ? _model.EvaluateWith(_snapshot, batch, key).Total : _state.LossScale;
            if (!(losses.Total <= Limit(Math.Abs(good))))
            {
                string known = _hasSnapshot ? "that of the last good parameters on the same batch" : "the losses before the resume";
                Diverge(FormattableString.Invariant($"the loss is above {Limit(Math.Abs(good)):G4}, {_options.DivergenceFactor:G4} times {known}"), losses, step);
            }

            _state.LossScale = Math.Max(_state.LossScale, Math.Abs(good));
        }
    }

    // Losses near 0 have no scale of their own.
    private double Limit(double scale) => _options.DivergenceFactor * Math.Max(1, scale);

    private void Diverge(string cause, in Losses losses, long failed, params string[] suspects)
    {
        (string? first, string? last) = BadParameters();
        double norm = _state.Optimizer.Norm();
        string? layer = double.IsFinite(losses.Total) && last is not null ? LayerText.Of(_model.Info, last) : suspects.Length == 1 ? suspects[0] : null;
        bool isRateACause = _state.Step > 0;
        string advice = layer is not null && suspects.Length == 0 ? DivergenceAdvice.Function(layer, last!)
            : losses.Total < 0 || (!double.IsFinite(losses.Total) && _lastLoss < 0) ? DivergenceAdvice.Unbounded
            : suspects.Length > 0 ? DivergenceAdvice.Functions(suspects, isRateACause)
            : !isRateACause && !_hasSnapshot ? DivergenceAdvice.BeforeTheFirstStep
            : !_hasSnapshot ? DivergenceAdvice.Resumed
            : last is null && BadKeptValue() is { } kept ? DivergenceAdvice.KeptValue(kept.Name, kept.Parameter, isRateACause)
            : DivergenceAdvice.Rate;
        KeptParameters back = GoBack();
        throw new DivergedSignal(
            new DivergencePoint(cause, failed, _state.Epochs.Count + 1, WorstTerm(losses), first, layer, losses, _learningRate, norm, back.Step, advice), back);
    }

    // The first parameter with a gradient or value that is not finite, and the last one with such a gradient. Gradients flow from the last
    // layer to the first, so that the last one is next to the origin; a value that is not finite comes from the optimiser.
    private (string? First, string? Last) BadParameters()
    {
        ReadOnlySpan<T> parameters = _model.OwnParameters;
        ReadOnlySpan<T> gradients = _model.OwnGradients;
        string? first = null;
        string? last = null;
        foreach (ParameterInfo parameter in _model.Info.Layout)
        {
            if (!ValueRange<T>.Finite.AreInside(gradients.Slice(parameter.Offset, parameter.Length)))
            {
                first ??= parameter.Name;
                last = parameter.Name;
            }
            else if (!ValueRange<T>.Finite.AreInside(parameters.Slice(parameter.Offset, parameter.Length)))
            {
                first ??= parameter.Name;
            }
        }

        return (first, last);
    }

    // The first value of the optimiser's state that is not finite, and its parameter.
    private (string Name, string Parameter)? BadKeptValue()
    {
        for (int index = 0; index < _state.Optimizer.Buffers.Length; index++)
        {
            ReadOnlySpan<T> kept = _state.Optimizer.Buffers[index].Span;
            foreach (ParameterInfo parameter in _model.Info.Layout)
            {
                if (!ValueRange<T>.Finite.AreInside(kept.Slice(parameter.Offset, parameter.Length)))
                {
                    return (_options.Optimizer.StateNames[index], parameter.Name);
                }
            }
        }

        return null;
    }

    private static string WorstTerm(in Losses losses)
    {
        int worst = 0;
        for (int term = 0; term < losses.Count; term++)
        {
            if (!double.IsFinite(losses[term]))
            {
                return losses.Names[term];
            }

            worst = losses[term] > losses[worst] ? term : worst;
        }

        return losses.Names[worst];
    }
}

/// <summary>Carries a failed step out of the loop to where the report is made.</summary>
internal sealed class DivergedSignal(DivergencePoint point, KeptParameters kept) : Exception($"Training diverged at step {point.Step}.")
{
    public DivergencePoint Point { get; } = point;

    /// <summary>The snapshot that was restored.</summary>
    public KeptParameters Kept { get; } = kept;
}
