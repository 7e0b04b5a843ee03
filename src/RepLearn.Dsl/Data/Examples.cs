using System.Numerics;
using RepLearn.Data;

namespace RepLearn;

/// <summary>Makes sources of examples.</summary>
public static class Examples
{
    /// <summary>The rows of a block of memory, shuffled perfectly: every order of the rows is possible.</summary>
    /// <param name="data">Examples, one per row; at least one. It is not copied.</param>
    /// <param name="width">Values in one example.</param>
    /// <exception cref="ArgumentException">The length is not that of one or more whole rows.</exception>
    public static IExampleSource<T> InMemory<T>(ReadOnlyMemory<T> data, int width)
        where T : unmanaged => new MemoryExamples<T>(data, width);

    /// <inheritdoc cref="InMemory{T}(ReadOnlyMemory{T}, int)"/>
    public static IExampleSource<T> InMemory<T>(T[] data, int width)
        where T : unmanaged => new MemoryExamples<T>(data, width);

    /// <summary>The rows of a block of memory, each with its class number after its values, for a model with a head or a condition.</summary>
    /// <param name="data">Examples, one per row; at least one. It is not copied.</param>
    /// <param name="width">Values in one example, without the label.</param>
    /// <param name="labels">
    /// A class number for each example, from 0, or of a head -1 where it is not known. They are copied; whether the model has such classes is
    /// checked when it reads them.
    /// </param>
    /// <exception cref="ArgumentException">The length is not that of one or more whole rows, or there are not as many labels as rows.</exception>
    public static IExampleSource<T> InMemory<T>(ReadOnlyMemory<T> data, int width, ReadOnlyMemory<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => InMemory<T>(data, width, [labels]);

    /// <inheritdoc cref="InMemory{T}(ReadOnlyMemory{T}, int, ReadOnlyMemory{int})"/>
    public static IExampleSource<T> InMemory<T>(T[] data, int width, int[] labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => InMemory<T>(data.AsMemory(), width, labels.AsMemory());

    /// <summary>
    /// The rows of a block of memory, each with what belongs to it after its values, in the order in which the model reads it: a condition,
    /// then a head's labels or targets.
    /// </summary>
    /// <param name="data">Examples, one per row; at least one. It is not copied.</param>
    /// <param name="width">Values in one example, without what follows them.</param>
    /// <param name="columns">
    /// Class numbers or values for each example, arrays or memory. They are copied; whether the model takes them is checked when it reads them.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The length is not that of one or more whole rows, or a column has not as many class numbers as there are rows, or not the same number of
    /// values for each.
    /// </exception>
    public static IExampleSource<T> InMemory<T>(ReadOnlyMemory<T> data, int width, params ExampleColumns<T>[] columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new MemoryExamples<T>(data, width, Array.ConvertAll(columns, column => column.Values));
    }

    /// <inheritdoc cref="InMemory{T}(ReadOnlyMemory{T}, int, ExampleColumns{T}[])"/>
    public static IExampleSource<T> InMemory<T>(T[] data, int width, params ExampleColumns<T>[] columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => InMemory(data.AsMemory(), width, columns);

    /// <summary>Rows of columns, which data frames, Arrow and Parquet have: a row for each place, with each column's value there.</summary>
    /// <param name="columns">At least one, all of one length.</param>
    /// <returns>The rows, one after the other.</returns>
    /// <exception cref="ArgumentException">There is no column, one is null, two have different lengths, or there are more values than one array holds.</exception>
    public static T[] FromColumns<T>(params ReadOnlySpan<T[]> columns)
        where T : unmanaged
    {
        int width = columns.Length;
        for (int column = 0; column < width; column++)
        {
            if (columns[column] is null)
            {
                throw new ArgumentException($"Expected columns, but column {column + 1}, counted from 1, is null.", nameof(columns));
            }
        }

        int count = width > 0 ? columns[0].Length : throw new ArgumentException("Expected at least one column, but got none.", nameof(columns));
        if ((long)count * width > Array.MaxLength)
        {
            throw new ArgumentException($"Expected columns whose values one array can hold, at most {Array.MaxLength}, but got {count} values in each of {width}; pass fewer rows.", nameof(columns));
        }

        var rows = new T[count * width];
        for (int column = 0; column < width; column++)
        {
            T[] values = columns[column];
            if (values.Length != count)
            {
                throw new ArgumentException($"Expected columns of one length, {count} as the first has, but column {column + 1}, counted from 1, has {values.Length}.", nameof(columns));
            }

            for (int row = 0; row < count; row++)
            {
                rows[(row * width) + column] = values[row];
            }
        }

        return rows;
    }

    /// <summary>
    /// Rows that a sequence yields piece by piece, from a parser, a database or several files. The sequence is opened again for each epoch
    /// and disposed at its end; only the shuffle buffer is held in memory.
    /// </summary>
    /// <param name="open">Opens the sequence. Each piece holds whole rows, and must stay valid until the next is asked for.</param>
    /// <param name="width">Values in one example.</param>
    /// <param name="count">
    /// Examples in one epoch, where known: for progress, time left, and schedules over the whole fit. An epoch with more or fewer ends the
    /// fit with an <see cref="InvalidOperationException"/> that names both numbers.
    /// </param>
    /// <param name="shuffleBuffer">
    /// Rows held for shuffling: each row is drawn from the buffer at random, and the next row read takes its place. So a row comes at most
    /// this many places early, and the order of the stored data (sorted by class, say) remains visible where the buffer is much smaller than
    /// the data: store such data in random order, or use <see cref="File{T}"/>. If not given, 16384, or as many wide rows as one array can
    /// hold.
    /// </param>
    /// <param name="fingerprint">
    /// Identifies these examples, for example by a name and a version, so that a fit is resumed with its own data. If not given, a fit
    /// with a checkpoint reads the sequence once more before its first step. So a fit on a sequence that changes its rows from epoch to
    /// epoch (augmented images, say), or that does not end, can be resumed only with a fingerprint.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IExampleSource<T> Stream<T>(
        Func<IEnumerable<ReadOnlyMemory<T>>> open, int width, long? count = null, int? shuffleBuffer = null, string? fingerprint = null)
        where T : unmanaged => new StreamedExamples<T>(open, width, count, shuffleBuffer, fingerprint);

    /// <summary>
    /// A file of raw rows: little-endian numbers, one row after the other, in a file of any size. To shuffle, blocks of
    /// neighbouring rows are read in random order, and the rows mixed in a buffer of many blocks, so that the disk reads
    /// long stretches and memory holds only the buffer.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Values in one example.</param>
    /// <param name="headerBytes">Bytes before the first row.</param>
    /// <param name="blockRows">Rows read at a time.</param>
    /// <param name="shuffleBuffer">Rows held for shuffling; the more blocks it holds, the better the mix.</param>
    /// <param name="fingerprint">
    /// Identifies these examples, for example by a name and a version, so that a fit is resumed with its own data. If not given, a fit
    /// with a checkpoint reads the file once more before its first step.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file does not hold one or more whole rows.</exception>
    public static IExampleSource<T> File<T>(
        string path, int width, long headerBytes = 0, int blockRows = 256, int shuffleBuffer = 16384, string? fingerprint = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new FileExamples<T>(path, width, headerBytes, blockRows, shuffleBuffer, fingerprint);

    /// <summary>
    /// Reads another source ahead on its own thread while the model trains, for files on slow disks and for sequences that parse. Rows and
    /// their order are unchanged.
    /// </summary>
    /// <param name="source">The source; its reader is used by that thread alone.</param>
    /// <param name="rows">Rows read at a time; twice as many are held.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is out of its range.</exception>
    public static IExampleSource<T> Prefetch<T>(IExampleSource<T> source, int rows = 2048)
        where T : unmanaged => new PrefetchedExamples<T>(source, rows);
}
