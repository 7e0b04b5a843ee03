using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>How threads share the tables that are trained.</summary>
public enum EmbeddingMode
{
    /// <summary>
    /// Short minibatches of words are differentiated with frozen tables and then applied, each row by one thread: the same bits at
    /// any number of threads. Skip-gram with a window above 15 trains pair by pair on one thread, because the updates of a centre's own vector
    /// by all of its context words would overshoot together.
    /// </summary>
    Deterministic,

    /// <summary>
    /// Each thread trains on its own words and writes to the shared tables at once, without locks (Niu et al. 2011). This is faster, but
    /// with more than one thread no two runs are alike.
    /// </summary>
    Racing,
}

/// <summary>How an embedding is trained.</summary>
public sealed record EmbeddingOptions
{
    // With a smaller rate, rounding loses a step in any value that it is added to.
    internal const double LeastRate = 1e-30;

    /// <summary>Passes over the corpus; at least 1. With <see cref="Resume"/>, those before the resume count.</summary>
    public int Epochs
    {
        get;
        init => field = AtLeastOne(value, nameof(Epochs));
    }

    = 5;

    /// <summary>The learning rate at the start; finite and at least 1e-30.</summary>
    public double LearningRate
    {
        get;
        init => field = Rate(value, nameof(LearningRate));
    }

    = 0.025;

    /// <summary>
    /// The learning rate at the end of the fit, to which it falls linearly over all words; at least 1e-30 and at most
    /// <see cref="LearningRate"/>. If not given, 1e-4, or <see cref="LearningRate"/> where that is less.
    /// </summary>
    public double FinalLearningRate
    {
        get => field > 0 ? field : Math.Min(1e-4, LearningRate);
        init => field = Rate(value, nameof(FinalLearningRate));
    }

    /// <summary>How threads share the tables.</summary>
    public EmbeddingMode Mode { get; init; }

    /// <summary>
    /// Threads; at least 1. By default all of the machine's in the racing mode, and one in the deterministic mode, whose
    /// minibatches are too short to be shared with profit. No more threads run than the machine has processors: others would only wait for them.
    /// </summary>
    public int Threads
    {
        get => field > 0 ? field : Mode == EmbeddingMode.Racing ? Environment.ProcessorCount : 1;
        init => field = AtLeastOne(value, nameof(Threads));
    }

    /// <summary>The threads that run; at most one per processor.</summary>
    internal int Workers => Math.Min(Threads, Processors);

    /// <summary>The machine's processors; tests of more threads than it has set another number.</summary>
    internal int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How many bytes of the corpus's word numbers, 4 per word, may be kept in memory for later epochs; a longer corpus is read again in each epoch.
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
    /// A file that keeps the model and where its fit continues, for <see cref="Resume"/>; null for none. It is written before the corpus is
    /// read, replacing the file of any other fit, then every <see cref="CheckpointInterval"/>, and when the fit ends or is cancelled. Each
    /// new file replaces the last one whole. While a fit runs, another fit to its file in the same process throws an <see cref="IOException"/>. It is a file of <c>Save</c>: the model can be loaded from it, also while the fit runs.
    /// </summary>
    public string? Checkpoint
    {
        get;
        init => field = value is "" ? throw new ArgumentException("Expected a path or null, but got an empty string.", nameof(Checkpoint)) : value;
    }

    /// <summary>The least time between two checkpoints; 1 minute if not given.</summary>
    public TimeSpan CheckpointInterval
    {
        get;
        init => field = NotNegative(value, nameof(CheckpointInterval));
    }

    = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether to continue a fit that was stopped: from <see cref="Checkpoint"/> if that file exists, otherwise where the model's last fit
    /// was stopped, which a file of <c>Save</c> remembers too. With <see cref="Checkpoint"/>, a fit that finds neither starts over, so that
    /// a killed program only has to be started again.
    /// </summary>
    /// <remarks>
    /// Mode, vocabulary, seed and corpus must be those of the fit; in the deterministic mode the result then has the same bits as without
    /// the stop. <see cref="Epochs"/> may change, but not to fewer than have begun: the learning rate then falls linearly from where it was
    /// to the new end. So may the rates: another <see cref="LearningRate"/> changes the rate that was reached in
    /// proportion. A checkpoint of a complete fit ends at once, or goes on with more epochs. Threads and memory may differ.
    /// </remarks>
    public bool Resume { get; init; }

    /// <summary>The least time between two reports of progress; the end is always reported.</summary>
    public TimeSpan ProgressInterval
    {
        get;
        init => field = NotNegative(value, nameof(ProgressInterval));
    }

    = TimeSpan.FromMilliseconds(200);

    /// <summary>Throws where options contradict each other.</summary>
    internal void Check()
    {
        if (!Enum.IsDefined(Mode))
        {
            throw new ArgumentException($"Expected Deterministic or Racing, but {nameof(Mode)} is {Mode}.");
        }

        if (FinalLearningRate > LearningRate)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Expected a learning rate that falls, but {nameof(FinalLearningRate)} {FinalLearningRate} is above {nameof(LearningRate)} {LearningRate}."));
        }
    }

    private static TimeSpan NotNegative(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        return value;
    }

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }

    private static double Rate(double value, string name) => value is >= LeastRate and < double.PositiveInfinity
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of at least 1e-30.");

    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(EmbeddingOptions), PrintMembers);
}
