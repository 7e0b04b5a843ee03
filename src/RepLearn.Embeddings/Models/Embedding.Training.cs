using System.Runtime.CompilerServices;
using RepLearn.Embeddings.Models;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Training;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    private EmbeddingState? _state;
    private int _isFitting;

    /// <summary>
    /// Whether the model is in the middle of a fit that was stopped or failed, so that another with <see cref="EmbeddingOptions.Resume"/>
    /// can continue it with the corpus and options of that fit. A file of <see cref="Save"/> remembers it; a model declared with another
    /// window or other noise words can load the file, but not continue the fit.
    /// </summary>
    public bool CanResume => _state is not null && _state.DrawsAs(Info);

    /// <summary>
    /// Trains the vectors. Words of the corpus that the vocabulary lacks are left out before windows are drawn. The learning rate falls
    /// linearly over all words of all epochs. A model that was trained before is trained further, with draws that continue where those
    /// before ended.
    /// </summary>
    /// <remarks>
    /// While a fit runs, members that read vectors throw on other threads, except while <paramref name="progress"/> reports that an epoch is
    /// complete; <see cref="Vectors"/> taken before can be searched all the time. Where the fit throws after it has
    /// trained on some words, the vectors are those up to there, and <see cref="CanResume"/> says whether it can go on.
    /// </remarks>
    /// <param name="corpus">The corpus; opened once more than there are epochs, or once if its words fit in memory.</param>
    /// <param name="options">How to train; the defaults if not given.</param>
    /// <param name="progress">Receives reports of the progress, one of them at each epoch's end.</param>
    /// <param name="cancellationToken">Stops the fit after some ten thousand words, or at the end of a longer sequence; the report says so, nothing is thrown.</param>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    /// <exception cref="CorpusException">The corpus is damaged, differs from epoch to epoch, or has nothing to learn: no word of the vocabulary, or never two in a sentence.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to resume, or it does not fit the options, or the model is being trained already.</exception>
    /// <exception cref="ModelFileException">The checkpoint to resume from is damaged, or of another model or fit; the model stays as it is.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, which is tried first.</exception>
    /// <exception cref="UnauthorizedAccessException">The checkpoint's folder does not admit writing.</exception>
    /// <exception cref="EmbeddingDivergedException">The loss or a vector was no longer finite.</exception>
    public EmbeddingReport Fit(
        ICorpus corpus,
        EmbeddingOptions? options = null,
        IProgress<EmbeddingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ObjectDisposedException.ThrowIf(_disposed, this);
        using Exclusive fitting = BeginFit();
        return new EmbeddingTrainer<T>(this, options ?? new EmbeddingOptions(), progress, cancellationToken).Run(corpus);
    }

    /// <summary>Where a stopped fit goes on.</summary>
    internal EmbeddingState? State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Epochs that all fits have begun.</summary>
    internal long EpochsBegun { get; set; }

    /// <summary>Begins to change the tables, of which vectors that were handed out keep the old state.</summary>
    internal TableAccess.Held Change()
    {
        TableAccess.Held changing = _access.Change();
        LeaveTableToVectors();
        return changing;
    }

    internal TableAccess.Held Read() => _access.Read();

    /// <summary>Takes other tables of the same shapes.</summary>
    internal void Replace(AlignedBuffer<T> input, AlignedBuffer<T> output) => (_input, _output) = (input, output);

    /// <summary>Whether no value of the tables is infinite or not a number.</summary>
    internal bool IsFinite(int threads)
    {
        bool isFinite = true;
        Look(InputRows, (first, count) => _input.Span.Slice(first, count));
        Look(OutputRows, (first, count) => _output.Span.Slice(first, count));
        return isFinite;

        void Look(int rows, TableSlice slice) => RowPartition.Run(rows, Info.Stride, block: 1, threads, (first, end) =>
        {
            if (!Finite.AreFinite<T>(slice(first * Info.Stride, (end - first) * Info.Stride)))
            {
                Volatile.Write(ref isFinite, false);
            }
        });
    }

    private delegate ReadOnlySpan<T> TableSlice(int first, int count);

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
        ref T step = ref batch.Step(group);
        ref int inputs = ref batch.Inputs(group);
        for (int input = 0; input < batch.InputCount(group); input++)
        {
            int row = Unsafe.Add(ref inputs, input);
            if (Owner(row, threads) == rank)
            {
                AddRow(T.One, ref step, ref Unsafe.Add(ref InputStart, (nint)row * Info.Stride));
            }
        }
    }

    // Neighbouring rows, which are alike in frequency, go to different threads; so do even and odd ones.
    private static int Owner(int row, int threads) => (int)(((ulong)((uint)row * 2654435769u) * (uint)threads) >> 32);

    private Exclusive BeginFit() => Interlocked.Exchange(ref _isFitting, 1) == 0
        ? new Exclusive(this)
        : throw new InvalidOperationException($"Expected a model that is not being trained, but {Info.Name} is.");

    /// <summary>While it lasts no other fit of the model begins.</summary>
    private readonly struct Exclusive(Embedding<T> model) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref model._isFitting, 0);
    }
}
