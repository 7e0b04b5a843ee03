using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Files;

/// <summary>
/// Writes the safetensors format (github.com/huggingface/safetensors): the header's length in 8 bytes, little-endian; the
/// header, a JSON object with type, shape and place of each tensor, padded with spaces to a multiple of 8; then the
/// tensors' values, row-major and little-endian, without gaps. The first metadata are the file's checksum, <see cref="FileChecksum"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SafetensorsWriter
{
    private readonly List<KeyValuePair<string, string>> _metadata = [new(FileChecksum.Key, FileChecksum.Zeros)];
    private readonly List<(TensorEntry Entry, Action<Stream> Write)> _tensors = [];
    private long _end;
    private Crc32C _checksum;

    /// <summary>Adds a text to the header.</summary>
    /// <exception cref="ArgumentException">Key or value has half of a surrogate pair.</exception>
    public void AddMetadata(string key, string value) => _metadata.Add(new(FileText.Whole(key, "metadata", nameof(key)), FileText.Whole(value, $"metadata '{key}'", nameof(value))));

    /// <summary>Adds a matrix whose values are read when the file is written.</summary>
    public void Add<T>(string name, long rows, long columns, Func<ReadOnlySpan<T>> values)
        where T : unmanaged => Add<T>(name, rows, columns, stream => WriteValues(stream, values()));

    /// <summary>Adds a matrix whose values are read when the file is written, and then must be finite.</summary>
    public void AddFinite<T>(string name, long rows, long columns, Func<ReadOnlySpan<T>> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Add<T>(name, rows, columns, stream => WriteFinite(stream, name, columns, 0, values()));

    /// <summary>Adds a matrix whose rows are read one by one when the file is written, and then must be finite.</summary>
    public void AddRows<T>(string name, int rows, int columns, Func<int, ReadOnlySpan<T>> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Add<T>(name, rows, columns, stream =>
        {
            for (int index = 0; index < rows; index++)
            {
                WriteFinite(stream, name, columns, index, row(index));
            }
        });

    /// <summary>Writes the file, from where the stream is; it must be able to go back there.</summary>
    /// <exception cref="InvalidOperationException">A value that must be finite is not.</exception>
    public void WriteTo(Stream stream)
    {
        ReadOnlySpan<byte> header = Header();
        int padded = (header.Length + 7) / 8 * 8;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        long digits = stream.Position + length.Length + header.IndexOf(Encoding.ASCII.GetBytes(FileChecksum.Zeros));
        _checksum = new Crc32C();
        Write(stream, length);
        Write(stream, header);
        Write(stream, "        "u8[..(padded - header.Length)]);
        foreach ((_, Action<Stream> write) in _tensors)
        {
            write(stream);
        }

        long end = stream.Position;
        stream.Position = digits;
        stream.Write(FileChecksum.Digits(_checksum));
        stream.Position = end;
    }

    private void Add<T>(string name, long rows, long columns, Action<Stream> write)
        where T : unmanaged
    {
        long start = _end;
        _end += rows * columns * Unsafe.SizeOf<T>();
        _tensors.Add((new TensorEntry(FileText.Whole(name, "the name of a tensor", nameof(name)), TensorEntry.TypeOf<T>(), [rows, columns], start, _end), write));
    }

    private void WriteFinite<T>(Stream stream, string name, long columns, long firstRow, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Finite.ExpectSaved(name, columns, firstRow, values);
        WriteValues(stream, values);
    }

    private void WriteValues<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged => LittleEndian.Write(values, bytes => Write(stream, bytes));

    private void Write(Stream stream, ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        stream.Write(bytes);
    }

    private ReadOnlySpan<byte> Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in _metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach ((TensorEntry entry, _) in _tensors)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [entry.Start, entry.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
