using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace RepLearn.Evaluation;

/// <summary>Numbers over epochs, or over anything that is counted, as lines, with a legend, as a PNG.</summary>
public sealed record LearningCurves
{
    /// <summary>What the numbers are, with their unit.</summary>
    public required string VerticalTitle { get; init; }

    /// <summary>What goes to the right.</summary>
    public string HorizontalTitle { get; init; } = "epoch";

    /// <summary>What lies between one number and the next; the first number is at one step.</summary>
    public double Step { get; init; } = 1;

    /// <summary>Names of the places from left to right, in place of numbers; numbers if empty.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Pixels of the file for each pixel of the picture: 2 for sharp text on most screens; at least 1.</summary>
    public int Density { get; init; } = 1;

    /// <summary>Pixels across.</summary>
    public int Width { get; init; } = 620;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 400;

    /// <summary>Draws curves.</summary>
    /// <param name="curves">Each a name and one number an epoch, beginning with epoch 1.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">There is no curve, one is empty, a value is not from −1e300 to 1e300, or the picture would be too large.</exception>
    public byte[] Draw(params ReadOnlySpan<(string Name, IReadOnlyList<double> Values)> curves)
    {
        if (curves.IsEmpty)
        {
            throw new ArgumentException("Expected at least one curve, but got none.", nameof(curves));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Density, 1);
        using Plot plot = PictureFont.Instance.CreatePlot();
        int longest = 0;
        for (int index = 0; index < curves.Length; index++)
        {
            (string name, IReadOnlyList<double> values) = curves[index];
            if (values.Count == 0 || !values.All(PlotPicture.CanDraw))
            {
                throw new ArgumentException($"Expected values from −1e300 to 1e300, at least one, in the curve '{name}'.", nameof(curves));
            }

            longest = Math.Max(longest, values.Count);
            Scatter line = plot.Add.ScatterLine(Enumerable.Range(1, values.Count).Select(place => place * Step).ToArray(), [.. values]);
            CurveStyle.Apply(line, index);
            line.LegendText = PictureFont.Instance.Drawable(name);
        }

        if (Places.Count > 0)
        {
            plot.Axes.Bottom.SetTicks([.. Places.Select((_, place) => (place + 1) * Step)], [.. Places.Select(PictureFont.Instance.Drawable)]);
        }
        else if (plot.Axes.Bottom.TickGenerator is NumericAutomatic ticks)
        {
            // There is no half of an epoch.
            ticks.IntegerTicksOnly = double.IsInteger(Step);
        }

        plot.XLabel(HorizontalTitle);
        plot.YLabel(VerticalTitle);
        plot.Axes.SetLimitsX(0, Step * (longest + 1));
        // Below the plot, so that long names leave it its width; beside it where there are more names than colours, which the room below does not hold.
        PlotPicture.ShowLegend(plot, curves.Length > CurveStyle.Count ? Edge.Right : Edge.Bottom);
        return PlotPicture.Draw(plot, Width, Height, Density);
    }
}
