using System.Numerics;
using RepLearn.Embeddings.Runtime;
using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// An epoch in the racing mode: each thread takes chunks and updates the shared tables in place and without locks, except for the rows of
/// <see cref="HotRows{T}"/>. Of two simultaneous updates of a row one may be lost, which is rare and has a small effect (Niu et al.,
/// "Hogwild!", 2011).
/// </summary>
/// <remarks>
/// Skip-gram gives better vectors when neighbouring words, which have contexts in common, do not see each other's steps; so a few words are
/// trained on together, as in the deterministic mode. For CBOW it makes no such difference, and for long windows it would be too many updates at once.
/// </remarks>
internal sealed class RacingPass<T> : IEpochPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Centres whose groups are drawn at a time: their targets stay in cache until they are trained on.
    private const int MostCentres = 32;

    // About how many updates of the hottest row by other threads a thread may miss.
    private const double MostUnseen = 24;

    private readonly Embedding<T> _model;
    private readonly GroupSampler<T> _sampler;
    private readonly EmbeddingFit<T> _fit;
    private readonly TokenChunk[] _chunks;
    private readonly SamplerScratch[] _scratch;
    private readonly GroupBatch<T>[] _batches;
    private readonly HotRows<T>?[] _hot;
    private readonly bool _together;
    private readonly int _slice = MostCentres;

    /// <param name="model">Whose tables are trained.</param>
    /// <param name="sampler">Draws the groups.</param>
    /// <param name="fit">Hands out chunks.</param>
    /// <param name="threads">Threads that take part.</param>
    /// <param name="minibatch">The most words that may be trained on together.</param>
    public RacingPass(Embedding<T> model, GroupSampler<T> sampler, EmbeddingFit<T> fit, int threads, int minibatch)
    {
        (_model, _sampler, _fit) = (model, sampler, fit);
        _chunks = new TokenChunk[threads];
        _scratch = new SamplerScratch[threads];
        _batches = new GroupBatch<T>[threads];
        _hot = new HotRows<T>?[threads];
        for (int rank = 0; rank < threads; rank++)
        {
            (_chunks[rank], _scratch[rank], _batches[rank]) = (new(), new(), new(model.Info.Stride));
        }

        _together = model.Info.IsSkipGram && !MinibatchLength.IsTooLong(model.Info);
        if (_together)
        {
            _slice = Math.Min(minibatch, MostCentres);
        }

        if (threads > 1)
        {
            double[] uses = OutputUses.Of(model.Info, OutputUses.Shares(model.Vocabulary, sampler), sampler);
            _slice = (int)Math.Clamp(MostUnseen / (uses.Max() * (threads - 1)), 1, _slice);
            MakeCopies(HotRows<T>.CountOf(model.Info, uses, _slice));
        }
    }

    public TeamBarrier Barrier { get; } = new();

    public long Bytes => _chunks.Sum(chunk => chunk.Bytes) + _scratch.Sum(scratch => scratch.Bytes) + _batches.Sum(batch => batch.Bytes) + _hot.Sum(hot => hot?.Bytes ?? 0);

    public void Execute(int rank)
    {
        TokenChunk chunk = _chunks[rank];
        SamplerScratch scratch = _scratch[rank];
        GroupBatch<T> batch = _batches[rank];
        HotRows<T>? hot = _hot[rank];
        hot?.Fetch();
        try
        {
            TrainChunks(chunk, scratch, batch, hot);
        }
        finally
        {
            hot?.ExchangeAll();
        }
    }

    private void TrainChunks(TokenChunk chunk, SamplerScratch scratch, GroupBatch<T> batch, HotRows<T>? hot)
    {
        while (_fit.TryTake(chunk, out T rate))
        {
            _sampler.Prepare(chunk, _fit.DrawnEpoch, scratch);
            double loss = 0;
            long predictions = 0;
            for (int from = 0; from < chunk.Kept; from += _slice)
            {
                _sampler.Sample(chunk, scratch, from, Math.Min(from + _slice, chunk.Kept), scratch, batch);
                hot?.Redirect(batch);
                loss += _together ? _model.TrainTogether(batch, rate) : _model.Train(batch, rate);
                hot?.Exchange();
                predictions += batch.Predictions;
            }

            _fit.Count(chunk, loss, predictions);
        }
    }

    private void MakeCopies(int count)
    {
        if (count > 0)
        {
            _model.ReserveCopies(count * _hot.Length);
            for (int rank = 0; rank < _hot.Length; rank++)
            {
                _hot[rank] = new HotRows<T>(_model, rank, count);
            }
        }
    }
}
