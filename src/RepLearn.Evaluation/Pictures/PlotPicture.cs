using ScottPlot;
using ScottPlot.Panels;
using SkiaSharp;

namespace RepLearn.Evaluation;

/// <summary>Plots as PNG files in which no text is cut: the plotting library makes no room for long titles or for an axis's last number.</summary>
internal static class PlotPicture
{
    // Each pass makes room for what the one before it measured; a chart without long titles needs two.
    private const int MostPasses = 6;

    // Pixels between a text and the picture's border.
    private const float Margin = 4;

    /// <summary>Whether a number can be placed: the plotting library adds margins to the extremes, which must not overflow.</summary>
    public static bool CanDraw(double value) => Math.Abs(value) <= 1e300;

    /// <summary>Puts the legend beside or below the plot.</summary>
    public static void ShowLegend(Plot plot, Edge edge)
    {
        plot.Legend.Orientation = edge == Edge.Bottom ? Orientation.Horizontal : Orientation.Vertical;
        LegendPanel legend = plot.ShowLegend(edge);
        legend.Padding = new PixelPadding(8, 8, 6, 4);
    }

    /// <summary>Draws a plot.</summary>
    /// <param name="plot">What is drawn; its titles and margins are changed.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="density">Pixels of the file for each of these.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">There would be no pixel, or too many.</exception>
    public static byte[] Draw(Plot plot, int width, int height, int density)
    {
        (int across, int down) = PngSize.Expect((Int128)width * density, (Int128)height * density);
        plot.ScaleFactor = density;
        using var font = new SKFont(PictureFont.Instance.Typeface, PictureFont.TextSize);
        foreach (LabelStyle title in (LabelStyle[])[plot.Axes.Left.Label, plot.Axes.Bottom.Label])
        {
            title.Text = PictureFont.Instance.Drawable(title.Text);
        }

        PixelRect before = PixelRect.NaN;
        for (int pass = 1; ; pass++)
        {
            using Image picture = plot.GetImage(across, down);
            PixelRect data = plot.RenderManager.LastRender.DataRect;
            bool changed = Break(plot.Axes.Left.Label, data.VerticalCenter, height) | Break(plot.Axes.Bottom.Label, data.HorizontalCenter, width) | MakeRoomAtTheRight(data) | MakeRoomForTheLegend(data);
            if ((!changed && data == before) || pass == MostPasses)
            {
                return picture.GetImageBytes(ImageFormat.Png);
            }

            before = data;
        }

        // A title stands around the middle of its axis; it has room as far as the nearer border.
        bool Break(LabelStyle title, float middle, float length)
        {
            string broken = Broken(title.Text, text => font.MeasureText(text), 2 * (Math.Min(middle, length - middle) - Margin));
            bool changed = broken != title.Text;
            title.Text = broken;
            return changed;
        }

        bool MakeRoomAtTheRight(PixelRect data)
        {
            float beyond = plot.Axes.Bottom.TickGenerator.Ticks.Where(tick => tick.IsMajor)
                .Select(tick => plot.Axes.Bottom.GetPixel(tick.Position, data) + (font.MeasureText(tick.Label) / 2) + Margin - width)
                .DefaultIfEmpty(0).Max();
            if (beyond > 0)
            {
                plot.Axes.Right.MinimumSize = width - data.Right + beyond;
            }

            return beyond > 0;
        }

        // A legend below is as wide as the plot and as high as its lines then need.
        bool MakeRoomForTheLegend(PixelRect data)
        {
            if (plot.Axes.GetPanels().OfType<LegendPanel>().FirstOrDefault(panel => panel.Edge == Edge.Bottom) is not { } panel)
            {
                return false;
            }

            using Paint paint = Paint.NewDisposablePaint();
            float needed = plot.Legend.GetLayout(new PixelSize(data.Width, height), paint).LegendRect.Height + panel.Padding.Vertical;
            bool changed = needed != panel.MinimumSize;
            panel.MinimumSize = panel.MaximumSize = needed;
            return changed;
        }
    }

    /// <summary>A text in as few lines as it takes, broken at spaces; a line has more than the length only if one word has.</summary>
    public static string Broken(string text, Func<string, float> measure, float length)
    {
        string line = "";
        List<string> lines = [];
        foreach (string word in text.Split([' ', '\n']))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && measure(longer) > length)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        return string.Join('\n', [.. lines, line]);
    }
}
