using RepLearn.Runtime;

namespace RepLearn.Data;

/// <summary>Reads sources whose author may be anyone.</summary>
internal static class ExampleReading
{
    // Of a source that does not tell its number.
    private const int FirstRows = 15;
    private const int MostFirstRows = 63;

    /// <summary>Throws unless the source's rows are what the model takes, and their number can be one.</summary>
    public static void Expect<T>(IExampleSource<T> source, ModelInfo info, string name)
        where T : unmanaged
    {
        if (source.Width != info.ExampleSize)
        {
            throw new ArgumentException($"{info.Name} expects rows of {info.RowText(info.Programs[0])}, but the source has rows of {source.Width}.{ModelInfo.BesideText(info.Programs[0])}", name);
        }

        if (source.Count < 1)
        {
            throw new ArgumentException($"Expected a source of at least one example, or a count of null where it is not known, but its count is {source.Count}.", name);
        }
    }

    /// <summary>Opens a source; the readers of this library that hold rows back look at the token while they fill their buffers.</summary>
    public static IExampleReader<T>? Open<T>(IExampleSource<T> source, NoiseKey? order, CancellationToken cancellation)
        where T : unmanaged
    {
        IExampleReader<T>? reader = source.Open(order);
        if (reader is IBufferingReader buffering)
        {
            buffering.Cancellation = cancellation;
        }

        return reader;
    }

    /// <summary>
    /// Reads <paramref name="most"/> rows, or as many as there are, into room that grows with them: little data of wide rows does
    /// not claim the memory of a whole block.
    /// </summary>
    /// <param name="reader">The rows.</param>
    /// <param name="room">Room from an earlier call, or none.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="most">The most rows to read; they fit into one array.</param>
    /// <param name="count">The number of rows that the source tells, which may be wrong.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop before all rows were read.</exception>
    public static int Fill<T>(IExampleReader<T> reader, ref T[] room, int width, int most, long? count, CancellationToken cancellation)
        where T : unmanaged
    {
        int capacity = room.Length / width;
        int rows = 0;
        do
        {
            if (rows == capacity)
            {
                // One more than the source tells, which shows the end without growing.
                capacity = (int)Math.Clamp(rows == 0 ? Math.Min(count ?? FirstRows, MostFirstRows) + 1 : 2L * rows, 1, most);
                Array.Resize(ref room, capacity * width);
            }

            rows += Fill(reader, room.AsSpan(rows * width), width, cancellation);
            Stop(cancellation, rows < most && rows == capacity);
        }
        while (rows == capacity && capacity < most);
        return Math.Min(rows, most);
    }

    /// <summary>Reads until the room is full or the source ends; returns the rows read.</summary>
    /// <exception cref="OperationCanceledException">The token asked to stop before all rows were read.</exception>
    public static int Fill<T>(IExampleReader<T> reader, Span<T> room, int width, CancellationToken cancellation)
        where T : unmanaged
    {
        int rows = 0;
        while ((rows + 1) * (long)width <= room.Length)
        {
            Span<T> rest = room[(rows * width)..];
            int read = reader.Read(rest);
            if (read == 0)
            {
                break;
            }

            if (read < 0 || read > rest.Length / width)
            {
                throw new InvalidOperationException($"{reader.GetType().Name}.Read was given room for {rest.Length / width} rows, but says that it wrote {read}.");
            }

            rows += read;
            Stop(cancellation, (rows + 1) * (long)width <= room.Length);
        }

        return rows;
    }

    // Rows that are all there are handed out first: their batch tells whether the step before it was a good one.
    private static void Stop(CancellationToken cancellation, bool isUnderWay)
    {
        if (isUnderWay)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
