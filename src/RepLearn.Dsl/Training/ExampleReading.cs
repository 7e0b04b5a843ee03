namespace RepLearn.Runtime;

/// <summary>Reads sources whose author may be anyone.</summary>
internal static class ExampleReading
{
    /// <summary>Throws unless the source's rows are what the model takes.</summary>
    public static void ExpectWidth<T>(IExampleSource<T> source, ModelInfo info, string name)
        where T : unmanaged
    {
        if (source.Width != info.InputSize)
        {
            throw new ArgumentException($"{info.Name} expects rows of {info.InputSize} values, but the source has rows of {source.Width}.", name);
        }
    }

    /// <summary>Reads until the room is full or the source ends; returns the rows read.</summary>
    public static int Fill<T>(IExampleReader<T> reader, Span<T> room, int width)
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
        }

        return rows;
    }
}
