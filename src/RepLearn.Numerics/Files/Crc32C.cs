using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Files;

/// <summary>
/// The checksum CRC-32C (RFC 3720, appendix B.4) of bytes as they come. Processors have an instruction for it, so that its time is
/// negligible beside the disk's.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Crc32C()
{
    private uint _remainder = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~_remainder;

    /// <summary>The checksum of values as they lie in memory.</summary>
    public static uint Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // A span of bytes cannot be longer than 2 GB.
        const int Piece = 1 << 20;
        var checksum = new Crc32C();
        for (; !values.IsEmpty; values = values[Math.Min(Piece, values.Length)..])
        {
            checksum.Append(MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]));
        }

        return checksum.Value;
    }

    /// <summary>Adds bytes after those so far.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint remainder = _remainder;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            remainder = BitOperations.Crc32C(remainder, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            remainder = BitOperations.Crc32C(remainder, value);
        }

        _remainder = remainder;
    }
}
