using System.Runtime.CompilerServices;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    private EmbeddingState? _state;
    private int _isTraining;

    /// <summary>Whether the last fit was stopped, so that another with <see cref="EmbeddingOptions.Resume"/> can go on.</summary>
    public bool CanResume => _state is not null;

    /// <summary>
    /// Trains the vectors. Words of the corpus that the vocabulary lacks are left out before windows are drawn. The learning rate
    /// falls in a straight line over all words of all epochs. A model that was trained before is trained further.
    /// </summary>
    /// <param name="corpus">The corpus; opened once more than there are epochs, or once if its words fit in memory.</param>
    /// <param name="options">How; the defaults if not given.</param>
    /// <param name="progress">Told of the progress now and then, and at each epoch's end.</param>
    /// <param name="cancellationToken">Stops the fit after some ten thousand words; the report says so, nothing is thrown.</param>
    /// <exception cref="CorpusException">The corpus is damaged, or has no word of the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to resume, or the model is being trained already.</exception>
    /// <exception cref="EmbeddingDivergedException">The loss was no longer finite.</exception>
    public EmbeddingReport Fit(
        ICorpus corpus,
        EmbeddingOptions? options = null,
        IProgress<EmbeddingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ObjectDisposedException.ThrowIf(_disposed, this);
        options ??= new EmbeddingOptions();
        using Exclusive training = BeginTraining();
        EmbeddingState start = StartOf(options);
        using TokenSource source = TokenSource.Open(corpus, Vocabulary, options.CorpusMemory, cancellationToken);
        var sampler = new GroupSampler<T>(Info, Vocabulary, _subwords, Seed);
        var fit = new EmbeddingFit<T>(options, source, progress, cancellationToken);
        int minibatch = MinibatchLength.Of(Info, Vocabulary, _subwords, sampler);
        IEpochPass pass = options.Mode == EmbeddingMode.Racing
            ? new RacingPass<T>(this, sampler, fit, options.Threads, minibatch)
            : new DeterministicPass<T>(this, sampler, fit, options.Threads, minibatch);
        LastGoodTables<T>? good = options.KeepLastGood ? new LastGoodTables<T>(this, options.Threads) : null;
        for (int epoch = start.Epoch; epoch < options.Epochs && !fit.IsCancelled; epoch++)
        {
            fit.Begin(epoch, epoch == start.Epoch ? start.Chunk : 0);
            good?.Keep();
            using (new CoreShare(options.Threads))
            {
                Team.Run(pass, options.Threads);
            }

            if (fit.HasDiverged)
            {
                good?.Restore();
                _state = null;
                throw new EmbeddingDivergedException(epoch + 1, fit.Words, fit.LearningRate, options.KeepLastGood);
            }

            if (!fit.IsCancelled)
            {
                fit.End();
            }
        }

        _vectors = null;
        _state = fit.IsCancelled ? new EmbeddingState(fit.Epoch, fit.NextChunk) : null;
        return new EmbeddingReport
        {
            Epochs = fit.Epochs,
            Stopped = fit.IsCancelled ? FitStop.Cancelled : FitStop.Completed,
            Mode = options.Mode,
            Threads = options.Threads,
            Words = fit.Words,
            Time = fit.Elapsed,
            Memory = Bytes + sampler.Bytes + source.Bytes + pass.Bytes + (good?.Bytes ?? 0),
        };
    }

    /// <summary>Trains on groups that do not see each other's steps: all are worked out for the tables as they are, then added.</summary>
    internal double TrainTogether(GroupBatch<T> batch, T rate)
    {
        double loss = Differentiate(batch, rate);
        for (int group = 0; group < batch.Groups; group++)
        {
            ApplyOutputs(batch, group, rank: 0, threads: 1);
            ApplyInputs(batch, group, rank: 0, threads: 1);
        }

        return loss;
    }

    /// <summary>Adds the steps of a group's targets to the output rows that a thread owns.</summary>
    internal void ApplyOutputs(GroupBatch<T> batch, int group, int rank, int threads)
    {
        ref T hidden = ref batch.Hidden(group);
        for (int pair = batch.FirstPair(group); pair < batch.FirstPair(group + 1); pair++)
        {
            ref int targets = ref batch.Targets(pair);
            ref T coefficients = ref batch.Marks(pair);
            for (int target = 0; target < batch.TargetCount(pair); target++)
            {
                int row = Unsafe.Add(ref targets, target);
                T coefficient = Unsafe.Add(ref coefficients, target);
                if (Owner(row, threads) == rank && coefficient != T.Zero)
                {
                    AddRow(coefficient, ref hidden, ref Unsafe.Add(ref OutputStart, (nint)row * Info.Stride));
                }
            }
        }
    }

    /// <summary>Adds a group's step to the input rows that a thread owns.</summary>
    internal void ApplyInputs(GroupBatch<T> batch, int group, int rank, int threads)
    {
        ref T gradient = ref batch.Gradient(group);
        ref int inputs = ref batch.Inputs(group);
        for (int input = 0; input < batch.InputCount(group); input++)
        {
            int row = Unsafe.Add(ref inputs, input);
            if (Owner(row, threads) == rank)
            {
                AddRow(T.One, ref gradient, ref Unsafe.Add(ref InputStart, (nint)row * Info.Stride));
            }
        }
    }

    // Neighbouring rows, which are alike in frequency, go to different threads; so do even and odd ones.
    private static int Owner(int row, int threads) => (int)(((ulong)((uint)row * 2654435769u) * (uint)threads) >> 32);

    private Exclusive BeginTraining() => Interlocked.Exchange(ref _isTraining, 1) == 0
        ? new Exclusive(this)
        : throw new InvalidOperationException("Expected a model that is not being trained, but it is.");

    private EmbeddingState StartOf(EmbeddingOptions options)
    {
        if (!options.Resume)
        {
            return default;
        }

        return _state ?? throw new InvalidOperationException("Resume expects a model whose last fit was stopped, but there is none to go on with.");
    }

    /// <summary>While it lasts no other fit of the model begins.</summary>
    private readonly struct Exclusive(Embedding<T> model) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref model._isTraining, 0);
    }
}
