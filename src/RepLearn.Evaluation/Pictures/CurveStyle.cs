using ScottPlot;
using ScottPlot.Plottables;

namespace RepLearn.Evaluation;

/// <summary>How lines of one picture are told apart.</summary>
internal static class CurveStyle
{
    // Six colours that are told apart also by those who see red and green alike (Okabe and Ito 2008), the darker ones first.
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];

    // Beside the colour, for print and for those who see none.
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];

    /// <summary>Lines with colours of their own.</summary>
    public static int Count => Colors.Length;

    /// <summary>Gives a line its colour and pattern.</summary>
    public static void Apply(Scatter line, int index)
    {
        line.Color = Color.FromHex(Colors[index % Colors.Length]);
        line.LineWidth = 2.5f;
        line.LinePattern = Patterns[index % Patterns.Length];
    }
}
