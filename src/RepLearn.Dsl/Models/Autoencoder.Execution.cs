using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Files;
using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Numerics.Threads;
using RepLearn.Optimization;
using RepLearn.Runtime;

namespace RepLearn;

// How a call becomes a run of a generated program: check, choose threads, lay out the arena, stage the rows, run.
public abstract partial class Autoencoder<T>
{
    // Rows that calls without gradients process at a time, and for wide rows the number of their values, so that memory does not grow with
    // the data.
    private const int BlockRows = 1024;
    private const int BlockValues = 1 << 24;

    // Short calls without gradients are worth several threads only if they follow each other so closely that no thread falls asleep in
    // between: waking one takes longer than such a call.
    private const long MultiplyAddsPerAwakeWorker = 160_000;
    private const int ShortCallsInARow = 16;

    private int _shortCalls;
    private long _shortCallEnd;

    /// <summary>The number of threads that computed the gradients, whose caches hold them.</summary>
    internal int BackwardWorkers { get; private set; } = 1;

    /// <summary>Work below which another thread costs more to wake than it saves; tests lower it.</summary>
    internal long MultiplyAddsPerWorker { get; set; } = 16_000_000;

    // Rows of a test's blocks. It depends on the model alone, because terms that use the block's mean depend on it.
    private int TestRows =>
        (int)Math.Clamp((Array.MaxLength / 2) / Math.Max(1, Info.Programs[ProgramOf(ProgramName.Test)].SavedPerExample + (long)Padding.Of(Info.ExampleSize)), 1, BlockRows);

    /// <summary>What rows of examples to train or test on consist of.</summary>
    internal InputRows<T> ExampleRows => _inputs[0];

    /// <summary>All parameters, for a running fit, which owns the model until it ends, even if another thread disposes of it.</summary>
    internal Span<T> OwnParameters => _parameters.Span;

    /// <summary>The loss's derivatives, likewise.</summary>
    internal Span<T> OwnGradients => _gradients.Span;

    /// <summary>Steps and draws, likewise.</summary>
    internal (long Step, long Draws) OwnCounts => (_step, _draws);

    /// <summary>Settings, likewise.</summary>
    internal double[] OwnSettings => _settings.Values;

    /// <summary>While it lasts, no other thread copies parameters and step, which may be changed in part.</summary>
    internal Lock.Scope Change() => _gate.Change();

    /// <summary>Restores earlier parameters, atomically for other threads; draws are not restored.</summary>
    internal void GoBackTo(ReadOnlySpan<T> parameters, long step, ReadOnlySpan<double> settings)
    {
        using Lock.Scope change = _gate.Change();
        parameters.CopyTo(_parameters.Span);
        settings.CopyTo(_settings.Values);
        _step = step;
    }

    /// <summary>Takes all that a file holds of a model, atomically for other threads.</summary>
    internal void Assign(ModelState<T> state)
    {
        using Lock.Scope change = _gate.Change();
        state.Parameters.CopyTo(_parameters.Span);
        state.Settings.CopyTo(_settings.Values, 0);
        (_step, _draws) = (state.Step, state.Draws);
    }

    /// <summary>A copy of what a file holds of a model, after a whole step, for any thread.</summary>
    internal ModelState<T> CopyState()
    {
        using ModelGate.Reading reading = _gate.Read();
        return new ModelState<T>(_parameters.Span.ToArray(), _step, _draws, [.. _settings.Values]);
    }

    /// <summary>Changes the parameters by a step, within a <see cref="Change"/>; returns whether all values written are finite.</summary>
    internal bool Update(OptimizerState<T> optimizer, in UpdateStep step)
    {
        if (_draws == ModelMetadata.MostCount)
        {
            throw new InvalidOperationException($"{Info.Name} has taken {_draws} steps, and no more can be counted.");
        }

        using ModelGate.Pass pass = _gate.Run();
        if (!optimizer.Update(step))
        {
            return false;
        }

        optimizer.KeepFrozen();
        RunAfterUpdate();
        optimizer.RestoreFrozen();
        (_step, _draws) = (_step + 1, _draws + 1);
        return true;
    }

