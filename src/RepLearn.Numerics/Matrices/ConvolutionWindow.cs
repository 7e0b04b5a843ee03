using System.ComponentModel;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The geometry of a convolution between images X of <paramref name="Channels"/> and Y of <paramref name="Filters"/> values per pixel. An
/// example's image is one row of values: line by line, each line pixel by pixel, with the values of a pixel next to each other. The weights
/// W have one row per window place and channel, in the same order, and one column per filter.
/// </summary>
/// <param name="Vertical">How the window moves from line to line.</param>
/// <param name="Horizontal">How it moves along a line.</param>
/// <param name="Channels">Values per pixel of X.</param>
/// <param name="Filters">Values per pixel of Y.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ConvolutionWindow(WindowAxis Vertical, WindowAxis Horizontal, int Channels, int Filters)
{
    /// <summary>A window that moves in the same way along both sides.</summary>
    /// <param name="axis">How it moves.</param>
    /// <param name="channels">Values per pixel of X.</param>
    /// <param name="filters">Values per pixel of Y.</param>
    public ConvolutionWindow(WindowAxis axis, int channels, int filters)
        : this(axis, axis, channels, filters)
    {
    }

    /// <summary>Values of X in a window's line.</summary>
    internal int LineDepth => Horizontal.Kernel * Channels;

    /// <summary>Values of X in a window: rows of W.</summary>
    public int Depth => Vertical.Kernel * LineDepth;

    /// <summary>Values in a line of X.</summary>
    internal int LineLength => Horizontal.Inputs * Channels;

    /// <summary>Pixels of one Y.</summary>
    internal int Pixels => Vertical.Outputs * Horizontal.Outputs;

    /// <summary>Values of one Y.</summary>
    internal int OutputLength => Pixels * Filters;
}
