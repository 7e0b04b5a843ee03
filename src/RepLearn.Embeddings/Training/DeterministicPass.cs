using System.Numerics;
using RepLearn.Embeddings.Runtime;
using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// An epoch in the deterministic mode. A minibatch is differentiated with frozen tables, in slices that any thread may take; then
/// its steps are added to the tables in the order of the words, each row by the thread that owns it. So neither the number of threads nor
/// their speed changes the bits. With windows so long that one word is too much for a minibatch, one thread trains in place.
/// </summary>
internal sealed class DeterministicPass<T> : IEpochPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Slices of a minibatch, at any number of threads, because the loss is added up slice by slice.
    private const int Slices = 16;

    // Centres whose groups are drawn at a time where they are trained on in place.
    private const int Centres = 32;

    private readonly Embedding<T> _model;
    private readonly GroupSampler<T> _sampler;
    private readonly EmbeddingFit<T> _fit;
    private readonly int _threads;
    private readonly int _minibatch;
    private readonly bool _isInPlace;
    private readonly TokenChunk _chunk = new();
    private readonly SamplerScratch _prepared = new();
    private readonly SamplerScratch[] _scratch;
    private readonly GroupBatch<T>[] _batches = new GroupBatch<T>[Slices];
    private readonly double[] _losses = new double[Slices];
    private bool _hasChunk;
    private T _rate;

    public DeterministicPass(Embedding<T> model, GroupSampler<T> sampler, EmbeddingFit<T> fit, int threads, int minibatch)
    {
        (_model, _sampler, _fit, _threads, _minibatch) = (model, sampler, fit, threads, minibatch);
        _isInPlace = MinibatchLength.IsTooLong(model.Info);
        _scratch = new SamplerScratch[threads];
        for (int rank = 0; rank < threads; rank++)
        {
            _scratch[rank] = new SamplerScratch();
        }

        for (int slice = 0; slice < Slices; slice++)
        {
            _batches[slice] = new GroupBatch<T>(model.Info.Stride);
        }
    }

    public TeamBarrier Barrier { get; } = new();

    public long Bytes => _chunk.Bytes + _prepared.Bytes + _scratch.Sum(scratch => scratch.Bytes) + _batches.Sum(batch => batch.Bytes);

    public void Execute(int rank)
    {
        while (true)
        {
            if (rank == 0)
            {
                _hasChunk = _fit.TryTake(_chunk, out _rate);
                if (_hasChunk)
                {
                    _sampler.Prepare(_chunk, _fit.DrawnEpoch, _prepared);
                }
            }

            Barrier.Wait(_threads);
            if (!_hasChunk)
            {
                return;
            }

            Train(rank, _chunk.Kept);
        }
    }

    private void TrainInPlace(int words)
    {
        double loss = 0;
        long predictions = 0;
        for (int start = 0; start < words; start += Centres)
        {
            _sampler.Sample(_chunk, _prepared, start, Math.Min(start + Centres, words), _scratch[0], _batches[0]);
            loss += _model.Train(_batches[0], _rate);
            predictions += _batches[0].Predictions;
        }

        _fit.Count(_chunk, loss, predictions);
    }

    private void Train(int rank, int words)
    {
        if (_isInPlace)
        {
            if (rank == 0)
            {
                TrainInPlace(words);
            }

            return;
        }

        double loss = 0;
        long predictions = 0;
        for (int start = 0; start < words; start += _minibatch)
        {
            int length = Math.Min(_minibatch, words - start);
            Differentiate(rank, start, length);
            Barrier.Wait(_threads);
            if (rank == 0)
            {
                for (int slice = 0; slice < Slices; slice++)
                {
                    loss += _losses[slice];
                    predictions += _batches[slice].Predictions;
                }
            }

            Apply(rank);
            Barrier.Wait(_threads);
        }

        if (rank == 0)
        {
            _fit.Count(_chunk, loss, predictions);
        }
    }

    private void Differentiate(int rank, int start, int length)
    {
        for (int slice = rank; slice < Slices; slice += _threads)
        {
            int from = start + (int)((long)length * slice / Slices);
            int to = start + (int)((long)length * (slice + 1) / Slices);
            _sampler.Sample(_chunk, _prepared, from, to, _scratch[rank], _batches[slice]);
            _losses[slice] = _model.Differentiate(_batches[slice], _rate);
        }
    }

    private void Apply(int rank)
    {
        for (int slice = 0; slice < Slices; slice++)
        {
            GroupBatch<T> batch = _batches[slice];
            for (int group = 0; group < batch.Groups; group++)
            {
                _model.ApplyOutputs(batch, group, rank, _threads);
                _model.ApplyInputs(batch, group, rank, _threads);
            }
        }
    }
}
