using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Training;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>
/// An open file of an embedding, whose architecture has been checked; generated code passes it on. It is a safetensors file: the
/// tables <c>input</c> and <c>output</c>, a row each, and the words as <c>words.text</c>, their UTF-8 end to end,
/// <c>words.starts</c> and <c>words.counts</c>. Metadata say where a stopped fit continues, and hold
/// a checksum of the file.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmbeddingFile : IDisposable
{
    private readonly SafetensorsFile _file;

    private EmbeddingFile(SafetensorsFile file, EmbeddingInfo info)
    {
        _file = file;
        Seed = ReadNumber("seed");
        EpochsBegun = ReadOptionalCount("epochsBegun", uint.MaxValue);
        State = EmbeddingStateFile.Read(file);
        Vocabulary = ReadWords();

        // Checked before memory is allocated for tables of this size.
        ExpectTable("input", (long)Vocabulary.Count + info.Buckets, info.Dimension);
        ExpectTable("output", info.IsHierarchical ? Vocabulary.Count - 1 : Vocabulary.Count, info.Dimension);
    }

    internal Vocabulary Vocabulary { get; }

    internal ulong Seed { get; }

    /// <summary>Epochs that the model's fits have begun.</summary>
    internal long EpochsBegun { get; }

    /// <summary>Where a fit goes on; null where there is none.</summary>
    internal EmbeddingState? State { get; }

    /// <summary>Opens a file and checks that it is of an architecture.</summary>
    /// <param name="path">A file that <c>Save</c> wrote.</param>
    /// <param name="info">What the compiler knows of the model.</param>
    /// <exception cref="ModelFileException">The file is damaged, or of another architecture.</exception>
    public static EmbeddingFile Open(string path, EmbeddingInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            ModelMetadata.ExpectArchitecture(file, info.Name, info.Architecture, info.Fingerprint);
            return new EmbeddingFile(file, info);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static void Save<T>(string path, Embedding<T> model, EmbeddingState? state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EmbeddingInfo info = model.Info;
        Vocabulary words = model.Vocabulary;
        var writer = new SafetensorsWriter();
        ModelMetadata.AddArchitecture(writer, info.Name, info.Architecture, info.Fingerprint);
        writer.AddMetadata("seed", model.Seed.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata("corpusTokens", words.CorpusTokens.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata("droppedUpTo", words.DroppedUpTo.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata("longRuns", words.LongRuns.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata("epochsBegun", model.EpochsBegun.ToString(CultureInfo.InvariantCulture));
        if (state is not null)
        {
            EmbeddingStateFile.Add(writer, state);
        }

        writer.Add("words.counts", 1, words.Count, () => words.Counts);
        writer.AddRows<T>("input", model.InputRows, info.Dimension, row => model.InputRow(row));
        writer.AddRows<T>("output", model.OutputRows, info.Dimension, row => model.OutputRow(row));
        writer.Add("words.starts", 1, words.Count + 1, () => words.Starts);
        writer.Add("words.text", 1, words.Text.Length, () => words.Text);
        AtomicFile.Write(path, writer.WriteTo);
    }

    internal void ReadRows<T>(string name, int rows, Func<int, Span<T>> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _file.ReadFiniteRows(name, rows, rows == 0 ? 0 : row(0).Length, row);
    }

    private Vocabulary ReadWords()
    {
        long[] counts = ReadList<long>("words.counts");
        int[] starts = ReadList<int>("words.starts");
        byte[] text = ReadList<byte>("words.text");
        long tokens = ModelMetadata.ReadCount(_file, "corpusTokens", long.MaxValue);
        long droppedUpTo = ReadOptionalCount("droppedUpTo", long.MaxValue);
        long longRuns = ReadOptionalCount("longRuns");
        try
        {
            return Vocabulary.Restore(text, starts, counts, tokens, droppedUpTo, longRuns);
        }
        catch (FormatException wrong)
        {
            throw new ModelFileException(_file.Path, $"expected a vocabulary, but its words are damaged: {wrong.Message}");
        }
    }

    private T[] ReadList<T>(string name)
        where T : unmanaged => _file.ReadArray<T>(name, 1, _file.Tensors.TryGetValue(name, out TensorEntry? entry) && entry.Shape is [1, var columns] ? columns : 0);

    private void ExpectTable(string name, long rows, int columns)
    {
        if (!_file.Tensors.TryGetValue(name, out TensorEntry? entry) || !entry.Shape.AsSpan().SequenceEqual([rows, columns]))
        {
            throw new ModelFileException(_file.Path, $"expected tensor '{name}' of {rows} rows and {columns} columns, but {(entry is null ? "there is none" : $"it is {entry.Describe()}")}.");
        }
    }

    // Files of older releases lack it.
    private long ReadOptionalCount(string key, long most = ModelMetadata.MostCount) =>
        _file.Metadata.ContainsKey(key) ? ModelMetadata.ReadCount(_file, key, most) : 0;

    private ulong ReadNumber(string key)
    {
        string text = _file.Expect(key);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new ModelFileException(_file.Path, $"expected metadata '{key}' as a whole number, at least 0, but it is '{FileText.Shown(text)}'.");
    }
}
