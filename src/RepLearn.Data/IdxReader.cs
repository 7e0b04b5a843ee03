using System.Buffers;

namespace RepLearn.Data;

/// <summary>
/// Reads the IDX files of MNIST and its successors, plain or compressed with gzip; which of the two is detected from the content,
/// not by the name. Numbers in the header are big-endian:
/// <code>
/// images: 0x00000803, count, height, width, then count × height × width bytes
/// labels: 0x00000801, count,                then count bytes
/// </code>
/// </summary>
public static class IdxReader
{
    private const uint ImagesMagic = 0x803;
    private const uint LabelsMagic = 0x801;
    private const int BlockBytes = 1 << 16;
    private const int FirstValues = 1 << 20;

    /// <summary>Reads images and their labels.</summary>
    /// <param name="imagesFile">A file of images.</param>
    /// <param name="labelsFile">A file with one label for each of them.</param>
    /// <param name="classNames">The classes in the order of their numbers, for legends and reports; their numbers if not given.</param>
    /// <returns>The images with pixels divided by 255, in the file's order.</returns>
    /// <exception cref="DataFileException">
    /// A file is unreadable, of another kind, too short, too long, empty or damaged, the counts differ, or a label has no name.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ImageSet Read(string imagesFile, string labelsFile, IReadOnlyList<string>? classNames = null)
    {
        // Labels first: they are small, so that a wrong pair is found before the images have been read.
        int[] labels = ReadLabels(labelsFile);
        int nameless = classNames is null ? -1 : Array.FindIndex(labels, label => label >= classNames.Count);
        if (nameless >= 0)
        {
            throw new DataFileException(labelsFile, $"labels from 0 to {classNames!.Count - 1}, those of {classNames.Count} names", $"{labels[nameless]}", $"label {nameless + 1}");
        }

        using var file = IdxFile.Open(imagesFile);
        (int count, int height, int width) = ReadImagesHeader(file);
        if (labels.Length != count)
        {
            throw new DataFileException(labelsFile, $"{count} labels, one for each image in {imagesFile}", $"{labels.Length} labels", "in the header at byte 4");
        }

        return new ImageSet(ReadPixels(file, count, height, width), labels, width, height, classNames);
    }

    /// <summary>Reads images that have no labels.</summary>
    /// <param name="imagesFile">A file of images.</param>
    /// <returns>The images with pixels divided by 255, in the file's order; the label of each is 0.</returns>
    /// <exception cref="DataFileException">The file is missing, unreadable, of another kind, too short, too long, empty or damaged.</exception>
    public static ImageSet ReadImages(string imagesFile)
    {
        using var file = IdxFile.Open(imagesFile);
        (int count, int height, int width) = ReadImagesHeader(file);
        return new ImageSet(ReadPixels(file, count, height, width), new int[count], width, height);
    }

    /// <summary>Reads a file of labels.</summary>
    /// <param name="labelsFile">Its name.</param>
    /// <returns>One label an image, 0 to 255.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFileException">The file is unreadable, of another kind, too short, too long, empty or damaged.</exception>
    public static int[] ReadLabels(string labelsFile)
    {
        using var file = IdxFile.Open(labelsFile);
        ExpectMagic(file, LabelsMagic, "labels");
        uint count = file.ReadNumber();
        ExpectSize(file, count, "labels", $"{count} labels");
        long total = 8 + (long)count;
        file.ExpectRoomFor(total, $"{count} labels");
        return ReadBytes(file, total, (int)count, static value => (int)value);
    }

    private static (int Count, int Height, int Width) ReadImagesHeader(IdxFile file)
    {
        ExpectMagic(file, ImagesMagic, "images");
        uint count = file.ReadNumber();
        uint height = file.ReadNumber();
        uint width = file.ReadNumber();
        string came = $"{count} images of {width}×{height}";
        if (count == 0)
        {
            throw new DataFileException(file.Name, "at least one image", "0 images", "in the header at byte 4");
        }

        if (height == 0 || width == 0)
        {
            throw new DataFileException(file.Name, "images of at least 1×1", came, "in the header at byte 8");
        }

        ExpectSize(file, (UInt128)count * height * width, "pixels", came);
        file.ExpectRoomFor(16 + ((long)count * height * width), came);
        return ((int)count, (int)height, (int)width);
    }

    private static float[] ReadPixels(IdxFile file, int count, int height, int width) =>
        ReadBytes(file, 16 + ((long)count * height * width), count * height * width, static value => value / 255f);

    // Reads through one small block, so that the bytes are never in memory beside the values made of them. What a packed
    // file holds is known only once it is unpacked: memory grows with it, whatever the header claims.
    private static T[] ReadBytes<T>(IdxFile file, long total, int count, Func<byte, T> convert)
    {
        var values = new T[256];
        for (int value = 0; value < values.Length; value++)
        {
            values[value] = convert((byte)value);
        }

        var target = new T[file.IsPacked ? Math.Min(count, FirstValues) : count];
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (int read = 0; read < count;)
            {
                if (read == target.Length)
                {
                    Array.Resize(ref target, (int)Math.Min(count, 2L * target.Length));
                }

                Span<byte> bytes = block.AsSpan(0, Math.Min(BlockBytes, target.Length - read));
                file.Fill(bytes, total);
                foreach (byte value in bytes)
                {
                    target[read++] = values[value];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        file.ExpectEnd(total);
        return target;
    }

    private static void ExpectMagic(IdxFile file, uint expected, string kind)
    {
        uint magic = file.ReadNumber();
        if (magic != expected)
        {
            string came = magic switch
            {
                ImagesMagic => " (images)",
                LabelsMagic => " (labels)",
                _ => "",
            };
            throw new DataFileException(file.Name, $"the magic number 0x{expected:X8} (IDX {kind} of bytes)", $"0x{magic:X8}{came}", "at byte 0");
        }
    }

    private static void ExpectSize(IdxFile file, UInt128 values, string unit, string came)
    {
        if (values == 0)
        {
            throw new DataFileException(file.Name, $"at least one of the {unit}", came, "in the header at byte 4");
        }

        if (values > (UInt128)Array.MaxLength)
        {
            throw new DataFileException(file.Name, $"at most {Array.MaxLength} {unit}", came, "in the header at byte 4");
        }
    }
}
