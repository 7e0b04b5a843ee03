using System.IO.Compression;

namespace RepLearn.Data;

/// <summary>
/// 1797 real handwritten digits of 8×8 pixels, part of this library: the test part of "Optical Recognition of Handwritten
/// Digits" (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0), as scikit-learn ships it. Pixels count the ink in a 4×4 block
/// of the scanned picture, 0 to 16; here they are divided by 16.
/// </summary>
public static class Digits
{
    /// <summary>Pixels in a row, and rows, of an image.</summary>
    public const int Side = 8;

    private const string Resource = "digits.csv.gz";
    private const int Size = Side * Side;
    private const float MostInk = 16;
    private static readonly string[] s_names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads all digits, in the order of the original file.</summary>
    public static ImageSet Load()
    {
        using Stream packed = typeof(Digits).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'.");
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        CsvTable table = CsvTable.Read(reader, Resource, new CsvOptions { HasHeader = false });
        var pixels = new float[table.Rows * Size];
        var labels = new int[table.Rows];
        for (int row = 0; row < table.Rows; row++)
        {
            ReadOnlySpan<float> values = table.Row(row);
            for (int pixel = 0; pixel < Size; pixel++)
            {
                pixels[(row * Size) + pixel] = values[pixel] / MostInk;
            }

            labels[row] = (int)values[Size];
        }

        return new ImageSet(pixels, labels, Side, Side, s_names);
    }
}
