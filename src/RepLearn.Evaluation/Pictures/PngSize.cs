using System.Buffers.Binary;

namespace RepLearn.Evaluation;

/// <summary>The size of a PNG picture, from its header: browsers can lay out a page before the picture is there.</summary>
internal static class PngSize
{
    private const int HeaderBytes = 24;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads width and height.</summary>
    /// <exception cref="ArgumentException">The bytes do not begin as a PNG file does.</exception>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> png) => png.Length >= HeaderBytes && png.StartsWith(Signature)
        ? (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]))
        : throw new ArgumentException("Expected the bytes of a PNG file.", nameof(png));
}