    // Rows of parameters do not depend on each other, and no sum is partitioned.
    private unsafe void RunAfterUpdate()
    {
        int number = Info.IndexOf(ProgramName.AfterUpdate);
        if (number >= 0)
        {
            using var share = new CoreShare(BackwardWorkers);
            _run.Prepare(Info.Programs[number], 1, share.Workers, null, 0);
            _program.Number = number;
            _program.Examples = new StagedExamples<T>(null, 0, _inputs[number], string.Empty, 0);
            _program.HaveWorkers(share.Workers);
            Team.Run(_program, share.Workers);
        }
    }

    /// <summary>The training loss of a batch with other parameters.</summary>
    internal Losses EvaluateWith(ReadOnlySpan<T> parameters, ReadOnlySpan<T> batch, NoiseKey key)
    {
        using Lock.Scope change = _gate.Change();
        T[] own = _parameters.Span.ToArray();
        parameters.CopyTo(_parameters.Span);
        try
        {
            return Evaluate(batch, key);
        }
        finally
        {
            own.CopyTo(_parameters.Span);
        }
    }

    private static int RowsAtATime(int width) => Math.Clamp(BlockValues / width, 1, BlockRows);

    private Losses RunLosses(string program, ReadOnlySpan<T> batch, long firstRow, NoiseKey key, string name, int? stepExamples = null)
    {
        using ModelGate.Hold hold = _gate.Enter();
        _run.StepExamples = stepExamples ?? batch.Length / Info.ExampleSize;

        // Row numbers beyond an int start again at 0, at the start of a block.
        _run.FirstRow = (int)(firstRow % (1 << 30));
        _run.Key = key;
        _run.Step = Step;
        Execute(ProgramOf(program), batch, name, firstRow);
        return new Losses(Info, _run.Terms.AsSpan(0, Info.LossValues));
    }

    // Rows are numbered through all blocks, so that each row has its own noise.
    private Losses TestBlock(ReadOnlySpan<T> block, long firstRow, NoiseKey key, string name) =>
        RunLosses(ProgramName.Test, block, firstRow, key, name);

    // Rows are numbered from firstRow in messages.
    private void Map(string program, ReadOnlySpan<T> source, string sourceName, Span<T> target, string targetName, int firstRow = 0)
    {
        int number = ProgramOf(program);
        int sourceWidth = _inputs[number].Width;
        int targetWidth = Info.Programs[number].OutputWidth;
        int rows = RowsOf(source.Length, sourceWidth, sourceName, Info.Programs[number]);
        ExpectLength(target.Length, rows, targetWidth, targetName);
        ExpectApart(source, sourceWidth, target, targetWidth, targetName);
        using ModelGate.Hold hold = _gate.Enter();
        for (int row = 0, count; row < rows; row += count)
        {
            count = RunBlock(number, source, sourceName, row, firstRow);
            Take(_run.Program.Output, target.Slice(row * targetWidth, count * targetWidth), targetWidth, firstRow + row, ResultOf(program));
        }
    }

    // A program without noise on the rows from one on, as many as fit in a block; returns their number.
    private int RunBlock(int number, ReadOnlySpan<T> source, string sourceName, int row, int firstRow = 0)
    {
        int width = _inputs[number].Width;
        int count = Math.Min(RowsAtATime(Math.Max(width, Info.Programs[number].OutputWidth)), (source.Length / width) - row);
        (_run.FirstRow, _run.Step) = (row, Step);
        Execute(number, source.Slice(row * width, count * width), sourceName, firstRow + row);
        return count;
    }

    // Rows that a block has left in memory, without their padding.
    private void Take(int offset, Span<T> results, int width, int firstRow, string what)
    {
        Padding.Remove(Saved(offset, results.Length / width, Padding.Of(width)), results, width);
        Finite.ExpectResult<T>(results, width, firstRow, what);
    }

