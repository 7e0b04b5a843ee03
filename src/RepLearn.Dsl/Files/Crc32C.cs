using System.Buffers.Binary;
using System.Numerics;

namespace RepLearn.Files;

/// <summary>
/// The checksum CRC-32C (RFC 3720, appendix B.4) of bytes as they come. Processors have an instruction for it, so that it
/// costs next to nothing beside the disk.
/// </summary>
internal struct Crc32C()
{
    private uint _remainder = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~_remainder;

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
