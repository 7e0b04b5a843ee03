using System.Runtime.CompilerServices;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

/// <summary>The shared state of a running program: sizes, buffers, key. One is kept by each model and used again.</summary>
internal sealed unsafe class Run<T>
    where T : unmanaged
{
    public required AlignedBuffer<T> Parameters { get; init; }

    public required AlignedBuffer<T> Gradients { get; init; }

    /// <summary>Numbers of the declaration as they are set.</summary>
    public required double[] Settings { get; init; }

    public AlignedBuffer<T> Arena { get; private set; } = new(0);

    public double[] Terms { get; } = new double[ModelInfo.MaxLossValues];

    public TeamBarrier Barrier { get; } = new();

    public ProgramInfo Program { get; private set; } = new("None", ProgramMode.Infer, [], 0, 0, 0, 1, -1, 0, 0);

    public int Batch { get; private set; }

    public int Workers { get; private set; } = 1;

    /// <summary>
    /// Cooperative mode: all workers process the same row block and partition each product by column, so that each reads only its
    /// columns of the weights. Chosen where the batch fits into one row block.
    /// </summary>
    public bool IsCooperative { get; private set; }

    public nint SavedStart { get; private set; }

    public nint WorkspaceStart { get; private set; }

    public nint WorkspaceLength { get; private set; }

    /// <summary>The first input's first value: the caller's where rows are whole vectors of one input, else the arena's, to be filled.</summary>
    public T* Input { get; private set; }

    public int FirstRow { get; set; }

    public NoiseKey Key { get; set; }

    public long Step { get; set; }

    /// <summary>Examples of the step of which the batch is a part, or all.</summary>
    public int StepExamples { get; set; }

    /// <summary>
    /// Lays the arena out for a batch: fixed values, then saved ones, then the workspace of each worker or of all together, then the
    /// examples if they cannot be read where they are.
    /// </summary>
    /// <param name="program">The program to run.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="source">The examples' first value; it stays where it is while the program runs.</param>
    /// <param name="copied">Values of the padded copies of the inputs; 0 if they are read where they are.</param>
    public void Prepare(ProgramInfo program, int batch, int workers, T* source, long copied)
    {
        Program = program;
        Batch = batch;
        Workers = workers;
        IsCooperative = workers > 1 && batch <= program.RowBlock;
        SavedStart = program.Fixed;
        WorkspaceStart = SavedStart + ((nint)program.SavedPerExample * batch);
        WorkspaceLength = (nint)program.WorkspacePerExample * program.RowBlock;
        long inputStart = WorkspaceStart + (WorkspaceLength * (IsCooperative ? 1 : workers));
        long length = inputStart + copied;
        if (length > Arena.Length)
        {
            if (length > Array.MaxLength - 64)
            {
                throw new ArgumentException($"A batch of {batch} examples needs {length} values of working memory, more than one array can hold; use smaller batches.");
            }

            Arena = new AlignedBuffer<T>((int)length);
        }

        // The arena is pinned.
        Input = copied == 0 ? source : (T*)Unsafe.AsPointer(ref Unsafe.Add(ref Arena.Start, (nint)inputStart));
    }
}
