using System.Numerics;

namespace RepLearn.Runtime;

/// <summary>One step of a fit, and the watch over it.</summary>
internal sealed class TrainingStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A snapshot costs less than a step's update; at this distance it is not seen.
    private const long StepsPerSnapshot = 1000;

    private readonly Autoencoder<T> _model;
    private readonly FitOptions _options;
    private readonly TrainingState<T> _state;
    private readonly T[] _snapshot;
    private long _snapshotStep;
    private long _snapshotModelStep;
    private int? _snapshotEpoch;
    private bool _snapshotDue = true;
    private bool _hasSnapshot;
    private double? _norm;

    public TrainingStep(Autoencoder<T> model, FitOptions options, TrainingState<T> state)
    {
        _model = model;
        _options = options;
        _state = state;
        _snapshot = new T[model.Parameters.Length];
    }

    /// <summary>The norm of the last step's gradients before clipping; computed when first asked for.</summary>
    public double GradientNorm => _norm ??= _state.Optimizer.Norm();

    /// <summary>Whether parameters and optimiser are as after one and the same step, not in the middle of an update.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Takes a snapshot at the next step.</summary>
    public void SnapshotNext() => _snapshotDue = true;

    /// <summary>Losses, gradients, update. Throws <see cref="DivergedSignal"/> after going back to the snapshot.</summary>
    public void Take(ReadOnlySpan<T> batch, int rows)
    {
        Losses losses = _model.Backward(batch, new NoiseKey(_options.Seed, (ulong)_model.Step));
        _norm = null;
        if (_state.Step == 0)
        {
            _state.FirstLoss = losses.Total;
        }

        double learningRate = _options.Optimizer.LearningRate * ScheduleFactor();
        _state.LearningRate = learningRate;
        double limit = _options.DivergenceFactor * Math.Max(1, Math.Abs(_state.FirstLoss));
        if (!double.IsFinite(losses.Total))
        {
            Diverge("the loss is not finite", losses);
        }

        if (losses.Total > limit)
        {
            Diverge(FormattableString.Invariant($"the loss is above {limit:G4}, {_options.DivergenceFactor:G4} times the first batch's"), losses);
        }

        if (_snapshotDue || _state.Step - _snapshotStep >= StepsPerSnapshot)
        {
            _model.Parameters.CopyTo(_snapshot);
            _snapshotStep = _state.Step;
            _snapshotModelStep = _model.Step;
            _snapshotEpoch = _state.EpochJustDone;
            _snapshotDue = false;
            _hasSnapshot = true;
        }

        double scale = 1;
        if (_options.ClipNorm is { } most)
        {
            if (!double.IsFinite(GradientNorm))
            {
                Diverge("the gradient is not finite", losses);
            }

            scale = Math.Min(1, most / (GradientNorm + 1e-6));
        }

        IsWhole = false;
        if (!_state.Optimizer.Update(new UpdateStep(_state.Step + 1, learningRate, scale)))
        {
            Diverge("the gradient, or what the optimiser made of it, is not finite", losses);
        }

        _state.Mean.Add(losses, rows);
        _state.Step++;
        _state.Batch++;
        _model.Step++;
        IsWhole = true;
    }

    /// <summary>
    /// Gives the model the parameters of the newest snapshot; without one this call took no step, and they are as the caller gave them.
    /// </summary>
    public KeptParameters GoBack()
    {
        if (!_hasSnapshot)
        {
            return new KeptParameters(_state.EpochJustDone, _state.Step);
        }

        _snapshot.CopyTo(_model.Parameters);
        _model.Step = _snapshotModelStep;
        return new KeptParameters(_snapshotEpoch, _snapshotStep);
    }

    private double ScheduleFactor() => _options.Schedule.NeedsTotalSteps
        ? _options.Schedule.Factor(_state.Schedule.PlaceOf(_state.Step), _state.Schedule.Length)
        : _options.Schedule.Factor(_state.Step, _state.Schedule.Steps);

    private void Diverge(string cause, in Losses losses)
    {
        string? parameter = FirstBadParameter();
        double norm = _state.Optimizer.Norm();
        long failed = _state.Step + 1;
        KeptParameters kept = GoBack();
        throw new DivergedSignal(
            new DivergencePoint(cause, failed, _state.Epochs.Count + 1, WorstTerm(losses), parameter, losses, _state.LearningRate, norm, kept.Step), kept);
    }

    private string? FirstBadParameter()
    {
        foreach (ParameterInfo parameter in _model.Info.Layout)
        {
            for (int place = parameter.Offset; place < parameter.Offset + parameter.Length; place++)
            {
                if (!T.IsFinite(_model.Gradients[place]) || !T.IsFinite(_model.Parameters[place]))
                {
                    return parameter.Name;
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

/// <summary>Carries a failed step out of the loop to where the report can be made.</summary>
internal sealed class DivergedSignal(DivergencePoint point, KeptParameters kept) : Exception
{
    public DivergencePoint Point { get; } = point;

    /// <summary>The snapshot gone back to.</summary>
    public KeptParameters Kept { get; } = kept;
}
