using System.Runtime.InteropServices;
using System.Text;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary><see cref="VectorFormat.Word2VecBinary"/>.</summary>
internal static class BinaryVectors
{
    // One letter and a space.
    private const int LeastWord = 2;

    public static WordVectors Read(string path, VectorReadOptions options)
    {
        using var reader = new VectorFileReader(path, isText: false);
        if (reader.StartsWith(FastTextModel.Start))
        {
            return FastTextModel.Read(reader, options);
        }

        (int count, int dimension) = reader.ReadHeader(dimension => LeastWord + (sizeof(float) * (Int128)dimension));
        var loaded = new LoadedVectors(path, options, count, dimension, !reader.IsPacked);
        for (int index = 0; index < count; index++)
        {
            while (reader.TrySkip((byte)'\n'))
            {
            }

            long start = reader.Position;
            if (!reader.MayHold(LeastWord + (sizeof(float) * dimension)) || !reader.TryReadUntil((byte)' ', out ReadOnlySpan<byte> word, WordText.MostBytes, "word"))
            {
                throw Truncated(reader, count, index);
            }

            Span<float> row = loaded.Add(word, $"byte {start}");
            if (!reader.TryRead(MemoryMarshal.AsBytes(row)))
            {
                throw Truncated(reader, count, index);
            }

            LittleEndian.Normalize(row);
            ExpectFinite(reader, row, start);
        }

        while (reader.TrySkip((byte)'\n'))
        {
        }

        return reader.AtEnd
            ? loaded.ToVectors()
            : throw reader.Problem($"expected the file to end after {count} vectors of {dimension} values, as its first line announces, but at byte {reader.Position} of {reader.FileLength} there is more.");
    }

    public static void Write(WordVectors vectors, string path) => AtomicFile.Write(path, stream =>
    {
        stream.Write(Encoding.ASCII.GetBytes($"{vectors.Count} {vectors.Dimension}\n"));
        var values = new float[vectors.Dimension];
        for (int row = 0; row < vectors.Count; row++)
        {
            stream.Write(WordText.Bytes(vectors.Words[row], " \t\n\r\v\f"));
            stream.WriteByte((byte)' ');
            WordText.Row(vectors, row).CopyTo(values);
            LittleEndian.Normalize(values.AsSpan());
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    });

    private static ModelFileException Truncated(VectorFileReader reader, int count, int index) =>
        reader.Problem($"its first line announces {count} vectors, but it ends in vector {index + 1}, at byte {reader.Position}; it is truncated, or the line is wrong.");

    private static void ExpectFinite(VectorFileReader reader, ReadOnlySpan<float> row, long start)
    {
        for (int column = 0; column < row.Length; column++)
        {
            if (!float.IsFinite(row[column]))
            {
                throw reader.Problem(FormattableString.Invariant($"byte {start}: expected finite values, but value {column + 1} of the word that begins there is {row[column]}."));
            }
        }
    }
}
