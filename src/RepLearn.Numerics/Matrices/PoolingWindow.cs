using System.ComponentModel;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The geometry of windows that move over images X, one value of Y per window and channel. An image is one row of values: line by line, each
/// line pixel by pixel, with the channels of a pixel next to each other.
/// </summary>
/// <param name="Vertical">How the window moves from line to line.</param>
/// <param name="Horizontal">How it moves along a line.</param>
/// <param name="Channels">Values per pixel of X and Y.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PoolingWindow(WindowAxis Vertical, WindowAxis Horizontal, int Channels)
{
    /// <summary>A window that moves in the same way along both sides.</summary>
    /// <param name="axis">How it moves.</param>
    /// <param name="channels">Values per pixel of X and Y.</param>
    public PoolingWindow(WindowAxis axis, int channels)
        : this(axis, axis, channels)
    {
    }

    /// <summary>Values of one X.</summary>
    internal int InputLength => Vertical.Inputs * Horizontal.Inputs * Channels;

    /// <summary>Values of one Y.</summary>
    internal int OutputLength => Vertical.Outputs * Horizontal.Outputs * Channels;
}
