using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace RepLearn.Evaluation;

/// <summary>A sweep's measure along one axis of its grid as a line of means with their 95 % intervals, as a PNG. The axis's values have equal distances, so that 0 has a place beside powers.</summary>
public sealed record SweepCurves
{
    /// <summary>What is drawn: one of the table's measures.</summary>
    public required string Measure { get; init; }

    /// <summary>What goes to the right; the table's first axis if not given. The other axes' values make lines of their own, at most 6.</summary>
    public string? Axis { get; init; }

    /// <summary>What the numbers are, with their unit; the measure's name if not given.</summary>
    public string? VerticalTitle { get; init; }

    /// <summary>Pixels of the file for each pixel of the picture: 2 for sharp text on most screens; at least 1.</summary>
    public int Density { get; init; } = 1;

    /// <summary>Pixels across.</summary>
    public int Width { get; init; } = 620;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 400;

    /// <summary>Draws the curves.</summary>
    /// <param name="table">What was measured.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">The table has no such measure or axis, the other axes have more than 6 combinations, a mean or margin is beyond ±1e300, or the picture would be too large.</exception>
    public byte[] Draw(SweepTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(Density, 1);
        SweepAxis across = Axis is null ? table.Axes[0] : table.Axes.FirstOrDefault(axis => axis.Name == Axis)
            ?? throw new ArgumentException($"The sweep has no axis '{Axis}'; it has {string.Join(", ", table.Axes.Select(axis => axis.Name))}.", nameof(table));
        IGrouping<string, SweepPoint>[] lines = [.. table.Points.GroupBy(point => NameOf(point, across))];
        if (lines.Length > CurveStyle.Count)
        {
            throw new ArgumentException($"Expected at most {CurveStyle.Count} lines, but the axes beside {across.Name} have {lines.Length} combinations.", nameof(table));
        }

        using Plot plot = PictureFont.Instance.CreatePlot();
        for (int index = 0; index < lines.Length; index++)
        {
            SweepPoint[] points = [.. lines[index]];
            SweepEstimate[] means = Array.ConvertAll(points, point => table.Mean(point, Measure));
            if (!means.All(mean => PlotPicture.CanDraw(mean.Value) && (table.Seeds.Count == 1 || PlotPicture.CanDraw(mean.Margin))))
            {
                throw new ArgumentException($"Expected means and margins from −1e300 to 1e300 of the measure '{Measure}'.", nameof(table));
            }


            // Beside each other where several lines meet.
            double shift = 0.06 * (index - ((lines.Length - 1) / 2.0));
            double[] places = [.. Enumerable.Range(0, points.Length).Select(place => place + shift)];
            Scatter line = plot.Add.ScatterLine(places, Array.ConvertAll(means, mean => mean.Value));
            CurveStyle.Apply(line, index);
            line.MarkerSize = 6;
            line.MarkerShape = MarkerShape.FilledCircle;
            line.LegendText = PictureFont.Instance.Drawable(lines[index].Key);
            if (table.Seeds.Count > 1)
            {
                ErrorBar bars = plot.Add.ErrorBar(places, Array.ConvertAll(means, mean => mean.Value), Array.ConvertAll(means, mean => mean.Margin));
                bars.Color = line.Color;
            }
        }

        plot.XLabel(across.Name);
        plot.YLabel(VerticalTitle ?? Measure);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, across.Values.Count).Select(place => (double)place)], [.. across.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimitsX(-0.5, across.Values.Count - 0.5);
        if (lines.Length > 1)
        {
            PlotPicture.ShowLegend(plot, Edge.Bottom);
        }

        return PlotPicture.Draw(plot, Width, Height, Density);
    }

    // With all digits, because lines are told apart by it.
    private static string NameOf(SweepPoint point, SweepAxis across) =>
        string.Join(", ", point.Settings.Where(setting => setting.Name != across.Name).Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Name} = {setting.Value}")));
}
