using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// Finds the rows of a table with the largest keys for each question, exactly. Threads share the rows; a
/// block of rows is compared with many questions while it is in cache. The result is the same at any number of threads.
/// </summary>
internal sealed class TableSearch : ITeamWork
{
    // This many query vectors stay in L1 beside a tile of rows.
    private const int PassVectors = 32;

    private readonly VectorTable _table;
    private readonly Questions _questions;
    private readonly RowLengths? _lengths;
    private readonly DirectionCodes? _codes;
    private readonly Func<int, bool>? _accepts;
    private readonly CodedQuestion[] _coded = [];
    private readonly NearestRows<float>[][] _nearest;

    private TableSearch(VectorTable table, Questions questions, RowLengths? lengths, DirectionCodes? codes, int keep, int workers, Func<int, bool>? accepts)
    {
        _table = table;
        _questions = questions;
        _lengths = lengths;
        _codes = codes;
        _accepts = accepts;
        if (codes is not null)
        {
            _coded = [.. Enumerable.Range(0, questions.Count).Select(question => new CodedQuestion(questions[question]))];
        }

        _nearest = new NearestRows<float>[workers][];
        for (int worker = 0; worker < workers; worker++)
        {
            _nearest[worker] = new NearestRows<float>[questions.Count];
            for (int question = 0; question < questions.Count; question++)
            {
                _nearest[worker][question] = new NearestRows<float>(keep);
            }
        }
    }

    public TeamBarrier Barrier { get; } = new();

    /// <summary>Searches.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">What they are compared with.</param>
    /// <param name="keep">Rows to find for each question.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="byCodes">Whether rows that <see cref="DirectionCodes"/> rule out may be left out; the result is the same.</param>
    /// <param name="accepts">Whether a row may be found, asked only of rows near enough, by any of the threads; null if all may.</param>
    /// <returns>For each question rows and keys, the largest key first; of equal keys the lower row first.</returns>
    public static (int Row, float Key)[][] Run(VectorTable table, Questions questions, int keep, int threads, bool byCodes = true, Func<int, bool>? accepts = null)
    {
        long work = (long)table.Count * table.Stride * questions.Count * questions.VectorsEach;
        int wanted = RowPartition.ThreadsFor(work, threads);

        // Computed first, because these passes partition the rows among threads themselves.
        RowLengths? lengths = questions.Ranking is Ranking.Cosine or Ranking.CosineProduct ? table.Lengths(wanted) : null;
        DirectionCodes? codes = byCodes && questions.Ranking == Ranking.Cosine ? table.Codes(wanted) : null;
        using var share = new CoreShare(wanted);
        var search = new TableSearch(table, questions, lengths, codes, Math.Min(keep, table.Count), share.Workers, accepts);
        Team.Run(search, share.Workers);
        return search.Gather();
    }

    /// <inheritdoc/>
    public void Execute(int rank)
    {
        (int first, int end) = Partition.OfWorker(_table.Count, RowProducts.BlockRows, rank, _nearest.Length);
        int passQuestions = Math.Max(1, PassVectors / _questions.VectorsEach);
        var products = new float[Math.Min(passQuestions, _questions.Count) * _questions.VectorsEach * RowProducts.BlockRows];
        for (int question = 0; question < _questions.Count; question += passQuestions)
        {
            Span<NearestRows<float>> nearest = _nearest[rank].AsSpan(question, Math.Min(passQuestions, _questions.Count - question));
            if (_codes is null)
            {
                CompareAll(first, end, question, nearest, products);
            }
            else
            {
                CompareCandidates(_codes, first, end, question, nearest, products);
            }
        }
    }

    private void CompareAll(int first, int end, int question, ReadOnlySpan<NearestRows<float>> nearest, Span<float> products)
    {
        for (int row = first; row < end; row += RowProducts.BlockRows)
        {
            int rows = Math.Min(RowProducts.BlockRows, end - row);
            Compare(row, rows, question, nearest.Length, products);
            Rank(row, rows, question, nearest, products);
        }
    }

    // A row is skipped if it cannot enter the heap, so skipping does not change the result.
    private void CompareCandidates(DirectionCodes codes, int first, int end, int question, ReadOnlySpan<NearestRows<float>> nearest, Span<float> products)
    {
        for (int row = first; row < end; row += DirectionCodes.Group)
        {
            for (int index = 0; index < nearest.Length; index++)
            {
                uint candidates = codes.Candidates(row, _coded[question + index], nearest[index].Threshold);
                if (candidates != 0)
                {
                    int from = BitOperations.TrailingZeroCount(candidates);
                    int rows = BitOperations.Log2(candidates) + 1 - from;
                    Compare(row + from, rows, question + index, 1, products);
                    Rank(row + from, rows, question + index, nearest.Slice(index, 1), products);
                }
            }
        }
    }

    private void Compare(int row, int rows, int question, int count, Span<float> products)
    {
        ref float start = ref Unsafe.Add(ref _table.Start, (nint)row * _table.Stride);
        ref float queries = ref _questions.StartOf(question);
        int vectors = count * _questions.VectorsEach;
        if (_questions.Ranking == Ranking.Distance)
        {
            RowProducts.Fill<SquaredDistance>(ref start, rows, ref queries, vectors, _table.Stride, products);
        }
        else
        {
            RowProducts.Fill<DotProduct>(ref start, rows, ref queries, vectors, _table.Stride, products);
        }
    }

    private void Rank(int row, int rows, int question, ReadOnlySpan<NearestRows<float>> nearest, Span<float> products)
    {
        int length = _questions.VectorsEach * RowProducts.BlockRows;
        for (int index = 0; index < nearest.Length; index++)
        {
            Span<float> keys = products.Slice(index * length, length);
            for (int vector = 0; vector < _questions.VectorsEach; vector++)
            {
                _lengths?.Correct(row, rows, _questions[question + index, vector], keys[(vector * RowProducts.BlockRows)..]);
            }

            RowKeys.Fill(_questions, _lengths is null ? [] : _lengths.Divisors.Slice(row, rows), keys, rows);
            OfferBlock(nearest[index], keys[..rows], row);
        }
    }

    private void OfferBlock(NearestRows<float> nearest, ReadOnlySpan<float> keys, int firstRow)
    {
        int row = 0;
        for (; row <= keys.Length - Vector256<float>.Count; row += Vector256<float>.Count)
        {
            // After the first blocks hardly any row enters, so eight are rejected at once.
            if (Vector256.GreaterThanAny(Vector256.Create(keys[row..]), Vector256.Create(nearest.Threshold)))
            {
                OfferEach(nearest, keys.Slice(row, Vector256<float>.Count), firstRow + row);
            }
        }

        OfferEach(nearest, keys[row..], firstRow + row);
    }

    private void OfferEach(NearestRows<float> nearest, ReadOnlySpan<float> keys, int firstRow)
    {
        for (int row = 0; row < keys.Length; row++)
        {
            if (keys[row] > nearest.Threshold && (_accepts is null || _accepts(firstRow + row)))
            {
                nearest.Offer(keys[row], firstRow + row);
            }
        }
    }

    private (int Row, float Key)[][] Gather()
    {
        var ranked = new (int, float)[_questions.Count][];
        for (int question = 0; question < ranked.Length; question++)
        {
            NearestRows<float> nearest = _nearest[0][question];
            for (int worker = 1; worker < _nearest.Length; worker++)
            {
                nearest.Merge(_nearest[worker][question]);
            }

            ranked[question] = nearest.Drain();
        }

        return ranked;
    }
}
