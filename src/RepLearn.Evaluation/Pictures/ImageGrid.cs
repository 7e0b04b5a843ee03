using SkiaSharp;

namespace RepLearn.Evaluation;

/// <summary>Many grey images of one size side by side, as a PNG. Pixels keep hard edges: what is seen is what the data hold.</summary>
public sealed record ImageGrid
{
    private const int PlainTitleHeight = 18;
    private const int PlainTitleMargin = 10;
    private static readonly SKColor Background = new(0x8A, 0x93, 0xA6);
    private static readonly SKColor TitleBackground = SKColors.White;
    private static readonly SKColor TitleColor = new(0x22, 0x27, 0x33);
    private int _titleScale = 1;

    /// <summary>Pixels in a row of an image; at least 1.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of pixels in an image; at least 1.</summary>
    public required int Height { get; init; }

    /// <summary>Images beside each other; at least 1. The images fill row after row.</summary>
    public required int Columns { get; init; }

    /// <summary>Pixels of the picture for each pixel of an image, across and down; at least 1.</summary>
    public int Scale { get; init; } = 4;

    /// <summary>Pixels between images; 0 lets them touch.</summary>
    public int Gap { get; init; } = 2;

    /// <summary>Pixels of the file for each pixel of the picture: 2 for sharp text on most screens; at least 1.</summary>
    public int Density { get; init; } = 1;

    /// <summary>Words at the left of the rows, one each; none if empty.</summary>
    public IReadOnlyList<string> RowTitles { get; init; } = [];

    /// <summary>Draws the images.</summary>
    /// <param name="images">All pixels, image by image: 0 is black, 1 is white, values beyond are cut off.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">The length is not that of whole images, a value is NaN, titles and rows differ in number, or the picture would be too large.</exception>
    public byte[] Draw(ReadOnlySpan<float> images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Density, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Scale, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Gap);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Width * Height, Array.MaxLength, nameof(Width));
        int count = RowCount.OfFinite(images, Width * Height, nameof(images));
        int rows = (int)((count + (long)Columns - 1) / Columns);
        if (RowTitles.Count != 0 && RowTitles.Count != rows)
        {
            throw new ArgumentException($"Expected {rows} titles, one a row, or none, but got {RowTitles.Count}.", nameof(images));
        }

        using var font = new SKFont(PictureFont.Instance.Typeface, TitleHeight);
        long left = RowTitles.Count == 0 ? 0 : (long)Math.Ceiling(RowTitles.Max(title => font.MeasureText(PictureFont.Instance.Drawable(title)))) + (2 * TitleMargin);
        (int across, int down) = PngSize.Expect(
            left + ((Int128)Density * (Gap + (Columns * (((Int128)Width * Scale) + Gap)))),
            (Int128)Density * (Gap + (rows * (((Int128)Height * Scale) + Gap))),
            "number of images or columns, scale or density");
        if (Density > 1)
        {
            return (this with { Scale = Scale * Density, Gap = Gap * Density, Density = 1, _titleScale = Density }).Draw(images);
        }

        var info = new SKImageInfo(across, down, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info);
        surface.Canvas.Clear(Background);
        DrawTitles(surface.Canvas, font, (int)left, info.Height);
        for (int index = 0; index < count; index++)
        {
            int x = (int)left + Gap + (index % Columns * ((Width * Scale) + Gap));
            int y = Gap + (index / Columns * ((Height * Scale) + Gap));
            DrawImage(surface.Canvas, images.Slice(index * Width * Height, Width * Height), x, y);
        }

        using SKImage picture = surface.Snapshot();
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private float TitleHeight => (float)PlainTitleHeight * _titleScale * Density;

    private long TitleMargin => (long)PlainTitleMargin * _titleScale * Density;

    private void DrawTitles(SKCanvas canvas, SKFont font, int left, int height)
    {
        using var background = new SKPaint { Color = TitleBackground };
        using var ink = new SKPaint { Color = TitleColor, IsAntialias = true };
        canvas.DrawRect(0, 0, left, height, background);
        for (int row = 0; row < RowTitles.Count; row++)
        {
            float middle = Gap + (row * ((Height * Scale) + Gap)) + (Height * Scale / 2f);
            canvas.DrawText(PictureFont.Instance.Drawable(RowTitles[row]), left - TitleMargin, middle + (0.36f * TitleHeight), SKTextAlign.Right, font, ink);
        }
    }

    private void DrawImage(SKCanvas canvas, ReadOnlySpan<float> pixels, int x, int y)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque);
        Span<byte> target = bitmap.GetPixelSpan();
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                float value = Math.Clamp(pixels[(row * Width) + column], 0, 1);
                target[(row * bitmap.RowBytes) + column] = (byte)MathF.Round(255 * value);
            }
        }

        using SKImage image = SKImage.FromBitmap(bitmap);
        var place = new SKRect(x, y, x + (Width * Scale), y + (Height * Scale));
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Nearest));
    }
}
