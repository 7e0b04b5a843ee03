using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>
/// An epoch in the racing mode: each thread takes chunks and updates the common tables in place, without locks. Updates that
/// meet in one row may lose one of them, which is rare and small (Niu et al., "Hogwild!", 2011).
/// </summary>
internal sealed class RacingPass<T> : IEpochPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Centres whose groups are drawn at a time: their targets stay in cache until they are trained on.
    private const int Slice = 32;

    private readonly Embedding<T> _model;
    private readonly GroupSampler<T> _sampler;
    private readonly EmbeddingFit<T> _fit;
    private readonly TokenChunk[] _chunks;
    private readonly SamplerScratch[] _scratch;
    private readonly GroupBatch<T>[] _batches;

    public RacingPass(Embedding<T> model, GroupSampler<T> sampler, EmbeddingFit<T> fit, int threads)
    {
        (_model, _sampler, _fit) = (model, sampler, fit);
        _chunks = new TokenChunk[threads];
        _scratch = new SamplerScratch[threads];
        _batches = new GroupBatch<T>[threads];
        for (int rank = 0; rank < threads; rank++)
        {
            (_chunks[rank], _scratch[rank], _batches[rank]) = (new(), new(), new(model.Info.Stride));
        }
    }

    public TeamBarrier Barrier { get; } = new();

    public long Bytes => _chunks.Sum(chunk => chunk.Bytes) + _scratch.Sum(scratch => scratch.Bytes) + _batches.Sum(batch => batch.Bytes);

    public void Execute(int rank)
    {
        TokenChunk chunk = _chunks[rank];
        SamplerScratch scratch = _scratch[rank];
        GroupBatch<T> batch = _batches[rank];
        while (_fit.TryTake(chunk, out T rate))
        {
            _sampler.Prepare(chunk, _fit.Epoch, scratch);
            double loss = 0;
            long predictions = 0;
            for (int from = 0; from < chunk.Kept; from += Slice)
            {
                _sampler.Sample(chunk, scratch, from, Math.Min(from + Slice, chunk.Kept), scratch, batch);
                loss += _model.Train(batch, rate);
                predictions += batch.Predictions;
            }

            _fit.Count(chunk, loss, predictions);
        }
    }
}
