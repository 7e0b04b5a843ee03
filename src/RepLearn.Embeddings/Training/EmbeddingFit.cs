using System.Diagnostics;
using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>Where a fit that was stopped goes on.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Chunk">Its first chunk that was not trained on.</param>
internal readonly record struct EmbeddingState(int Epoch, int Chunk);

/// <summary>One call of Fit: hands out chunks with their learning rates, and adds up what came of them.</summary>
internal sealed class EmbeddingFit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EmbeddingOptions _options;
    private readonly TokenSource _source;
    private readonly IProgress<EmbeddingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<EmbeddingEpoch> _epochs = [];
    private readonly Lock _gate = new();
    private long _words;
    private double _loss;
    private long _predictions;
    private long _epochWords;
    private long _skippedWords;
    private double _rate;
    private TimeSpan _epochStart;
    private TimeSpan _lastReport;

    public EmbeddingFit(
        EmbeddingOptions options, TokenSource source, IProgress<EmbeddingProgress>? progress, CancellationToken cancellation) =>
        (_options, _source, _progress, _cancellation) = (options, source, progress, cancellation);

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>The first chunk that nobody has taken.</summary>
    public int NextChunk { get; private set; }

    public IReadOnlyList<EmbeddingEpoch> Epochs => _epochs;

    /// <summary>Words read by this call.</summary>
    public long Words => _words;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Whether the token asked to stop before the epoch's end.</summary>
    public bool IsCancelled { get; private set; }

    public bool HasDiverged { get; private set; }

    public double LearningRate => _rate;

    /// <summary>Begins an epoch, behind chunks that were trained on before.</summary>
    public void Begin(int epoch, int chunk)
    {
        (Epoch, NextChunk, _loss, _predictions, _epochWords, _skippedWords, _epochStart) = (epoch, chunk, 0, 0, 0, 0, _watch.Elapsed);
        _source.Rewind();
        var skipped = new TokenChunk();
        while (chunk-- > 0 && _source.Read(skipped))
        {
            _skippedWords += skipped.Words;
        }
    }

    /// <summary>Ends a complete epoch.</summary>
    public void End()
    {
        double seconds = (_watch.Elapsed - _epochStart).TotalSeconds;
        _epochs.Add(new EmbeddingEpoch(Epoch + 1, _loss / Math.Max(_predictions, 1), _epochWords, seconds));
        Report();
    }

    /// <summary>Takes the next chunk and the learning rate at its start; false when there is none or the fit must stop. Any thread may ask.</summary>
    public bool TryTake(TokenChunk chunk, out T rate)
    {
        lock (_gate)
        {
            rate = T.Zero;
            IsCancelled = _cancellation.IsCancellationRequested;
            if (IsCancelled || HasDiverged || !_source.Read(chunk))
            {
                return false;
            }

            NextChunk = chunk.Index + 1;
            double share = (Epoch + Math.Min(1, chunk.WordsBefore / (double)_source.Words)) / _options.Epochs;
            _rate = _options.LearningRate + (share * (_options.FinalLearningRate - _options.LearningRate));
            rate = T.CreateChecked(_rate);
            return true;
        }
    }

    /// <summary>Counts a chunk that was trained on.</summary>
    public void Count(TokenChunk chunk, double loss, long predictions)
    {
        lock (_gate)
        {
            _words += chunk.Words;
            _epochWords += chunk.Words;
            _loss += loss;
            _predictions += predictions;
            HasDiverged |= !double.IsFinite(loss);
            if (_progress is not null && _watch.Elapsed - _lastReport >= _options.ProgressInterval)
            {
                Report();
            }
        }
    }

    private void Report()
    {
        if (_progress is null)
        {
            return;
        }

        _lastReport = _watch.Elapsed;
        long total = _source.Words * _options.Epochs;
        long done = (_source.Words * Epoch) + _skippedWords + _epochWords;
        double speed = _words / Math.Max(_lastReport.TotalSeconds, 1e-9);
        _progress.Report(new EmbeddingProgress
        {
            Epoch = Epoch + 1,
            Epochs = _options.Epochs,
            Words = done,
            TotalWords = total,
            Loss = _loss / Math.Max(_predictions, 1),
            LearningRate = _rate,
            WordsPerSecond = speed,
            Elapsed = _lastReport,
            Left = TimeSpan.FromSeconds(speed > 0 ? (total - done) / speed : 0),
        });
    }
}
