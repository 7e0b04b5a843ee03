using System.Runtime.CompilerServices;

namespace RepLearn.Runtime;

/// <summary>The shared state of a running program: sizes, buffers, key. One is kept by each model and used again.</summary>
internal sealed unsafe class Run<T>
    where T : unmanaged
{
    public required AlignedBuffer<T> Parameters { get; init; }

    public required AlignedBuffer<T> Gradients { get; init; }

    public AlignedBuffer<T> Arena { get; private set; } = new(0);

    public double[] Terms { get; } = new double[Losses.MaxValues];

    public TeamBarrier Barrier { get; } = new();

    public ProgramInfo Program { get; private set; } = new(0, 0, 0, 1, -1, 0);

    public int Batch { get; private set; }

    public int Workers { get; private set; } = 1;

    /// <summary>
    /// Whether all workers go through the same rows, each computing its share of the columns of every product. Few rows are
    /// better shared so: each worker then reads its part of the weights instead of all of them.
    /// </summary>
    public bool Together { get; private set; }

    public nint KeptStart { get; private set; }

    public nint ScratchStart { get; private set; }

    public nint ScratchLength { get; private set; }

    /// <summary>The examples' first value: the caller's where rows are whole vectors, else the arena's, to be filled.</summary>
    public T* Input { get; private set; }

    public int FirstRow { get; set; }

    public NoiseKey Key { get; set; }

    public bool Training { get; set; }

    public long Step { get; set; }

    /// <summary>
    /// Lays the arena out for a batch: fixed values, then kept ones, then scratch, of each worker or of all together, then the examples
    /// if they cannot be read where they are.
    /// </summary>
    /// <param name="program">The program to run.</param>
    /// <param name="batch">Examples.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="source">The examples' first value; it stays where it is while the program runs.</param>
    /// <param name="copied">Values of the padded copy of the examples; 0 if they are read where they are.</param>
    public void Prepare(ProgramInfo program, int batch, int workers, T* source, long copied)
    {
        Program = program;
        Batch = batch;
        Workers = workers;
        Together = workers > 1 && batch <= program.RowBlock;
        KeptStart = program.Fixed;
        ScratchStart = KeptStart + ((nint)program.KeptPerExample * batch);
        ScratchLength = (nint)program.ScratchPerExample * program.RowBlock;
        long inputStart = ScratchStart + (ScratchLength * (Together ? 1 : workers));
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
