using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Buffers;

/// <summary>The byte order of numbers in files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LittleEndian
{
    /// <summary>Writes numbers in the file's order, in pieces: a span of bytes cannot be longer than 2 GB.</summary>
    /// <param name="values">The numbers, which stay as they are.</param>
    /// <param name="write">Takes one piece after the other.</param>
    public static void Write<T>(ReadOnlySpan<T> values, Action<ReadOnlySpan<byte>> write)
        where T : unmanaged
    {
        const int Piece = 1 << 16;
        ArgumentNullException.ThrowIfNull(write);
        var piece = new T[Math.Min(Piece, values.Length)];
        while (!values.IsEmpty)
        {
            int length = Math.Min(Piece, values.Length);
            Span<T> copy = piece.AsSpan(0, length);
            values[..length].CopyTo(copy);
            Normalize(copy);
            write(MemoryMarshal.AsBytes(copy));
            values = values[length..];
        }
    }

    /// <summary>Turns numbers between the file's order and the machine's, in place.</summary>
    public static void Normalize<T>(Span<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1)
        {
            return;
        }

        if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            Span<int> bits = MemoryMarshal.Cast<T, int>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        else
        {
            Span<long> bits = MemoryMarshal.Cast<T, long>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
