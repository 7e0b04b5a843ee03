using System.Diagnostics;
using System.Numerics;
using RepLearn.Training;

namespace RepLearn.Embeddings.Training;

/// <summary>One call of Fit: hands out chunks with their learning rates, and adds up their results.</summary>
internal sealed class EmbeddingFit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EmbeddingOptions _options;
    private readonly EmbeddingState _start;
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
    private long _wordsTaken;
    private int _inWork;
    private bool _hasFailed;
    private bool _mayPause;
    private double _rate;
    private TimeSpan _epochStart;
    private TimeSpan _lastReport;
    private TimeSpan _lastPause;

    public EmbeddingFit(
        EmbeddingOptions options, EmbeddingState start, TokenSource source, IProgress<EmbeddingProgress>? progress, CancellationToken cancellation) =>
        (_options, _start, _source, _progress, _cancellation, Epoch, NextChunk, _skippedWords, _rate) =
            (options, start, source, progress, cancellation, start.Epoch, start.Chunk, start.WordsBefore, start.Rate.At(start.Position));

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>The epoch by which draws are made, counted over all fits of the model.</summary>
    public long DrawnEpoch => _start.EarlierEpochs + Epoch;

    /// <summary>The first chunk that no thread has taken.</summary>
    public int NextChunk { get; private set; }

    public IReadOnlyList<EmbeddingEpoch> Epochs => _epochs;

    /// <summary>Words read by this call.</summary>
    public long Words => _words;

    /// <summary>Words predicted by this call.</summary>
    public long Predictions { get; private set; }

    /// <summary>Whether the token asked to stop before the epoch's end.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Whether all must stop for a moment, because a checkpoint is due.</summary>
    public bool IsPaused { get; private set; }

    public bool HasDiverged { get; private set; }

    /// <summary>Whether each chunk that was taken has been trained on to its end.</summary>
    public bool IsBetweenChunks => _inWork == 0;

    public double LearningRate => _rate;

    /// <summary>Where the fit continues from.</summary>
    public EmbeddingState State => _start with { Epoch = Epoch, Chunk = NextChunk, WordsBefore = _skippedWords + _wordsTaken };

    /// <summary>Begins an epoch, after chunks that were trained on before.</summary>
    public void Begin(int epoch, int chunk)
    {
        (Epoch, NextChunk, _loss, _predictions, _epochWords, _skippedWords, _wordsTaken, _epochStart) = (epoch, chunk, 0, 0, 0, chunk > 0 ? _start.WordsBefore : 0, 0, _watch.Elapsed);
        _source.Rewind();
        var skipped = new TokenChunk();
        while (chunk-- > 0 && _source.Read(skipped))
        {
        }
    }

    /// <summary>Ends a complete epoch.</summary>
    /// <exception cref="CorpusException">The corpus gave other words than when it was read first, or in another order.</exception>
    public void End()
    {
        if (_skippedWords + _epochWords < _source.Words || _source.Differs)
        {
            throw Differs(_skippedWords + _epochWords);
        }

        double seconds = (_watch.Elapsed - _epochStart).TotalSeconds;
        _epochs.Add(new EmbeddingEpoch(Epoch + 1, _loss / Math.Max(_predictions, 1), _epochWords, seconds));
        (Epoch, NextChunk, _skippedWords, _wordsTaken) = (Epoch + 1, 0, 0, 0);
    }

    /// <summary>Continues after a pause.</summary>
    public void Continue() => (IsPaused, _mayPause, _lastPause) = (false, false, _watch.Elapsed);

    /// <summary>Takes the next chunk and the learning rate at its start; false when there is none or the fit must stop. Any thread may ask.</summary>
    public bool TryTake(TokenChunk chunk, out T rate)
    {
        lock (_gate)
        {
            rate = T.Zero;
            IsCancelled = _cancellation.IsCancellationRequested;
            IsPaused |= _mayPause && _options.Checkpoint is not null && _watch.Elapsed - _lastPause >= _options.CheckpointInterval;
            if (IsCancelled || IsPaused || HasDiverged || _hasFailed || !Read(chunk))
            {
                return false;
            }

            NextChunk = chunk.Index + 1;
            _mayPause = true;
            _inWork++;
            _wordsTaken += chunk.Words;
            _rate = _start.Rate.At(Epoch + Math.Min(1, chunk.WordsBefore / (double)_source.Words));
            rate = T.CreateChecked(_rate);
            return true;
        }
    }

    /// <summary>Counts a chunk that was trained on.</summary>
    public void Count(TokenChunk chunk, double loss, long predictions)
    {
        lock (_gate)
        {
            _inWork--;
            _words += chunk.Words;
            _epochWords += chunk.Words;
            _loss += loss;
            _predictions += predictions;
            Predictions += predictions;
            HasDiverged |= !double.IsFinite(loss);
            if (_progress is not null && _watch.Elapsed - _lastReport >= _options.ProgressInterval)
            {
                // A failure on one thread ends the work of all: the others take no further chunk.
                _hasFailed = true;
                Report(isEpochComplete: false);
                _hasFailed = false;
            }
        }
    }

    /// <summary>Reports the progress.</summary>
    /// <param name="isEpochComplete">Whether the last epoch was just completed.</param>
    public void Report(bool isEpochComplete)
    {
        if (_progress is null)
        {
            return;
        }

        _lastReport = _watch.Elapsed;
        int epoch = isEpochComplete ? Epoch - 1 : Epoch;
        long total = WordsOf(_options.Epochs);
        long done = isEpochComplete ? WordsOf(Epoch) : Math.Min(total, WordsOf(epoch) + _skippedWords + _epochWords);
        double speed = _words / Math.Max(_lastReport.TotalSeconds, 1e-9);
        _progress.Report(new EmbeddingProgress
        {
            Epoch = epoch + 1,
            Epochs = _options.Epochs,
            IsEpochComplete = isEpochComplete,
            Words = done,
            TotalWords = total,
            Loss = _loss / Math.Max(_predictions, 1),
            LearningRate = _rate,
            WordsPerSecond = speed,
            Elapsed = _lastReport,
            Left = speed > 0 ? TimeLeft.OfSeconds((total - done) / speed) : TimeSpan.Zero,
        });
    }

    private long WordsOf(int epochs) => EmbeddingProgress.WordsOf(_source.Words, epochs);

    private bool Read(TokenChunk chunk)
    {
        _hasFailed = true;
        bool isThere = _source.Read(chunk);
        IsCancelled = _cancellation.IsCancellationRequested;
        if (IsCancelled)
        {
            _hasFailed = false;
            return false;
        }

        long words = chunk.WordsBefore + chunk.Words;
        if (words > _source.Words || (isThere && chunk.Index >= _start.Corpus!.Chunks))
        {
            throw Differs(words);
        }

        _hasFailed = false;
        return isThere;
    }

    private CorpusException Differs(long words) => new(_source.Name, FormattableString.Invariant(
        $"expected the same {_source.Words} known words in each epoch, but epoch {Epoch + 1} had {(words == _source.Words ? "as many others, or in another order" : $"{words}{(words > _source.Words ? " or more" : "")}")}. A corpus is read anew for each epoch; keep what can be read only once, or changes, in a list or a file of its own."));
}
