using System.ComponentModel;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// How a window moves along one side of an image: output <c>o</c> meets the inputs <c>o · Stride − Padding + k</c> for each <c>k</c> of
/// the kernel. Inputs outside of the image count as 0.
/// </summary>
/// <param name="Inputs">Pixels of the image along this side.</param>
/// <param name="Kernel">Pixels of the window.</param>
/// <param name="Stride">Pixels from one place of the window to the next.</param>
/// <param name="Padding">Pixels before the image at which the first window begins.</param>
/// <param name="Outputs">Places of the window.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WindowAxis(int Inputs, int Kernel, int Stride, int Padding, int Outputs)
{
    /// <summary>The input, in the image or not, at which a window begins.</summary>
    internal int FirstInput(int output) => (output * Stride) - Padding;

    /// <summary>The first output whose window begins in the image.</summary>
    internal int InsideStart => FirstFrom(Padding);

    /// <summary>The output behind the last one whose window ends in the image.</summary>
    internal int InsideEnd => Inputs + Padding < Kernel ? 0 : Math.Min(Outputs, ((Inputs + Padding - Kernel) / Stride) + 1);

    /// <summary>The places of an output's window, counted from its first, that are in the image.</summary>
    internal (int Start, int End) InsideOf(int output)
    {
        int first = FirstInput(output);
        return (Math.Max(0, -first), Math.Min(Kernel, Inputs - first));
    }

    /// <summary>The outputs whose windows meet the inputs from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    internal (int Start, int End) OutputsOf(int start, int end)
    {
        int first = start + Padding - Kernel + 1;
        int last = end - 1 + Padding;
        return (Math.Min(FirstFrom(first), Outputs), Math.Min((last / Stride) + 1, Outputs));
    }

    // The first number of strides that is at least a number of pixels; a sum with a stride may be more than an int holds.
    private int FirstFrom(int pixels) => pixels <= 0 ? 0 : ((pixels - 1) / Stride) + 1;
}
