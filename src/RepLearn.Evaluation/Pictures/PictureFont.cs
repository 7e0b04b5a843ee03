using System.Text;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace RepLearn.Evaluation;

/// <summary>The font of all pictures. It is part of this library, since a server or container often has none.</summary>
internal sealed class PictureFont : IFontResolver
{
    /// <summary>The name by which plots ask for it.</summary>
    public const string Name = "RepLearn Sans";

    /// <summary>Pixels of a line of text: a picture 620 wide can still be read at half its size, on a telephone.</summary>
    public const float TextSize = 18;

    private static readonly Rune Missing = new('□');

    private const string Resource = "DejaVuSans.ttf";

    private PictureFont()
    {
        using Stream font = typeof(PictureFont).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'.");
        using SKData data = SKData.Create(font);
        Typeface = SKTypeface.FromData(data);
    }

    /// <summary>The font itself; registered with the plotting library when it is first asked for.</summary>
    public static PictureFont Instance { get; } = Register();

    /// <summary>The font for drawing without the plotting library.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>A text with a box for each character that the font does not have: without it, a name would vanish.</summary>
    public string Drawable(string text)
    {
        var drawable = new StringBuilder(text.Length);
        foreach (Rune character in text.EnumerateRunes())
        {
            drawable.Append(Typeface.GetGlyph(character.Value) == 0 && !Rune.IsControl(character) ? Missing : character);
        }

        return drawable.ToString();
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface : null;

    /// <summary>Makes an empty plot whose text is in this font and large, with a flat legend; PlotPicture draws it.</summary>
    public Plot CreatePlot()
    {
        var plot = new Plot();
        plot.Font.Set(Name);
        plot.Legend.FontName = Name;
        plot.Legend.FontSize = TextSize;
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Bottom.Label.FontSize = plot.Axes.Left.Label.FontSize = TextSize;
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = Number };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = Number };
        plot.Legend.Padding = new PixelPadding(10, 10, 10, 10);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;

        // Long enough to show a line's pattern.
        plot.Legend.SymbolWidth = 36;
        plot.Legend.TightHorizontalWrapping = true;
        return plot;
    }

    // With the minus sign of the pages' text.
    private static string Number(double value) => LabelFormatters.Numeric(value).Replace('-', '−');

    private static PictureFont Register()
    {
        var font = new PictureFont();
        Fonts.FontResolvers.Add(font);
        return font;
    }
}
