namespace RepLearn.Runtime;

/// <summary>The shared state of a running program: sizes, buffers, key. One is kept by each model and used again.</summary>
internal sealed class Run<T>
    where T : unmanaged
{
    public required AlignedBuffer<T> Parameters { get; init; }

    public required AlignedBuffer<T> Gradients { get; init; }

    public AlignedBuffer<T> Arena { get; private set; } = new(0);

    public double[] Terms { get; } = new double[Losses.MaxTerms];

    public TeamBarrier Barrier { get; } = new();

    public ProgramInfo Program { get; private set; } = new(0, 0, 0, 1, -1, 0);

    public int Batch { get; private set; }

    public int Workers { get; private set; } = 1;

    public nint KeptStart { get; private set; }

    public nint ScratchStart { get; private set; }

    public nint ScratchLength { get; private set; }

    public int FirstRow { get; set; }

    public NoiseKey Key { get; set; }

    public bool Training { get; set; }

    public long Step { get; set; }

    /// <summary>Lays the arena out for a batch: fixed values, then kept ones, then each worker's scratch.</summary>
    public void Prepare(ProgramInfo program, int batch, int workers)
    {
        Program = program;
        Batch = batch;
        Workers = workers;
        KeptStart = program.Fixed;
        ScratchStart = KeptStart + ((nint)program.KeptPerExample * batch);
        ScratchLength = (nint)program.ScratchPerExample * program.RowBlock;
        long length = ScratchStart + (ScratchLength * workers);
        if (length > Arena.Length)
        {
            if (length > Array.MaxLength - 64)
            {
                throw new ArgumentException($"A batch of {batch} examples needs {length} values of working memory, more than one array can hold; use smaller batches.");
            }

            Arena = new AlignedBuffer<T>((int)length);
        }
    }
}
