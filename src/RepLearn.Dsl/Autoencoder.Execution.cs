using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Runtime;

namespace RepLearn;

// How a call becomes a run of a generated program: check, choose threads, lay out the arena, stage the rows, run.
public abstract partial class Autoencoder<T>
{
    // Rows that calls without gradients work through at a time, so that memory does not grow with the data.
    private const int BlockRows = 1024;

    // Rows of the arena start at whole vectors.
    private const int RowAlignment = 16;

    // Below about this many multiply-adds a worker, waking another thread costs more than it saves.
    private const long MultiplyAddsPerWorker = 1_000_000;

    private enum ProgramKind
    {
        Backward,
        Evaluate,
        Encode,
        Decode,
    }

    private Losses RunLosses(ProgramKind kind, ReadOnlySpan<T> batch, int firstRow, NoiseKey key, bool training)
    {
        _run.FirstRow = firstRow;
        _run.Key = key;
        _run.Training = training;
        _run.Step = Step;
        Execute(kind, batch, Info.InputSize);
        return new Losses(Info.LossNames, _run.Terms.AsSpan(0, Info.LossNames.Length));
    }

    private void Map(ProgramKind kind, ReadOnlySpan<T> source, int sourceWidth, Span<T> target, int targetWidth)
    {
        int rows = RowsOf(source.Length, sourceWidth, nameof(source));
        ExpectLength(target.Length, rows, targetWidth, nameof(target));
        _run.Training = false;
        for (int row = 0; row < rows; row += BlockRows)
        {
            int count = Math.Min(BlockRows, rows - row);
            Execute(kind, source.Slice(row * sourceWidth, count * sourceWidth), sourceWidth);
            ReadOnlySpan<T> output = Kept(_run.Program.Output, count, targetWidth);
            for (int index = 0; index < count; index++)
            {
                output.Slice(index * Padded(targetWidth), targetWidth).CopyTo(target.Slice((row + index) * targetWidth, targetWidth));
            }
        }
    }

    private void Execute(ProgramKind kind, ReadOnlySpan<T> batch, int width)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int rows = RowsOf(batch.Length, width, nameof(batch));
        ProgramInfo program = ProgramOf(kind);
        int workers = (int)Math.Clamp(program.MultiplyAdds * rows / MultiplyAddsPerWorker, 1, Threads);
        _run.Prepare(program, rows, workers);
        Stage(batch, rows, width);
        _program.Kind = kind;
        _program.HaveWorkers(workers);
        Team.Run(_program, workers);
    }

    // The staged batch is the program's first kept buffer.
    private void Stage(ReadOnlySpan<T> batch, int rows, int width)
    {
        Span<T> staged = Kept(0, rows, width);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = batch.Slice(row * width, width);
            Span<T> target = staged.Slice(row * Padded(width), Padded(width));
            T check = T.Zero;
            for (int column = 0; column < width; column++)
            {
                // Zero times a value is zero, unless it is infinite or not a number.
                T value = values[column];
                target[column] = value;
                check += value * T.Zero;
            }

            target[width..].Clear();
            if (T.IsNaN(check))
            {
                ThrowNotFinite(values, row);
            }
        }
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

    private static void ThrowNotFinite(ReadOnlySpan<T> values, int row)
    {
        int column = 0;
        while (T.IsFinite(values[column]))
        {
            column++;
        }

        throw new ArgumentException($"Expected finite values, but row {row}, column {column} of the batch is {values[column]}.", "batch");
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
        if (length != rows * width)
        {
            throw new ArgumentException($"{Info.Name} expects room for {rows} rows of {width} values, {rows * width} in all, but got {length}.", name);
        }
    }

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
