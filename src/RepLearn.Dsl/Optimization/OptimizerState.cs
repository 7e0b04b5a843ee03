using System.Numerics;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Threads;
using RepLearn.Runtime;

namespace RepLearn.Optimization;

/// <summary>
/// What an optimiser keeps from step to step for one model, and the passes over all parameters. Each value depends on its own place alone,
/// so the partition among threads does not change the bits.
/// </summary>
internal sealed class OptimizerState<T> : ITeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Each thread updates the parameters whose gradients it computed, because moving them to another core takes longer than the update.
    // Values that no cache holds come from memory anyway, which many threads read faster.
    private const int DefaultValuesPerWorker = 2 * 1024 * 1024;

    // A sum of squares is this many times faster than an update.
    private const int NormsPerUpdate = 5;

    private readonly int _valuesPerWorker;
    private readonly Autoencoder<T> _model;
    private readonly double[] _sums;
    private bool[] _finite = [true];
    private UpdateStep _step;
    private bool _updates;
    private int _workers = 1;

    private readonly PartRates? _rates;
    private readonly T[] _frozen;

    /// <param name="model">The model.</param>
    /// <param name="optimizer">How gradients change its parameters.</param>
    /// <param name="rates">Factors of the learning rate; null for 1.</param>
    /// <param name="valuesPerWorker">Values that are worth another thread.</param>
    public OptimizerState(Autoencoder<T> model, Optimizer optimizer, PartRates? rates = null, int valuesPerWorker = DefaultValuesPerWorker)
    {
        if (optimizer.StateNames.IsDefault || optimizer.StateNames.Distinct().Count() < optimizer.StateNames.Length)
        {
            throw new ArgumentException($"Expected {nameof(Optimizer.StateNames)} of {optimizer.GetType().Name} that differ, or an empty list, but got {(optimizer.StateNames.IsDefault ? "none" : string.Join(", ", optimizer.StateNames))}.", nameof(optimizer));
        }

        _valuesPerWorker = valuesPerWorker;
        _model = model;
        _rates = rates;
        _frozen = rates is { HasFrozen: true } && model.Info.IndexOf(ProgramName.AfterUpdate) >= 0 ? new T[model.Parameters.Length] : [];
        Optimizer = optimizer;
        Buffers = [.. optimizer.StateNames.Select(_ => new AlignedBuffer<T>(model.Parameters.Length))];
        _sums = new double[GradientNorm.Chunks(model.Info.TrainableCount)];
    }

    public Optimizer Optimizer { get; }

    /// <summary>The kept values, one buffer a name, laid out as the parameters are.</summary>
    public AlignedBuffer<T>[] Buffers { get; }

    TeamBarrier ITeamWork.Barrier { get; } = new();

    /// <summary>The gradients' Euclidean norm over all parameters that change, without state.</summary>
    public double Norm()
    {
        ClearFrozenGradients();
        _updates = false;
        RunTeam(_valuesPerWorker * NormsPerUpdate);
        double sum = 0;
        foreach (double part in _sums)
        {
            sum += part;
        }

        return GradientNorm.IsExact<T>(sum) ? Math.Sqrt(sum) : GradientNorm.Scaled(_model.OwnGradients[.._model.Info.TrainableCount], sum);
    }

    /// <summary>Changes the parameters and the state; returns whether all values written are finite.</summary>
    public bool Update(UpdateStep step)
    {
        _updates = true;
        _step = step;
        RunTeam(_valuesPerWorker);
        return !_finite.AsSpan(0, _workers).Contains(false) && TakeNextState();
    }

    // Copies what the step computed for state; returns whether that is finite.
    private bool TakeNextState()
    {
        int first = _model.Info.TrainableCount;
        ReadOnlySpan<T> next = _model.OwnGradients[first..];
        for (int index = 0; index < _model.Info.Layout.Length; index++)
        {
            ParameterInfo parameter = _model.Info.Layout[index];
            if (parameter.IsState && _rates?[index] != 0)
            {
                _model.OwnGradients.Slice(parameter.Offset, parameter.Length).CopyTo(_model.OwnParameters[parameter.Offset..]);
            }
        }

        return Finite.AreFinite(next);
    }

    void ITeamWork.Execute(int rank)
    {
        if (!_updates)
        {
            (int start, int end) = Partition.OfWorker(_sums.Length, 1, rank, _workers);
            GradientNorm.SumSquares<T>(_model.OwnGradients[.._model.Info.TrainableCount], _sums, start, end);
        }
        else if (_workers == 1 && _rates is null)
        {
            _finite[rank] = Update(0, _model.Info.TrainableCount);
        }
        else
        {
            // The partition of the program that computed the gradients.
            _finite[rank] = true;
            for (int index = 0; index < _model.Info.Layout.Length; index++)
            {
                ParameterInfo parameter = _model.Info.Layout[index];
                double rate = _rates?[index] ?? 1;
                if (parameter.IsState || rate == 0)
                {
                    continue;
                }

                (int start, int end) = Partition.OfWorker(parameter.Rows, Partition.RowGrain, rank, _workers);
                _finite[rank] &= Update(parameter.Offset + (start * parameter.Columns), (end - start) * parameter.Columns, rate);
            }
        }
    }

    private bool Update(int first, int length, double rate = 1) => length == 0 || Optimizer.Update(new UpdateRange<T>(
        _model.OwnParameters.Slice(first, length), _model.OwnGradients.Slice(first, length), Buffers, first, _step with { LearningRate = _step.LearningRate * rate }));

    /// <summary>Keeps what is frozen while parameters are made anew after an update.</summary>
    public void KeepFrozen() => CopyFrozen(_model.OwnParameters, _frozen);

    /// <summary>Undoes what became of it meanwhile.</summary>
    public void RestoreFrozen() => CopyFrozen(_frozen, _model.OwnParameters);

    private void CopyFrozen(ReadOnlySpan<T> source, Span<T> target)
    {
        for (int index = 0; index < _model.Info.Layout.Length && _frozen.Length > 0; index++)
        {
            ParameterInfo parameter = _model.Info.Layout[index];
            if (_rates![index] == 0)
            {
                source.Slice(parameter.Offset, parameter.Length).CopyTo(target[parameter.Offset..]);
            }
        }
    }

    // They are no part of a norm, and it is nothing if they are not finite.
    private void ClearFrozenGradients()
    {
        for (int index = 0; index < _model.Info.Layout.Length && _rates is not null; index++)
        {
            ParameterInfo parameter = _model.Info.Layout[index];
            if (!parameter.IsState && _rates[index] == 0)
            {
                _model.OwnGradients.Slice(parameter.Offset, parameter.Length).Clear();
            }
        }
    }

    private void RunTeam(int valuesPerWorker)
    {
        int wanted = Math.Clamp(Math.Max(_model.BackwardWorkers, _model.OwnParameters.Length / valuesPerWorker), 1, _model.Threads);
        using var share = new CoreShare(wanted);
        _workers = share.Workers;
        if (_finite.Length < _workers)
        {
            _finite = new bool[_workers];
        }

        Team.Run(this, _workers);
    }
}
