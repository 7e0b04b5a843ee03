using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Embeddings.Models;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Vocabularies;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings;

/// <summary>
/// A table of vectors, one for each word of a vocabulary, with what trains it. The compiler derives a class from it for each
/// declaration with <see cref="SkipGramAttribute"/> or <see cref="CbowAttribute"/>.
/// </summary>
/// <typeparam name="T">The numbers: <see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract partial class Embedding<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AlignedBuffer<T> _input;
    private AlignedBuffer<T> _output;
    private SubwordTable? _subwords;
    private bool _disposed;

    /// <summary>
    /// Draws initial vectors: each value of a word's and an n-gram's row is uniform on (−1, 1) / dimension, as in gensim 4, output rows
    /// are 0. From half of that, as in word2vec.c, CBOW learns a little less in the same number of epochs.
    /// </summary>
    /// <param name="info">What the compiler knows of the model.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="seed">Decides the values and all draws of training.</param>
    /// <exception cref="ArgumentException">A table would have more than 2^31 values.</exception>
    /// <exception cref="InsufficientMemoryException">The tables take more memory than there is.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Embedding(EmbeddingInfo info, Vocabulary vocabulary, ulong seed)
        : this(info, vocabulary)
    {
        Seed = seed;
        Draw(0, InputRows, 0);
    }

    /// <summary>Takes the vectors of a file.</summary>
    /// <param name="info">What the compiler knows of the model.</param>
    /// <param name="file">The file.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Embedding(EmbeddingInfo info, EmbeddingFile file)
        : this(info, Expect(file).Vocabulary)
    {
        Seed = file.Seed;
        EpochsBegun = file.EpochsBegun;
        _state = file.State is { IsComplete: false } stopped ? stopped : null;
        file.ReadRows("input", InputRows, InputRow);
        file.ReadRows("output", OutputRows, OutputRow);
    }

    /// <summary>
    /// Of a model whose declaration has an error, which is not generated: lets its constructors compile, so that the error itself is
    /// all that is reported.
    /// </summary>
    /// <param name="error">What is wrong.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Embedding(string error = "The constructor of a model calls the generated one, with this(vocabulary, seed).") =>
        throw new InvalidOperationException(error);

    private Embedding(EmbeddingInfo info, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(vocabulary);
        (Info, Vocabulary) = (info, vocabulary);
        EmbeddingMemory memory = EmbeddingMemory.Of<T>(info, vocabulary);
        memory.ExpectAvailable(memory.Tables, info.Buckets > 0 ? "take fewer Buckets of Subwords, a smaller dimension, or a smaller vocabulary" : "take a smaller dimension or vocabulary");
        _access = new TableAccess(info.Name);
        _input = Table((long)vocabulary.Count + info.Buckets);
        _output = Table(OutputRows);
        _subwords = info.Buckets > 0 ? new SubwordTable(vocabulary, info) : null;
    }

    /// <summary>The words, each with its number and count.</summary>
    public Vocabulary Vocabulary { get; private set; }

    /// <summary>Decides first values and all draws of training.</summary>
    public ulong Seed { get; }

    /// <summary>Rows of the input table: a word's number is its row, rows of n-grams follow.</summary>
    public int InputRows => Vocabulary.Count + Info.Buckets;

    /// <summary>Rows of the output table: of words, or of inner nodes of the Huffman tree.</summary>
    public int OutputRows => Info.IsHierarchical ? Vocabulary.Count - 1 : Vocabulary.Count;

    /// <summary>What the compiler knows of the model.</summary>
    internal EmbeddingInfo Info { get; }

    internal SubwordTable? Subwords => _subwords;

    /// <summary>Memory of tables and vocabulary, in bytes; training takes more, see <see cref="EmbeddingReport.Memory"/>, and so do searches, see <see cref="WordVectors"/>.</summary>
    public long Bytes => (Unsafe.SizeOf<T>() * ((long)_input.Length + _output.Length)) + Vocabulary.Bytes + (_subwords?.Bytes ?? 0);

    internal ref T InputStart => ref _input.Start;

    internal ref T OutputStart => ref _output.Start;

    internal Span<T> InputTable => _input.Span;

    internal Span<T> OutputTable => OutputRowsFrom(0, OutputRows);

    /// <summary>Generated members call it: the memory that a model will take.</summary>
    /// <param name="info">What the compiler knows of the model.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="options">How it will be trained.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static EmbeddingMemory MemoryOf(EmbeddingInfo info, Vocabulary vocabulary, EmbeddingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return EmbeddingMemory.Of<T>(info, vocabulary, options?.KeepLastGood ?? true);
    }

    /// <summary>The table of layers, memory and settings of the declaration with this vocabulary, in invariant culture.</summary>
    public string Describe()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string scheme = Info.IsHierarchical
            ? "hierarchical softmax"
            : string.Create(culture, $"{Info.Negatives} {(Info.SharesNegatives ? "shared " : "")}noise words ∝ count^{Info.NoisePower}");
        string subsampling = Info.Subsampling > 0 ? string.Create(culture, $", subsampling {Info.Subsampling:G4}") : "";
        (Vocabulary words, SubwordTable? subwords) = (Vocabulary, _subwords);
        EmbeddingMemory memory = EmbeddingMemory.Of<T>(Info, words);
        string text = string.Create(
            culture,
            $"{Info.Name}: {Info.Architecture}\nwindow {Info.Window}, {scheme}{subsampling}\ninput   {memory.InputRows,10} rows {memory.RowBytes * memory.InputRows / 1e6,10:F1} MB\noutput  {memory.OutputRows,10} rows {memory.RowBytes * memory.OutputRows / 1e6,10:F1} MB\nwords   {words.Count,10}      {words.Bytes / 1e6,10:F1} MB\n");
        return subwords is null ? text : text + string.Create(culture, $"n-grams {subwords.Length,10}      {subwords.Bytes / 1e6,10:F1} MB\n");
    }

    /// <summary>
    /// Marks the model as no longer used; its memory is managed. <see cref="Vectors"/> that were taken before can still be used, and a
    /// running fit continues to its end.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>Generated: trains on groups in place.</summary>
    /// <param name="batch">The groups.</param>
    /// <param name="inputRows">The input table.</param>
    /// <param name="outputRows">The output table.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The loss, summed over the groups.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract double TrainGroups(GroupBatch<T> batch, ref T inputRows, ref T outputRows, T rate);

    /// <summary>
    /// Generated: writes each group's vector h and its step, −rate · the gradient, and over the marks each target's coefficient;
    /// the tables stay as they are.
    /// </summary>
    /// <param name="batch">The groups, with rows reserved.</param>
    /// <param name="inputRows">The input table.</param>
    /// <param name="outputRows">The output table.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The loss, summed over the groups.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract double DifferentiateGroups(GroupBatch<T> batch, ref T inputRows, ref T outputRows, T rate);

    /// <summary>Generated: target += scale · source.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="source">A row.</param>
    /// <param name="target">A row.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void AddRow(T scale, ref T source, ref T target);

    internal double Train(GroupBatch<T> batch, T rate) => TrainGroups(batch, ref InputStart, ref OutputStart, rate);

    internal double Differentiate(GroupBatch<T> batch, T rate)
    {
        batch.ReserveRows();
        return DifferentiateGroups(batch, ref InputStart, ref OutputStart, rate);
    }

    internal void Add(T scale, ref T source, ref T target) => AddRow(scale, ref source, ref target);

    internal Span<T> InputRow(int row) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _input.Start, (nint)row * Info.Stride), Info.Dimension);

    /// <summary>Rows of the output table with their padding, or of the copies after it.</summary>
    internal Span<T> OutputRowsFrom(int row, int count) => _output.Span.Slice(row * Info.Stride, count * Info.Stride);

    internal Span<T> OutputRow(int row) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _output.Start, (nint)row * Info.Stride), Info.Dimension);

    /// <summary>Makes room for copies of rows after the output table.</summary>
    internal void ReserveCopies(int rows)
    {
        if ((OutputRows + (long)rows) * Info.Stride > _output.Length)
        {
            AlignedBuffer<T> longer = Table(OutputRows + (long)rows);
            OutputTable.CopyTo(longer.Span);
            _output = longer;
        }
    }

    private static EmbeddingFile Expect(EmbeddingFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file;
    }

    private AlignedBuffer<T> Table(long rows)
    {
        long length = rows * Info.Stride;
        return length <= Array.MaxLength - 64
            ? new AlignedBuffer<T>((int)length)
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected tables of at most {Array.MaxLength} values, but {rows} rows of {Info.Stride} are {length}; raise the minimum count, or take fewer buckets or dimensions."));
    }
}
