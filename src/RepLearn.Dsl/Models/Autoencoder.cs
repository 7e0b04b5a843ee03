using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// What every generated autoencoder can do. Batches are row-major, one example per row; the number of rows is the
/// span's length divided by the row's width. Of a model with <c>[Condition]</c> a row to encode, and a row of codes to decode, ends with the
/// example's condition; the methods that take <see cref="Conditions{T}"/> take it apart.
/// </summary>
/// <remarks>
/// An instance serves one thread at a time. During a fit, calls from other threads throw <see cref="InvalidOperationException"/>, except
/// <see cref="Clone"/> and <see cref="Save(string)"/>, which take the parameters between two steps.
/// To use a model from many threads, give each its own clone.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as declared.</typeparam>
public abstract partial class Autoencoder<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Not readonly: a clone gets its own.
    private AlignedBuffer<T> _parameters;
    private AlignedBuffer<T> _gradients;
    private Run<T> _run;
    private TeamProgram _program;
    private ModelGate _gate;
    private SettingStore _settings;
    private InputRows<T>[] _inputs;
    private T[]? _codes;
    private T[] _testBlock;
    private long _step;
    private long _draws;

    /// <summary>Makes a model with freshly drawn parameters.</summary>
    /// <param name="info">What the compiler knows of the model.</param>
    /// <param name="seed">Decides all initial values; the same seed gives the same bits on every machine.</param>
    /// <exception cref="InvalidOperationException">The code was generated for another version of this library.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Autoencoder(ModelInfo info, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (info.Contract != ModelInfo.CurrentContract)
        {
            throw new InvalidOperationException(
                $"The code of {info.Name} was generated for version {info.Contract} of the contract with RepLearn.Dsl, but the RepLearn.Dsl that runs it keeps version {ModelInfo.CurrentContract}. Use generator and library of one version, and build the project of {info.Name} again.");
        }

        Info = info;
        Allocate();
        Initialize(seed);
        RunAfterUpdate();
    }

    /// <summary>
    /// For a model whose declaration has an error, so that no code is generated for it: its constructors still compile, and only the error
    /// itself is reported.
    /// </summary>
    /// <param name="error">What is wrong.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Autoencoder(string error = "The constructor of a model calls the generated one, with this(seed).") => throw new InvalidOperationException(error);

    /// <summary>What the compiler knows of the model.</summary>
    public ModelInfo Info { get; }

    /// <summary>All parameters in one buffer, 64-byte aligned, laid out as <see cref="ModelInfo.Layout"/> says.</summary>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    public Span<T> Parameters
    {
        get
        {
            _gate.ExpectAccess();
            return _parameters.Span;
        }
    }

    /// <summary>The derivatives of the loss with respect to <see cref="Parameters"/>, filled by <see cref="Backward(ReadOnlySpan{T}, NoiseKey)"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    public Span<T> Gradients
    {
        get
        {
            _gate.ExpectAccess();
            return _gradients.Span;
        }
    }

    /// <summary>
    /// Optimisation steps taken on the parameters, from 0 to 2⁵³; warm-up schedules depend on it. A fit that restores earlier parameters
    /// restores it with them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 2⁵³.</exception>
    /// <exception cref="InvalidOperationException">It is set while another thread uses the model.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public long Step
    {
        get
        {
            _gate.ExpectOpen();
            return _step;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ModelMetadata.MostCount);
            _gate.ExpectAccess();
            (_step, _draws) = (value, Math.Max(_draws, value));
        }
    }

    /// <summary>
    /// The number by which a fit draws the noise and order of its next step, at least <see cref="Step"/>. It grows with each step and is
    /// never restored to an earlier value, so that later fits do not repeat the draws of abandoned steps. Saved files keep it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public long Draws
    {
        get
        {
            _gate.ExpectOpen();
            return _draws;
        }
    }

    /// <summary>Numbers of the declaration that this model can be given others of: weights of the loss's terms and levels of noise.</summary>
    public virtual ModelSettings Settings => new(_settings, IsSingle);

    /// <summary>
    /// The most threads that a call may use; small work uses fewer. Results have the same bits at any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    /// <exception cref="InvalidOperationException">It is set while another thread uses the model.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _gate.ExpectAccess();
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Writes the code of each example; of a distribution, its mean.</summary>
    /// <param name="batch">Examples, one per row.</param>
    /// <param name="codes">Receives one code per example; it may start where the examples do, if codes are no wider.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or codes would be written over examples not read yet.</exception>
    /// <exception cref="NotFiniteNumberException">A code is not finite, because values or parameters are too large.</exception>
    public void Encode(ReadOnlySpan<T> batch, Span<T> codes) =>
        Map(ProgramName.Encode, batch, nameof(batch), codes, nameof(codes));

    /// <inheritdoc cref="Encode(ReadOnlySpan{T}, Span{T})"/>
    /// <returns>One code per row.</returns>
    public T[] Encode(ReadOnlySpan<T> batch)
    {
        T[] codes = NewRows(RowsOf(batch.Length, ProgramName.Encode, nameof(batch)), Info.LatentSize);
        Encode(batch, codes);
        return codes;
    }

    /// <summary>Writes the mean of the output for each code; probabilities of Bernoulli and categorical variables, rates of counts.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <param name="batch">Receives one output per code; it may start where the codes do, if outputs are no wider.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or outputs would be written over codes not read yet.</exception>
    /// <exception cref="NotFiniteNumberException">An output is not finite, because codes or parameters are too large.</exception>
    public void Decode(ReadOnlySpan<T> codes, Span<T> batch) =>
        Map(ProgramName.Decode, codes, nameof(codes), batch, nameof(batch));

    /// <inheritdoc cref="Decode(ReadOnlySpan{T}, Span{T})"/>
    /// <returns>One output per row.</returns>
    public T[] Decode(ReadOnlySpan<T> codes)
    {
        T[] batch = NewRows(RowsOf(codes.Length, ProgramName.Decode, nameof(codes)), Info.OutputSize);
        Decode(codes, batch);
        return batch;
    }

    /// <summary>Encodes and decodes each example. Of a model with <c>[Target]</c> it gives what the input lets expect of the target.</summary>
    /// <param name="batch">Examples, one per row, without targets.</param>
    /// <param name="reconstructions">
    /// Receives one reconstruction per example, of <see cref="ModelInfo.OutputSize"/> values; it may be the memory of the examples themselves where
    /// these are as wide.
    /// </param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or reconstructions would be written over examples not read yet.</exception>
    /// <exception cref="NotFiniteNumberException">A code or an output is not finite, because values or parameters are too large.</exception>
    public void Reconstruct(ReadOnlySpan<T> batch, Span<T> reconstructions)
    {
        int width = WidthOf(ProgramName.Encode);
        int outputWidth = Info.OutputSize;
        int rows = RowsOf(batch.Length, ProgramName.Encode, nameof(batch));
        ExpectLength(reconstructions.Length, rows, outputWidth, nameof(reconstructions));
        ExpectApart(batch, width, reconstructions, outputWidth, nameof(reconstructions));
        using ModelGate.Hold hold = _gate.Enter();
        int block = Math.Min(rows, RowsAtATime(Math.Max(width, Info.LatentSize)));
        if (_codes is null || _codes.Length < block * Info.LatentSize)
        {
            _codes = new T[block * Info.LatentSize];
        }

        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            Span<T> codes = _codes.AsSpan(0, count * Info.LatentSize);
            ReadOnlySpan<T> examples = batch.Slice(row * width, count * width);
            Map(ProgramName.Encode, examples, nameof(batch), codes, nameof(codes), row);
            Decode(WithConditionsOf(examples, codes, count), reconstructions.Slice(row * outputWidth, count * outputWidth));
        }
    }

    /// <inheritdoc cref="Reconstruct(ReadOnlySpan{T}, Span{T})"/>
    /// <returns>One reconstruction per row.</returns>
    public T[] Reconstruct(ReadOnlySpan<T> batch)
    {
        T[] reconstructions = NewRows(RowsOf(batch.Length, ProgramName.Encode, nameof(batch)), Info.OutputSize);
        Reconstruct(batch, reconstructions);
        return reconstructions;
    }

    /// <summary>The training loss of a batch, term by term, without gradients. Terms may be infinite where values are too large.</summary>
    /// <param name="batch">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the noise: the same key gives the same noise as in <see cref="Backward(ReadOnlySpan{T}, NoiseKey)"/>.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    public Losses Evaluate(ReadOnlySpan<T> batch, NoiseKey key) => RunLosses(ProgramName.Evaluate, batch, 0, key, nameof(batch));

    /// <summary>
    /// The training loss of a batch, term by term, and its derivatives in <see cref="Gradients"/>. Both may be infinite where values are too
    /// large; a fit reports that.
    /// </summary>
    /// <param name="batch">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the noise.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    public Losses Backward(ReadOnlySpan<T> batch, NoiseKey key) => RunLosses(ProgramName.Backward, batch, 0, key, nameof(batch));

    /// <summary>
    /// The same for a part of a step's examples, so that a step can be computed in parts, one after the other or by several processes: the
    /// losses and gradients of the parts add up to those of the step. Noise depends on an example's number in the step, not on its part.
    /// Terms of the whole batch (free bits, capacity, sparsity, discrepancy, total correlation) are those of each part instead, weighted by the part's share
    /// of the step.
    /// </summary>
    /// <param name="part">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the noise.</param>
    /// <param name="firstRow">The number of the part's first example in the step, from 0.</param>
    /// <param name="stepRows">Examples of the whole step; at most 2³⁰.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in its domain.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the step, or the step has too many examples.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model keeps running means of batches, moves a codebook by them, or counts its dead units in them, which does not add up.
    /// </exception>
    public Losses Backward(ReadOnlySpan<T> part, NoiseKey key, int firstRow, int stepRows)
    {
        int rows = RowsOf(part.Length, ProgramName.Backward, nameof(part));
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stepRows, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow, (long)stepRows - rows, nameof(firstRow));
        return Info.TrainableCount == Info.ParameterCount
            ? RunLosses(ProgramName.Backward, part, firstRow, key, nameof(part), stepRows)
            : throw new InvalidOperationException(Info.CodebookSize > 0 ? NotInParts("moves its codebook by its batch's vectors", "Use a codebook that is learned ByGradient for steps in parts.")
                : Info.MostActive > 0 ? NotInParts("counts in its batch for how long each unit was not active", "Take whole steps.")
                : NotInParts("normalises by its batch's mean and variance", "Use layer normalisation for steps in parts."));

        string NotInParts(string reason, string advice) => $"{Info.Name} {reason}, and a step's parts are not one batch. {advice}";
    }

    /// <summary>
    /// The loss of any number of examples as it counts after training: no corruption, no dropout, schedules finished.
    /// Terms that use a batch's mean use the means of blocks of 1024 rows (fewer only where 1024 would not fit into one array).
    /// </summary>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the sampling noise.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="NotFiniteNumberException">A term of the loss is not finite, because values or parameters are too large.</exception>
    public Losses Test(ReadOnlySpan<T> data, NoiseKey key)
    {
        int width = Info.ExampleSize;
        int rows = RowsOf(data.Length, ProgramName.Test, nameof(data));
        Span<double> sums = stackalloc double[Info.LossValues];
        sums.Clear();
        using ModelGate.Hold hold = _gate.Enter();
        int block = TestRows;
        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            Losses losses = TestBlock(data.Slice(row * width, count * width), row, key, nameof(data));
            for (int term = 0; term < sums.Length; term++)
            {
                sums[term] += losses.Value(term) * count;
            }
        }

        for (int term = 0; term < sums.Length; term++)
        {
            sums[term] /= rows;
        }

        return new Losses(Info, sums).ExpectFinite();
    }

    /// <summary>
    /// An independent model with the same parameters, step, draws and settings, for example one per thread that encodes, or a snapshot of a
    /// running fit. Any thread may call it at any time: during a fit it waits for the current step to end. Fields
    /// that a class adds are copied as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a step, by an optimiser.</exception>
    public virtual Autoencoder<T> Clone()
    {
        var copy = (Autoencoder<T>)MemberwiseClone();
        copy.Allocate();
        using ModelGate.Reading reading = _gate.Read();
        _parameters.Span.CopyTo(copy._parameters.Span);
        _settings.Values.CopyTo(copy._settings.Values);
        (copy._step, copy._draws) = (_step, _draws);
        return copy;
    }

    /// <summary>
    /// Ends the use of the model: later calls throw <see cref="ObjectDisposedException"/>, and so does a running fit before its next step. A
    /// model holds managed memory only.
    /// </summary>
    public void Dispose()
    {
        _gate.Close();
        GC.SuppressFinalize(this);
    }

    private static bool IsSingle => typeof(T) == typeof(float);

    [MemberNotNull(nameof(_parameters), nameof(_gradients), nameof(_run), nameof(_program), nameof(_gate), nameof(_settings), nameof(_inputs), nameof(_testBlock))]
    private void Allocate()
    {
        _parameters = new AlignedBuffer<T>(Info.ParameterCount);
        _gradients = new AlignedBuffer<T>(Info.ParameterCount);
        _gate = new ModelGate(Info.Name);
        _settings = new SettingStore(Info, IsSingle, _gate);
        _run = new Run<T> { Parameters = _parameters, Gradients = _gradients, Settings = _settings.Values };
        _program = new TeamProgram(this);
        _inputs = Array.ConvertAll(Info.Programs, program => new InputRows<T>(program.Inputs));
        _codes = null;
        _joined = [];
        _testBlock = [];
        _shortCalls = 0;
    }

    /// <summary>Generated: runs a program on the staged batch.</summary>
    /// <param name="program">Its number in <see cref="ModelInfo.Programs"/>.</param>
    /// <param name="worker">The calling thread's view of it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Run(int program, Worker<T> worker);
}
