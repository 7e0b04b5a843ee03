using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Files;

/// <summary>
/// An open safetensors file whose header has been checked: every tensor lies within the file, they do not overlap, and
/// together they fill it, and all of it agrees with its checksum if it has one. Each problem is a <see cref="ModelFileException"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SafetensorsFile : IDisposable
{
    // The format's own limit; a length beyond it is damage, not a large model.
    private const long MostHeaderBytes = 100_000_000;

    private readonly FileStream _stream;
    private readonly long _dataStart;

    private SafetensorsFile(string path, FileStream stream, long dataStart, SafetensorsHeader header)
    {
        Path = path;
        _stream = stream;
        _dataStart = dataStart;
        Metadata = header.Metadata;
        Tensors = header.Tensors;
    }

    /// <summary>The file as the caller named it.</summary>
    public string Path { get; }

    /// <summary>What the header says beside its tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>Opens a file and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">It is damaged, or no safetensors file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new ModelFileException(path, "expected a safetensors file, but it is a folder.");
        }

        if (!PlainFile.IsNoDevice(path))
        {
            throw new ModelFileException(path, PlainFile.Expected);
        }

        FileStream stream = PlainFile.Open(path, "a safetensors file");
        try
        {
            Span<byte> prefix = stackalloc byte[SafetensorsHeader.HeaderStart];
            if (stream.Length < prefix.Length)
            {
                throw new ModelFileException(path, $"expected a safetensors file, which begins with the header's length in 8 bytes, but it ends after {stream.Length}.");
            }

            stream.ReadExactly(prefix);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            long rest = stream.Length - prefix.Length;
            if (length > MostHeaderBytes)
            {
                throw new ModelFileException(path, $"expected a safetensors header of at most {MostHeaderBytes} bytes, but its first 8 bytes announce {length}; it is no safetensors file, or damaged.");
            }

            if ((long)length > rest)
            {
                throw new ModelFileException(path, $"expected a header of {length} bytes, but the file ends {rest} bytes after the header's start; it is truncated, or no safetensors file.");
            }

            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            SafetensorsHeader header = SafetensorsHeader.Read(path, bytes, rest - (long)length);
            return FileChecksum.ProblemOf(stream, prefix, bytes, header.Metadata) is { } problem
                ? throw new ModelFileException(path, problem)
                : new SafetensorsFile(path, stream, prefix.Length + (long)length, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Metadata that must be there.</summary>
    public string Expect(string key) => Metadata.TryGetValue(key, out string? value)
        ? value
        : throw new ModelFileException(
            Path,
            $"expected metadata '{key}', as Save writes it, but there is none. To load tensors that another program wrote: save a model of this class, take the metadata of that file, and name and lay out the tensors as it does. In Python: metadata = safe_open(saved, \"numpy\").metadata(); metadata.pop(\"{FileChecksum.Key}\", None); save_file(tensors, path, metadata=metadata).");

    /// <summary>Reads a tensor that must be there, of just this type and shape.</summary>
    public void Read<T>(string name, long rows, long columns, Span<T> target)
        where T : unmanaged
    {
        Seek<T>(name, [rows, columns]);
        ReadValues(target);
    }

    /// <summary>Reads a tensor that must be there, of just this type and shape; no memory is taken before both are checked.</summary>
    public T[] ReadArray<T>(string name, long rows, long columns)
        where T : unmanaged
    {
        Seek<T>(name, [rows, columns]);
        long length = rows * columns;
        var values = length <= Array.MaxLength
            ? new T[length]
            : throw new ModelFileException(Path, $"expected tensor '{name}' with at most {Array.MaxLength} values, but it has {length}.");
        ReadValues<T>(values);
        return values;
    }

    /// <summary>As <see cref="ReadArray{T}"/>, and no value may be infinite or not a number.</summary>
    public T[] ReadFiniteArray<T>(string name, long rows, long columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = ReadArray<T>(name, rows, columns);
        ExpectFinite<T>(name, 0, columns, values);
        return values;
    }

    /// <summary>Reads a matrix that must be there, of just this type and shape, row by row; no value may be infinite or not a number.</summary>
    public void ReadFiniteRows<T>(string name, int rows, int columns, Func<int, Span<T>> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Seek<T>(name, [rows, columns]);
        for (int index = 0; index < rows; index++)
        {
            Span<T> values = row(index);
            ReadValues(values);
            ExpectFinite<T>(name, index, columns, values);
        }
    }

    /// <summary>As <see cref="Read{T}"/>, and no value may be infinite or not a number.</summary>
    public void ReadFinite<T>(string name, long rows, long columns, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ReadFinite(name, [rows, columns], target);

    /// <summary>As <see cref="ReadFinite{T}(string, long, long, Span{T})"/>, of any number of dimensions.</summary>
    public void ReadFinite<T>(string name, long[] shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Seek<T>(name, shape);
        ReadValues(target);
        ExpectFinite<T>(name, 0, Math.Max(1, shape[^1]), target);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Seek<T>(string name, long[] shape)
        where T : unmanaged
    {
        TensorEntry entry = Tensors.TryGetValue(name, out TensorEntry? found)
            ? found
            : throw new ModelFileException(Path, $"expected a tensor '{name}', but there is none; there are {FileText.List([.. Tensors.Keys])}.");
        var expected = new TensorEntry(name, TensorEntry.TypeOf<T>(), shape, 0, 0);
        if (entry.Type != expected.Type || !entry.Shape.AsSpan().SequenceEqual(expected.Shape))
        {
            throw new ModelFileException(Path, $"expected tensor '{name}' as {expected.Describe()}, but it is {entry.Describe()}.");
        }

        _stream.Position = _dataStart + entry.Start;
    }

    private void ReadValues<T>(Span<T> target)
        where T : unmanaged
    {
        const int Piece = 1 << 20;
        for (Span<T> left = target; !left.IsEmpty; left = left[Math.Min(Piece, left.Length)..])
        {
            Span<T> piece = left[..Math.Min(Piece, left.Length)];
            _stream.ReadExactly(MemoryMarshal.AsBytes(piece));
            LittleEndian.Normalize(piece);
        }
    }

    private void ExpectFinite<T>(string name, long firstRow, long columns, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int place = 0; place < values.Length; place++)
        {
            if (!T.IsFinite(values[place]))
            {
                throw new ModelFileException(Path, FormattableString.Invariant($"expected finite values, but tensor '{name}', row {firstRow + (place / columns) + 1}, column {(place % columns) + 1}, both counted from 1, is {values[place]}."));
            }
        }
    }
}
