using ScottPlot;
using ScottPlot.Plottables;

namespace RepLearn.Evaluation;

/// <summary>Two-dimensional codes as dots, coloured and shaped by class, with a legend, as a PNG.</summary>
public sealed record CodeMap
{
    // Paul Tol's scheme "muted", made for those who see red and green alike, and black (Tol 2021); further classes repeat them with other shapes.
    private static readonly string[] Colors =
        ["#332288", "#cc6677", "#117733", "#ddaa33", "#88ccee", "#882255", "#44aa99", "#222222", "#999933", "#aa4499"];

    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    /// <summary>A name for each class, in the order of the labels.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What goes to the right.</summary>
    public string HorizontalTitle { get; init; } = "first value of the code";

    /// <summary>What goes up.</summary>
    public string VerticalTitle { get; init; } = "second value of the code";

    /// <summary>Pixels of the file for each pixel of the picture: 2 for sharp text on most screens; at least 1.</summary>
    public int Density { get; init; } = 1;

    /// <summary>Pixels across.</summary>
    public int Width { get; init; } = 620;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 520;

    /// <summary>Draws codes.</summary>
    /// <param name="codes">Two values per code.</param>
    /// <param name="labels">The class of each code.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, a label has no name, a value is not finite, or the picture would be too large.</exception>
    public byte[] Draw(ReadOnlySpan<float> codes, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Density, 1);
        if (RowCount.OfFinite(codes, 2, nameof(codes)) != labels.Length)
        {
            throw new ArgumentException($"Expected one label for each of {codes.Length / 2} codes, but got {labels.Length}.", nameof(labels));
        }

        if (labels.ContainsAnyExceptInRange(0, Classes.Count - 1))
        {
            throw new ArgumentException($"Expected labels from 0 to {Classes.Count - 1}, one for each named class.", nameof(labels));
        }

        using Plot plot = PictureFont.Instance.CreatePlot();
        for (int label = 0; label < Classes.Count; label++)
        {
            List<Coordinates> points = [];
            for (int row = 0; row < labels.Length; row++)
            {
                if (labels[row] == label)
                {
                    points.Add(new Coordinates(codes[2 * row], codes[(2 * row) + 1]));
                }
            }

            if (points.Count > 0)
            {
                AddClass(plot, points, label);
            }
        }

        plot.XLabel(HorizontalTitle);
        plot.YLabel(VerticalTitle);
        plot.Legend.SymbolWidth = 10;
        PlotPicture.ShowLegend(plot, Edge.Right);
        return PlotPicture.Draw(plot, Width, Height, Density);
    }

    private void AddClass(Plot plot, List<Coordinates> points, int label)
    {
        Scatter dots = plot.Add.ScatterPoints(points);
        dots.Color = Color.FromHex(Colors[label % Colors.Length]).WithAlpha(0.8);
        dots.MarkerShape = Shapes[(label + (label / Colors.Length)) % Shapes.Length];
        dots.MarkerSize = points.Count > 400 ? 5 : 8;
        dots.LegendText = PictureFont.Instance.Drawable(Classes[label]);
    }
}
