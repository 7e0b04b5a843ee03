using System.Globalization;
using System.Text;
using SkiaSharp;

namespace RepLearn.Evaluation;

/// <summary>A word on a map.</summary>
/// <param name="Word">The word.</param>
/// <param name="X">Its place to the right, in any unit.</param>
/// <param name="Y">Its place upwards, in the same unit.</param>
/// <param name="Group">The number of its group.</param>
/// <param name="Note">What there is to know about it; shown under the pointer.</param>
public readonly record struct MappedWord(string Word, float X, float Y, int Group, string Note = "");

/// <summary>
/// Words as dots on a plane, coloured by group, with as many names beside them as fit without covering each other; those of words that come
/// first in the list are placed first.
/// </summary>
public sealed class WordMap
{
    private const int Padding = 24;
    private const int LegendLine = 20;
    private const float Radius = 3.5f;
    private const float TextHeight = 13;

    // Twelve colours that are dark enough for text on white.
    private static readonly string[] s_colors =
        ["#1f6fb4", "#c2410c", "#15803d", "#b91c1c", "#7c3aed", "#78350f", "#be185d", "#475569", "#4d7c0f", "#0e7490", "#a16207", "#1e1b8b"];

    private readonly IReadOnlyList<MappedWord> _words;
    private readonly IReadOnlyList<string> _groups;
    private readonly List<(float X, float Y)> _points;
    private readonly List<PlacedLabel> _labels;

    /// <summary>Lays a map out.</summary>
    /// <param name="words">The words, the most important ones first; at least one.</param>
    /// <param name="groups">A line for each group in the legend.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down, without the legend, which is below.</param>
    /// <exception cref="ArgumentException">There is no word, a place is not finite, or a group has no line.</exception>
    public WordMap(IReadOnlyList<MappedWord> words, IReadOnlyList<string> groups, int width = 1200, int height = 940)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(groups);
        if (words.Count == 0 || words.Any(word => !float.IsFinite(word.X) || !float.IsFinite(word.Y) || (uint)word.Group >= (uint)groups.Count))
        {
            throw new ArgumentException($"Expected words, at least one, with finite places and groups from 0 to {groups.Count - 1}.", nameof(words));
        }

        (_words, _groups, Width, PlaneHeight) = (words, groups, width, height);
        (float left, float right) = (words.Min(word => word.X), words.Max(word => word.X));
        (float low, float high) = (words.Min(word => word.Y), words.Max(word => word.Y));
        _points = [.. words.Select(word => (Scale(word.X, left, right, width), Scale(word.Y, high, low, height)))];
        using var font = new SKFont(PictureFont.Instance.Typeface, TextHeight);
        _labels = LabelPlacement.Place(_points, Radius, [.. words.Select(word => font.MeasureText(PictureFont.Instance.Drawable(word.Word)))], TextHeight, width, height);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down, with the legend.</summary>
    public int Height => PlaneHeight + (LegendLine * _groups.Count) + Padding;

    /// <summary>Words on the map.</summary>
    public int Count => _words.Count;

    /// <summary>Words that have their name beside them; the others show it under the pointer alone.</summary>
    public int LabelCount => _labels.Count;

    private int PlaneHeight { get; }

    /// <summary>Draws the map.</summary>
    /// <param name="density">Pixels of the file for each pixel of the picture: 2 for sharp text on most screens; at least 1.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">The picture would be too large.</exception>
    public byte[] DrawPng(int density = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(density, 1);
        (int width, int height) = PngSize.Expect((Int128)Width * density, (Int128)Height * density);
        using var font = new SKFont(PictureFont.Instance.Typeface, TextHeight) { Edging = SKFontEdging.Antialias, Subpixel = true };
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(density);
        for (int word = 0; word < _words.Count; word++)
        {
            using SKPaint dot = Ink(_words[word].Group, alpha: 0xB0);
            canvas.DrawCircle(_points[word].X, _points[word].Y, Radius, dot);
        }

        foreach (PlacedLabel label in _labels)
        {
            using SKPaint ink = Ink(_words[label.Point].Group);
            canvas.DrawText(PictureFont.Instance.Drawable(_words[label.Point].Word), label.X, label.Y, font, ink);
        }

        for (int group = 0; group < _groups.Count; group++)
        {
            using SKPaint ink = Ink(group);
            canvas.DrawCircle(Padding, LegendY(group) - 4, Radius + 1.5f, ink);
            canvas.DrawText(PictureFont.Instance.Drawable(_groups[group]), 2 * Padding, LegendY(group), font, ink);
        }

        using SKImage picture = surface.Snapshot();
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>
    /// The map as an SVG element for a page: a word's note under the pointer, its name too where there was no room for it, and its
    /// group's other words fade in while those of other groups fade out, by style alone.
    /// </summary>
    public string DrawSvg()
    {
        Dictionary<int, PlacedLabel> labels = _labels.ToDictionary(label => label.Point);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"wordmap\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"A map of words\">\n");
        foreach (IGrouping<int, int> group in Enumerable.Range(0, _words.Count).GroupBy(word => _words[word].Group).OrderBy(group => group.Key))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"group\" fill=\"{ColorOf(group.Key)}\">\n");
            svg.Append(CultureInfo.InvariantCulture, $"<g><circle cx=\"{Padding}\" cy=\"{LegendY(group.Key) - 4}\" r=\"{Radius + 1.5f}\"/><text x=\"{2 * Padding}\" y=\"{LegendY(group.Key)}\">{Escaped(_groups[group.Key])}</text></g>\n");
            foreach (int word in group)
            {
                (float x, float y) = _points[word];
                bool isShown = labels.TryGetValue(word, out PlacedLabel label);
                (float left, float baseline) = isShown ? (label.X, label.Y) : (x + Radius + 2, y + 4);
                string note = _words[word].Note.Length > 0 ? $"{_words[word].Word}: {_words[word].Note}" : _words[word].Word;
                svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{(isShown ? "word" : "word unnamed")}\"><title>{Escaped(note)}</title><circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{Radius}\"/><text x=\"{left:F1}\" y=\"{baseline:F1}\">{Escaped(_words[word].Word)}</text></g>\n");
            }

            svg.Append("</g>\n");
        }

        return svg.Append("</svg>").ToString();
    }

    private static float Scale(float value, float from, float to, int pixels) =>
        Padding + ((from == to ? 0.5f : (value - from) / (to - from)) * (pixels - (2 * Padding)));

    private static string ColorOf(int group) => s_colors[group % s_colors.Length];

    private static SKPaint Ink(int group, byte alpha = 0xFF) => new() { Color = SKColor.Parse(ColorOf(group)).WithAlpha(alpha), IsAntialias = true };

    private static string Escaped(string text) => PageText.Escaped(text);

    private int LegendY(int group) => PlaneHeight + (LegendLine * (group + 1));
}
