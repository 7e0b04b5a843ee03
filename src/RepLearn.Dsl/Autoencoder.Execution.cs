using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RepLearn.Runtime;

namespace RepLearn;

// How a call becomes a run of a generated program: check, choose threads, lay out the arena, stage the rows, run.
public abstract partial class Autoencoder<T>
{
    // Rows that calls without gradients work through at a time, so that memory does not grow with the data.
    private const int BlockRows = 1024;

    // Rows of the arena start at whole vectors.
    private const int RowAlignment = 16;

    // Every worker reads all weights, which pays only for about this many rows.
    private const int RowsPerWorker = 32;

    private int _busy;

    /// <summary>Work below which another thread costs more to wake than it saves; tests lower it.</summary>
    internal long MultiplyAddsPerWorker { get; set; } = 12_000_000;

    private enum ProgramKind
    {
        Backward,
        Evaluate,
        Encode,
        Decode,
    }

    private Losses RunLosses(ProgramKind kind, ReadOnlySpan<T> batch, int firstRow, NoiseKey key, bool training)
    {
        Enter();
        try
        {
            _run.FirstRow = firstRow;
            _run.Key = key;
            _run.Training = training;
            _run.Step = Step;
            Execute(kind, batch, Info.InputSize, "batch", firstRow);
            return new Losses(Info.LossNames, _run.Terms.AsSpan(0, Info.LossNames.Length));
        }
        finally
        {
            Leave();
        }
    }

    // Rows are numbered on through all blocks, so that a block's noise is its rows' own. More rows than an int can count
    // begin again at 0, at a block's start.
    private Losses TestBlock(ReadOnlySpan<T> block, long firstRow, NoiseKey key) =>
        RunLosses(ProgramKind.Evaluate, block, (int)(firstRow % (1 << 30)), key, training: false);

    // Rows are numbered from firstRow in messages.
    private void Map(
        ProgramKind kind, ReadOnlySpan<T> source, int sourceWidth, string sourceName, Span<T> target, int targetWidth, string targetName, int firstRow = 0)
    {
        int rows = RowsOf(source.Length, sourceWidth, sourceName);
        ExpectLength(target.Length, rows, targetWidth, targetName);
        Enter();
        try
        {
            _run.Training = false;
            _run.Step = Step;
            for (int row = 0; row < rows; row += BlockRows)
            {
                int count = Math.Min(BlockRows, rows - row);
                _run.FirstRow = row;
                Execute(kind, source.Slice(row * sourceWidth, count * sourceWidth), sourceWidth, sourceName, firstRow + row);
                ReadOnlySpan<T> output = Kept(_run.Program.Output, count, targetWidth);
                for (int index = 0; index < count; index++)
                {
                    output.Slice(index * Padded(targetWidth), targetWidth).CopyTo(target.Slice((row + index) * targetWidth, targetWidth));
                }
            }
        }
        finally
        {
            Leave();
        }
    }

    private void Execute(ProgramKind kind, ReadOnlySpan<T> batch, int width, string name, int firstRow)
    {
        int rows = RowsOf(batch.Length, width, name);
        ProgramInfo program = ProgramOf(kind);
        long worthwhile = Math.Min(program.MultiplyAdds * rows / MultiplyAddsPerWorker, (rows + RowsPerWorker - 1) / RowsPerWorker);
        int workers = (int)Math.Clamp(worthwhile, 1, Threads);
        _run.Prepare(program, rows, workers);
        Stage(batch, rows, width, name, firstRow);
        _program.Kind = kind;
        _program.HaveWorkers(workers);
        Team.Run(_program, workers);
    }

    // One run uses the arena at a time. A second caller would quietly ruin the first one's results, so it is told.
    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            throw new InvalidOperationException(
                $"This {Info.Name} is at work for another thread. A model serves one caller at a time: use a second model with the same parameters, or wait. (Progress<T> calls back on another thread while Fit runs.)");
        }
    }

    private void Leave() => Volatile.Write(ref _busy, 0);

    // The staged batch is the program's first kept buffer.
    private void Stage(ReadOnlySpan<T> batch, int rows, int width, string name, int firstRow)
    {
        Span<T> staged = Kept(0, rows, width);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = batch.Slice(row * width, width);
            Span<T> target = staged.Slice(row * Padded(width), Padded(width));
            values.CopyTo(target);
            target[width..].Clear();
            if (!AreFinite(values))
            {
                ThrowNotFinite(values, firstRow + row, name);
            }
        }
    }

    private static bool AreFinite(ReadOnlySpan<T> values)
    {
        ref T start = ref MemoryMarshal.GetReference(values);
        Vector512<T> check = Vector512<T>.Zero;
        int column = 0;
        for (; column <= values.Length - Vector512<T>.Count; column += Vector512<T>.Count)
        {
            // Zero times a value is zero, unless it is infinite or not a number.
            check += Vector512.LoadUnsafe(ref start, (nuint)column) * Vector512<T>.Zero;
        }

        T last = T.Zero;
        for (; column < values.Length; column++)
        {
            last += values[column] * T.Zero;
        }

        return Vector512.EqualsAll(check, check) && !T.IsNaN(last);
    }

    private Span<T> Kept(int offset, int rows, int width) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _run.Arena.Start, _run.KeptStart + ((nint)offset * rows)), rows * Padded(width));

    private ProgramInfo ProgramOf(ProgramKind kind) => kind switch
    {
        ProgramKind.Backward => Info.Backward,
        ProgramKind.Evaluate => Info.Evaluate,
        ProgramKind.Encode => Info.Encode,
        ProgramKind.Decode => Info.Decode,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static int Padded(int width) => (width + RowAlignment - 1) / RowAlignment * RowAlignment;

    private static void ThrowNotFinite(ReadOnlySpan<T> values, int row, string name)
    {
        int column = 0;
        while (T.IsFinite(values[column]))
        {
            column++;
        }

        throw new ArgumentException($"Expected finite values, but row {row}, column {column} is {values[column]}.", name);
    }

    private int RowsOf(int length, int width, string name)
    {
        if (length == 0 || length % width != 0)
        {
            throw new ArgumentException($"{Info.Name} expects rows of {width} values, at least one row, but got {length} values.", name);
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

    private T[] NewRows(int rows, int width) =>
        (long)rows * width <= Array.MaxLength
            ? new T[rows * width]
            : throw new ArgumentException($"{Info.Name} would return {rows} rows of {width} values, more than one array can hold; pass fewer rows.");

    private sealed class TeamProgram(Autoencoder<T> model) : ITeamWork
    {
        private Worker<T>[] _workers = [];

        public ProgramKind Kind { get; set; }

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
            switch (Kind)
            {
                case ProgramKind.Backward:
                    model.RunBackward(worker);
                    break;
                case ProgramKind.Evaluate:
                    model.RunEvaluate(worker);
                    break;
                case ProgramKind.Encode:
                    model.RunEncode(worker);
                    break;
                case ProgramKind.Decode:
                    model.RunDecode(worker);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown program {Kind}.");
            }
        }
    }
}
