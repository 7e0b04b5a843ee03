using System.Buffers.Binary;
using System.Globalization;

namespace RepLearn.Evaluation;

/// <summary>The size of a PNG picture: what it may be, and what a file's header says, by which browsers lay out a page before the picture is there.</summary>
internal static class PngSize
{
    private const int HeaderBytes = 24;
    private const int MostSide = 65_500;
    private const int MostPixels = int.MaxValue / 4;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Refuses what the drawing library could not draw.</summary>
    /// <param name="width">Pixels of the file across.</param>
    /// <param name="height">Pixels of the file down.</param>
    /// <param name="remedy">What could be smaller.</param>
    /// <exception cref="ArgumentException">There would be no pixel, or too many.</exception>
    public static (int Width, int Height) Expect(Int128 width, Int128 height, string remedy = "width, height or density") =>
        width >= 1 && height >= 1 && width <= MostSide && height <= MostSide && width * height <= MostPixels
            ? ((int)width, (int)height)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected a picture of 1 to {MostSide} pixels each way and at most {MostPixels} in all, but got {width} × {height}; give another {remedy}."));

    /// <summary>Reads width and height.</summary>
    /// <exception cref="ArgumentException">The bytes do not begin as a PNG file does.</exception>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> png) => png.Length >= HeaderBytes && png.StartsWith(Signature)
        ? (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]))
        : throw new ArgumentException("Expected the bytes of a PNG file.", nameof(png));
}
