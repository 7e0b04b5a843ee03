namespace RepLearn.Embeddings;

/// <summary>How threads share the tables that are trained.</summary>
public enum EmbeddingMode
{
    /// <summary>
    /// Short minibatches of words are differentiated with frozen tables and then applied, each row by one thread: the same bits at
    /// any number of threads.
    /// </summary>
    Deterministic,

    /// <summary>
    /// Each thread trains on its own words and writes to the common tables at once, without locks (Niu et al. 2011): faster, but
    /// with more than one thread no two runs are alike.
    /// </summary>
    Racing,
}

/// <summary>How an embedding is trained.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>Passes over the corpus; at least 1. With <see cref="Resume"/> those before count.</summary>
    public int Epochs
    {
        get;
        init => field = AtLeastOne(value, nameof(Epochs));
    }

    = 5;

    /// <summary>The learning rate at the start; above 0.</summary>
    public double LearningRate
    {
        get;
        init => field = Rate(value, nameof(LearningRate));
    }

    = 0.025;

    /// <summary>The learning rate to which it falls in a straight line over all words of the fit; above 0.</summary>
    public double FinalLearningRate
    {
        get;
        init => field = Rate(value, nameof(FinalLearningRate));
    }

    = 1e-4;

    /// <summary>How threads share the tables.</summary>
    public EmbeddingMode Mode { get; init; }

    /// <summary>
    /// Threads; at least 1. By default all of the machine's in the racing mode, and one in the deterministic mode, whose
    /// minibatches are too short to be shared with profit.
    /// </summary>
    public int Threads
    {
        get => field > 0 ? field : Mode == EmbeddingMode.Racing ? Environment.ProcessorCount : 1;
        init => field = AtLeastOne(value, nameof(Threads));
    }

    /// <summary>
    /// Bytes that the corpus's word numbers may take to be kept for later epochs, 4 a word; a longer corpus is read again each time.
    /// 64 MB by default.
    /// </summary>
    public long CorpusMemory
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(CorpusMemory), value, "Expected at least 0 bytes.");
    }

    = 64 << 20;

    /// <summary>
    /// Whether to keep a copy of both tables as they were at the start of the epoch, so that a fit that diverges ends with the last
    /// good ones. It takes as much memory as the tables.
    /// </summary>
    public bool KeepLastGood { get; init; } = true;

    /// <summary>
    /// Whether to go on where the model's last fit was stopped, which a file of <c>Save</c> remembers, too. All other options,
    /// the vocabulary and the corpus must be those of that fit; in the deterministic mode the result then has the same bits as
    /// without the stop.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>The least time between two reports of progress; the end is always reported.</summary>
    public TimeSpan ProgressInterval
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(ProgressInterval), value, "Expected no negative time.");
    }

    = TimeSpan.FromMilliseconds(200);

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }

    private static double Rate(double value, string name) => value is > 0 and < double.PositiveInfinity
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number above 0.");
}
