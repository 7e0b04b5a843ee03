using ScottPlot;
using ScottPlot.Plottables;

namespace RepLearn.Evaluation;

/// <summary>Numbers over epochs as lines, with a legend, as a PNG.</summary>
public sealed record LearningCurves
{
    private static readonly string[] Colors = ["#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b"];

    /// <summary>What the numbers are, with their unit.</summary>
    public required string VerticalTitle { get; init; }

    /// <summary>Pixels across.</summary>
    public int Width { get; init; } = 760;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 420;

    /// <summary>Draws curves.</summary>
    /// <param name="curves">Each a name and one number an epoch, beginning with epoch 1.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">There is no curve, one is empty, or a value is not finite.</exception>
    public byte[] Draw(params ReadOnlySpan<(string Name, IReadOnlyList<double> Values)> curves)
    {
        if (curves.IsEmpty)
        {
            throw new ArgumentException("Expected at least one curve, but got none.", nameof(curves));
        }

        using Plot plot = PictureFont.Instance.CreatePlot();
        for (int index = 0; index < curves.Length; index++)
        {
            (string name, IReadOnlyList<double> values) = curves[index];
            if (values.Count == 0 || values.Any(value => !double.IsFinite(value)))
            {
                throw new ArgumentException($"Expected finite values, at least one, in the curve '{name}'.", nameof(curves));
            }

            Scatter line = plot.Add.ScatterLine(Enumerable.Range(1, values.Count).Select(epoch => (double)epoch).ToArray(), [.. values]);
            line.Color = Color.FromHex(Colors[index % Colors.Length]);
            line.LineWidth = 2;
            line.LegendText = name;
        }

        plot.XLabel("epoch");
        plot.YLabel(VerticalTitle);
        plot.Axes.SetLimitsX(0, curves[0].Values.Count + 1);
        plot.ShowLegend(Alignment.UpperRight);
        return plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png);
    }
}
