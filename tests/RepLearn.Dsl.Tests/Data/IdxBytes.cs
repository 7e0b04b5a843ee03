using System.Buffers.Binary;
using System.IO.Compression;

namespace RepLearn.Tests.Data;

/// <summary>Writes IDX files byte by byte, right or wrong as a test wants them.</summary>
internal static class IdxBytes
{
    public static byte[] Images(uint count, uint height, uint width, params byte[] pixels) => [.. Header(0x803, count, height, width), .. pixels];

    public static byte[] Labels(params byte[] labels) => [.. Header(0x801, (uint)labels.Length), .. labels];

    public static byte[] Header(params uint[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * index), numbers[index]);
        }

        return bytes;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