    private unsafe void Execute(int number, ReadOnlySpan<T> batch, string argument, long firstRow)
    {
        InputRows<T> inputs = _inputs[number];
        ProgramInfo program = Info.Programs[number];
        int rows = RowsOf(batch.Length, inputs.Width, argument, program);
        bool isBackward = program.Name == ProgramName.Backward;
        long multiplyAdds = program.MultiplyAdds * rows;
        int workers = (int)Math.Clamp(multiplyAdds / MultiplyAddsPerWorker, 1, Threads);
        int awake = (int)Math.Clamp(multiplyAdds / MultiplyAddsPerAwakeWorker, 1, Threads);
        bool isShort = !isBackward && workers == 1 && awake > 1;
        using var share = new CoreShare(isShort && FollowsClosely() ? awake : workers);
        workers = share.Workers;
        using ModelGate.Pass pass = _gate.Run();
        BackwardWorkers = isBackward ? workers : BackwardWorkers;
        fixed (T* source = batch)
        {
            _run.Prepare(program, rows, workers, source, inputs.AreInPlace ? 0 : (long)rows * inputs.PaddedWidth);
            _program.Number = number;
            _program.Examples = new StagedExamples<T>(source, rows, inputs, argument, firstRow);
            _program.HaveWorkers(workers);
            Team.Run(_program, workers);
        }

        if (isShort)
        {
            _shortCallEnd = Stopwatch.GetTimestamp();
        }
    }

    private static string ResultOf(string program) => program switch
    {
        ProgramName.Encode or ProgramName.EncodeSparse or ProgramName.EncodePosterior => "code",
        ProgramName.Divergence => "divergence",
        ProgramName.Predict => "prediction",
        _ => "output",
    };

    // Whether short calls have followed each other, so that threads still wait for the next one, and no other run uses them.
    private bool FollowsClosely()
    {
        _shortCalls = Stopwatch.GetTimestamp() - _shortCallEnd < EventCount.SpinTicks ? _shortCalls + 1 : 0;
        return _shortCalls >= ShortCallsInARow && CoreShare.IsWhole;
    }

    private Span<T> Saved(int offset, int rows, int stride) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _run.Arena.Start, _run.SavedStart + ((nint)offset * rows)), rows * stride);

    private int WidthOf(string program) => _inputs[ProgramOf(program)].Width;

    private int ProgramOf(string name)
    {
        int program = Info.IndexOf(name);
        return program >= 0 ? program : throw new InvalidOperationException($"{Info.Name} has no program {name}.");
    }

    private int RowsOf(int length, string program, string name) => RowsOf(length, WidthOf(program), name, Info.Programs[ProgramOf(program)]);

    /// <param name="length">Values of all rows.</param>
    /// <param name="width">Values of one.</param>
    /// <param name="name">The caller's name for the rows.</param>
    /// <param name="program">What reads them; null for rows that are without what is given besides.</param>
    private int RowsOf(int length, int width, string name, ProgramInfo? program = null)
    {
        if (length == 0 || length % width != 0)
        {
            string rows = program is null ? $"{width} values" : Info.RowText(program);
            throw new ArgumentException($"{Info.Name} expects rows of {rows}, at least one row, but got {length} values.{(program is null ? "" : ModelInfo.BesideText(program))}", name);
        }

        return length / width;
    }

    private void ExpectLength(int length, int rows, int width, string name)
    {
        if (length != (long)rows * width)
        {
            throw new ArgumentException($"{Info.Name} expects room for {rows} rows of {width} values, {(long)rows * width} in all, but got {length}.", name);
        }
    }

    // Results are written block by block: each before the rows of the next block are read.
    private void ExpectApart(ReadOnlySpan<T> source, int sourceWidth, ReadOnlySpan<T> target, int targetWidth, string name)
    {
        if (source.Overlaps(target, out int ahead) && (ahead > 0 || targetWidth > sourceWidth))
        {
            throw new ArgumentException($"{Info.Name} would write results over rows that it has not read yet. Pass room of its own, or room that begins where the rows do and is no wider than they are.", name);
        }
    }

    private T[] NewRows(int rows, int width) =>
        (long)rows * width <= Array.MaxLength
            ? new T[rows * width]
            : throw new ArgumentException($"{Info.Name} would return {rows} rows of {width} values, more than one array can hold; pass fewer rows.");

    private sealed class TeamProgram(Autoencoder<T> model) : ITeamWork
    {
        private Worker<T>[] _workers = [];

        public int Number { get; set; }

        public StagedExamples<T> Examples { get; set; }

        public TeamBarrier Barrier => model._run.Barrier;

        public void HaveWorkers(int count)
        {
            if (_workers.Length < count)
            {
                _workers = [.. Enumerable.Range(0, count).Select(rank => new Worker<T>(model._run, rank))];
            }
        }

        public void Execute(int rank)
        {
            Worker<T> worker = _workers[rank];
            Examples.Stage(worker);
            model.Run(Number, worker);
        }
    }
}
