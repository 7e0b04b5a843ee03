using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Vectors;

/// <summary>A pass over the rows of a table, cut among threads.</summary>
internal sealed class RowPartition : ITeamWork
{
    /// <summary>Multiply-adds, or values copied, below which waking another thread costs more than it brings.</summary>
    public const long WorkForThread = 1 << 20;

    // More than processors do no harm where nobody waits for another, but each takes memory.
    private static readonly int s_mostThreads = 4 * Environment.ProcessorCount;

    private readonly int _rows;
    private readonly int _block;
    private readonly int _workers;
    private readonly Action<int, int> _pass;

    private RowPartition(int rows, int block, int workers, Action<int, int> pass) =>
        (_rows, _block, _workers, _pass) = (rows, block, workers, pass);

    public TeamBarrier Barrier { get; } = new();

    /// <summary>Passes over all rows.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="block">Rows that stay together.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="pass">Takes the first row of a part, and the row after its last.</param>
    public static void Run(int rows, int stride, int block, int threads, Action<int, int> pass)
    {
        using var share = new CoreShare(ThreadsFor((long)rows * stride, threads));
        Team.Run(new RowPartition(rows, block, share.Workers, pass), share.Workers);
    }

    /// <summary>Threads that are worth waking.</summary>
    /// <param name="work">Multiply-adds, or values copied.</param>
    /// <param name="most">Threads to use at most.</param>
    public static int ThreadsFor(long work, int most) => (int)Math.Clamp(work / WorkForThread, 1, Math.Min(most, s_mostThreads));

    /// <inheritdoc/>
    public void Execute(int rank)
    {
        (int first, int end) = Partition.OfWorker(_rows, _block, rank, _workers);
        _pass(first, end);
    }
}
