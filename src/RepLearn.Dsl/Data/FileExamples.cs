using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Examples in a file of raw little-endian rows, read in blocks.</summary>
internal sealed class FileExamples<T> : IExampleSource<T>, INamedSource
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _path;
    private readonly long _headerBytes;
    private readonly long _rows;
    private readonly int _blockRows;
    private readonly int _shuffleBuffer;
    private readonly string? _fingerprint;

    public FileExamples(string path, int width, long headerBytes, int blockRows, int shuffleBuffer, string? fingerprint)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(headerBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffleBuffer, 1);
        if (Directory.Exists(path))
        {
            throw new InvalidDataException($"'{path}': expected a file of rows, but it is a folder.");
        }

        if (!PlainFile.IsNoDevice(path))
        {
            throw new InvalidDataException($"'{path}': {PlainFile.Expected}");
        }

        var file = new FileInfo(path);
        long length = file.Exists ? file.Length - headerBytes : throw PlainFile.Missing(path, "a file of rows");
        long rowBytes = (long)width * Unsafe.SizeOf<T>();
        if (length <= 0 || length % rowBytes != 0)
        {
            throw new InvalidDataException(
                $"'{path}': expected rows of {width} values, {rowBytes} bytes each, at least one row, after {headerBytes} header bytes, but {Math.Max(0, length)} bytes are there.");
        }

        _path = path;
        _headerBytes = headerBytes;
        _fingerprint = fingerprint;
        _rows = length / rowBytes;
        _shuffleBuffer = (int)Math.Min(shuffleBuffer, _rows);
        BufferRows.Expect(_shuffleBuffer, width, nameof(shuffleBuffer));
        Width = width;

        // A block is one array, and blocks are numbered by int so that their order can be shuffled.
        long leastRows = (_rows / Array.MaxLength) + 1;
        long mostRows = Math.Max(1, Array.MaxLength / width);
        _blockRows = (int)Math.Min(Math.Max(blockRows, leastRows), mostRows);
    }

    public int Width { get; }

    public long? Count => _rows;

    public string Name => $"'{_path}'";

    public string? Fingerprint => _fingerprint is null ? null : $"{_fingerprint}, blocks of {_blockRows}, buffer of {_shuffleBuffer}";

    public IExampleReader<T> Open(NoiseKey? shuffle)
    {
        var blocks = new int[(_rows + _blockRows - 1) / _blockRows];
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = block;
        }

        SafeFileHandle file = File.OpenHandle(_path, options: shuffle is null ? FileOptions.SequentialScan : FileOptions.RandomAccess);
        if (shuffle is not { } key)
        {
            return new Reader(this, file, blocks);
        }

        Permutation.Shuffle(key, blocks);
        return new ShufflingReader<T>(new Reader(this, file, blocks), key, Width, _shuffleBuffer);
    }

    private sealed class Reader(FileExamples<T> source, SafeFileHandle file, int[] blocks) : IExampleReader<T>
    {
        private readonly T[] _block = new T[Math.Min(source._blockRows, source._rows) * source.Width];
        private int _next;
        private int _start;
        private int _end;

        public int Read(Span<T> rows)
        {
            int width = source.Width;
            int room = rows.Length / width * width;
            int written = 0;
            while (written < room && (_start < _end || NextBlock()))
            {
                int length = Math.Min(room - written, _end - _start);
                _block.AsSpan(_start, length).CopyTo(rows[written..]);
                _start += length;
                written += length;
            }

            return written / width;
        }

        public void Dispose() => file.Dispose();

        private bool NextBlock()
        {
            if (_next == blocks.Length)
            {
                return false;
            }

            long firstRow = (long)blocks[_next++] * source._blockRows;
            int rows = (int)Math.Min(source._blockRows, source._rows - firstRow);
            Span<T> values = _block.AsSpan(0, rows * source.Width);
            Span<byte> bytes = MemoryMarshal.AsBytes(values);
            long place = source._headerBytes + (firstRow * source.Width * Unsafe.SizeOf<T>());
            while (bytes.Length > 0)
            {
                int read = RandomAccess.Read(file, bytes, place);
                if (read == 0)
                {
                    throw new EndOfStreamException($"'{source._path}' had {source._rows} rows when it was opened, but now ends within row {((place - source._headerBytes) / (source.Width * Unsafe.SizeOf<T>())) + 1}, counted from 1.");
                }

                bytes = bytes[read..];
                place += read;
            }

            LittleEndian.Normalize(values);
            _start = 0;
            _end = values.Length;
            return true;
        }
    }
}
