using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary><see cref="VectorFormat.Safetensors"/>.</summary>
internal static class SafetensorsVectors
{
    private const string Vectors = "vectors";
    private const string Words = "words";

    public static WordVectors Read(string path, VectorReadOptions options)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        (int count, int dimension) = ShapeOf(file, Vectors, leastColumns: 1);
        var words = new WordList(count);
        int[] rowOf = ReadWords(file, words, count, options);

        // The header was checked against the file's length, so the table is not larger than the file.
        var rows = new GrowingRows(path, count, dimension, isSure: true);
        float[] leftOut = words.Count < count ? new float[dimension] : [];
        file.ReadFiniteRows(Vectors, count, dimension, row => rowOf[row] < 0 ? leftOut : rows[rowOf[row]]);
        return new WordVectors(words, rows.Buffer, rows.Stride, dimension);
    }

    public static void Write(WordVectors vectors, string path)
    {
        var lines = new MemoryStream();
        for (int row = 0; row < vectors.Count; row++)
        {
            lines.Write(WordText.Bytes(vectors.Words[row], "\n", int.MaxValue));
            lines.WriteByte((byte)'\n');
        }

        var writer = new SafetensorsWriter();
        writer.AddMetadata("format", "replearn word vectors");
        writer.AddRows(Vectors, vectors.Count, vectors.Dimension, row => WordText.Row(vectors, row));
        writer.Add<byte>(Words, 1, lines.Length, () => lines.GetBuffer().AsSpan(0, (int)lines.Length));
        AtomicFile.Write(path, writer.WriteTo);
    }

    private static (int Rows, int Columns) ShapeOf(SafetensorsFile file, string name, int leastColumns)
    {
        if (!file.Tensors.TryGetValue(name, out TensorEntry? entry))
        {
            throw new ModelFileException(file.Path, $"expected tensors '{Vectors}' and '{Words}', but there {(file.Tensors.Count == 0 ? "are none" : $"are {FileText.List([.. file.Tensors.Keys])}")}.");
        }

        return entry.Shape is [>= 0 and <= int.MaxValue and long rows, >= 0 and <= int.MaxValue and long columns] && columns >= leastColumns
            ? ((int)rows, (int)columns)
            : throw new ModelFileException(file.Path, $"expected tensor '{name}' as a matrix, but it is {entry.Describe()}.");
    }

    // Fills the list, and gives the row of each word of the file, −1 for those that are left out.
    private static int[] ReadWords(SafetensorsFile file, WordList words, int count, VectorReadOptions options)
    {
        (_, int length) = ShapeOf(file, Words, leastColumns: 0);
        byte[] bytes = file.ReadArray<byte>(Words, 1, length);
        var rowOf = new int[count];
        int read = 0;
        for (ReadOnlySpan<byte> left = bytes; !left.IsEmpty; read++)
        {
            int end = left.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new ModelFileException(file.Path, $"expected tensor '{Words}' to end with a line break after each word, but it does not.");
            }

            int row = words.Count;
            bool isAdded = LoadedVectors.TryAdd(words, left[..end], file.Path, $"tensor '{Words}', word {read + 1}", options);
            if (read < count)
            {
                rowOf[read] = isAdded ? row : -1;
            }

            left = left[(end + 1)..];
        }

        return read == count
            ? rowOf
            : throw new ModelFileException(file.Path, $"expected as many words as vectors, but there are {read} words and {count} vectors.");
    }
}
