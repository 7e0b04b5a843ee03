using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Buffers;

/// <summary>The byte order of numbers in files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LittleEndian
{
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
