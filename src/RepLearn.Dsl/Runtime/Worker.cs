using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

/// <summary>
/// One thread's view of a running program: its part of the rows and outputs, and its buffers. Generated code is the only user.
/// Every worker of a team runs the same program, with <see cref="Barrier"/> between steps that depend on each other. Work is
/// partitioned over rows and outputs, never over a sum, so results have the same bits at any number of workers.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Worker<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Noise is drawn four rows at a time.
    private const int RowGrain = 4;

    // With fewer examples than this, transposing a weight with long rows costs more than it gains. A weight with short rows fits in L1, and
    // dot products along short rows are mostly overhead.
    private const int FewRows = 8;
    private const int SomeRows = 40;
    private const int LongRow = 128;

    // Points whose distances are computed together; what is written stays apart by whole lines of cache.
    private const int PointGrain = 16;

    private readonly Run<T> _run;

    internal Worker(Run<T> run, int rank)
    {
        _run = run;
        Rank = rank;
    }

    /// <summary>This worker's number, from 0.</summary>
    public int Rank { get; }

    /// <summary>Workers in the team.</summary>
    public int Count => _run.Workers;

    /// <summary>Examples in the batch.</summary>
    public int Batch => _run.Batch;

    /// <summary>The number of the batch's first row, by which noise is drawn; not 0 if a larger set is processed in blocks.</summary>
    public int FirstRow => _run.FirstRow;

    /// <summary>The noise of this step.</summary>
    public NoiseKey Key => _run.Key;

    /// <summary>The program that runs.</summary>
    public ProgramInfo Program => _run.Program;

    /// <summary>The loss terms, then the metrics beside them, written by one worker.</summary>
    public Span<double> Terms => _run.Terms;

    /// <summary>An input's first value. Rows are padded with zeros to whole vectors.</summary>
    /// <param name="offset">The input's offset for one example: the padded widths of the inputs before it.</param>
    public unsafe ref T Input(int offset) => ref Unsafe.Add(ref *_run.Input, (nint)offset * _run.Batch);

    /// <summary>The first value of a buffer that lasts for the batch. Its rows follow each other, examples of the batch in order.</summary>
    /// <param name="offset">The buffer's offset for one example.</param>
    public ref T Saved(int offset) => ref Unsafe.Add(ref _run.Arena.Start, _run.SavedStart + ((nint)offset * _run.Batch));

    /// <summary>A buffer of a size that does not depend on the batch.</summary>
    /// <param name="offset">The buffer's offset.</param>
    public ref T Fixed(int offset) => ref Unsafe.Add(ref _run.Arena.Start, offset);

    /// <summary>A buffer for the rows of one block: this worker's, or of all workers that share the block.</summary>
    /// <param name="offset">The buffer's offset for one example.</param>
    public ref T Workspace(int offset)
    {
        nint start = _run.WorkspaceStart + (_run.IsCooperative ? 0 : Rank * _run.WorkspaceLength);
        return ref Unsafe.Add(ref _run.Arena.Start, start + ((nint)offset * _run.Program.RowBlock));
    }

    /// <summary>A parameter's first value.</summary>
    /// <param name="offset">The parameter's offset in the flat buffer.</param>
    public ref T Parameter(int offset) => ref Unsafe.Add(ref _run.Parameters.Start, offset);

    /// <summary>A parameter's gradient's first value.</summary>
    /// <param name="offset">The parameter's offset in the flat buffer.</param>
    public ref T Gradient(int offset) => ref Unsafe.Add(ref _run.Gradients.Start, offset);

    /// <summary>This worker's part of <paramref name="count"/> rows or columns, which begins at a multiple of <paramref name="grain"/>.</summary>
    public (int Start, int End) Split(int count, int grain) => Partition.OfWorker(count, grain, Rank, Count);

    /// <summary>The examples that this worker processes: its part, or all if workers share each block.</summary>
    public (int Start, int End) Examples(int grain) => _run.IsCooperative ? (0, Batch) : Split(Batch, grain);

    /// <summary>This worker's rows of a block for work that is partitioned by row: all, unless workers share the block.</summary>
    public (int Start, int End) Rows(int rows) => Rows(rows, isFixed: false);

    // Rows of fixed size are shared by all workers.
    private (int Start, int End) Rows(int rows, bool isFixed) => _run.IsCooperative || isFixed ? Split(rows, RowGrain) : (0, rows);

    /// <summary>Examples of the step: the batch's, unless a step is taken in parts.</summary>
    public int StepExamples => _run.StepExamples;

    /// <summary>A schedule's value: rises linearly from 0 to <paramref name="full"/> over the given training steps, at least 1.</summary>
    public double Ramp(double full, int steps) => full * Math.Min(1.0, (double)_run.Step / steps);

    /// <summary>A number of the declaration, as it is set.</summary>
    /// <param name="index">Its place in <see cref="ModelInfo.Settings"/>.</param>
    public double Setting(int index) => _run.Settings[index];

    /// <summary>Waits until all workers have arrived.</summary>
    public void Barrier() => _run.Barrier.Wait(Count);

    /// <summary>Waits until all workers have arrived, if they share blocks of rows.</summary>
    public void BlockBarrier()
    {
        if (_run.IsCooperative)
        {
            _run.Barrier.Wait(Count);
        }
    }
}
