using System.Numerics;
using System.Runtime.CompilerServices;
using RepLearn.Embeddings.Runtime;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// Thread-local copies of the most contended output rows (the nodes near the root of the Huffman tree, or the most frequent words), so
/// that their cache lines do not bounce between cores with each pair. What a thread has added to its copies is periodically added to the
/// shared table, and what the others have added is fetched: the hotter a row, the more often.
/// </summary>
internal sealed class HotRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Calls of <see cref="Exchange"/> until all copies are exchanged.</summary>
    private const int Round = 8;

    // Fetching a row costs as much as its cache misses in a few pairs.
    private const double LeastUses = 3;
    private const int MostRows = 256;

    private readonly Embedding<T> _model;
    private readonly bool _risesInHeat;
    private readonly int _count;
    private readonly int _first;
    private readonly int _copies;
    private readonly T[] _fetched;
    private int _turn;

    /// <param name="model">A model with room for copies.</param>
    /// <param name="rank">The thread that owns the copies.</param>
    /// <param name="count">Rows to copy.</param>
    public HotRows(Embedding<T> model, int rank, int count)
    {
        // The last inner node is the root, the first word the most frequent one.
        (_model, _count, _risesInHeat) = (model, count, model.Info.IsHierarchical);
        _first = _risesInHeat ? model.OutputRows - count : 0;
        _copies = model.OutputRows + (rank * count);
        _fetched = new T[count * model.Info.Stride];
    }

    public long Bytes => Unsafe.SizeOf<T>() * (long)_fetched.Length;

    /// <summary>How many rows are worth a copy.</summary>
    /// <param name="info">The model.</param>
    /// <param name="uses">Expected writes of each row by a centre.</param>
    /// <param name="centres">Centres between two exchanges.</param>
    public static int CountOf(EmbeddingInfo info, ReadOnlySpan<double> uses, int centres)
    {
        int count = 0;
        while (count < Math.Min(uses.Length, MostRows)
            && uses[info.IsHierarchical ? uses.Length - 1 - count : count] * centres * Round >= LeastUses)
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes the rows of the table.</summary>
    public void Fetch()
    {
        Span<T> table = _model.OutputRowsFrom(_first, _count);
        table.CopyTo(_model.OutputRowsFrom(_copies, _count));
        table.CopyTo(_fetched);
    }

    /// <summary>Redirects a batch's targets to the copies.</summary>
    public void Redirect(GroupBatch<T> batch) => batch.Redirect(_first, _count, _copies);

    /// <summary>Exchanges the hottest 64th of the rows in each call, a 16th in each second, a quarter in each fourth, all in each eighth.</summary>
    public void Exchange()
    {
        int doublings = BitOperations.TrailingZeroCount(++_turn % Round | Round);
        ExchangeHottest(Math.Max(1, _count >> (2 * (BitOperations.Log2(Round) - doublings))));
    }

    /// <summary>Exchanges all rows.</summary>
    public void ExchangeAll() => ExchangeHottest(_count);

    private void ExchangeHottest(int count)
    {
        int start = _risesInHeat ? _count - count : 0;
        Span<T> table = _model.OutputRowsFrom(_first + start, count);
        Span<T> copies = _model.OutputRowsFrom(_copies + start, count);
        Span<T> fetched = _fetched.AsSpan(start * _model.Info.Stride, copies.Length);
        for (int place = 0; place < copies.Length; place += Vector<T>.Count)
        {
            Vector<T> row = new Vector<T>(table[place..]) + (new Vector<T>(copies[place..]) - new Vector<T>(fetched[place..]));
            row.CopyTo(table[place..]);
            row.CopyTo(copies[place..]);
            row.CopyTo(fetched[place..]);
        }
    }
}
