using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Patches of images of one channel, with a row per place in the window: values of neighbouring pixels of Y lie next to each other, so that
/// whole vectors are copied where a row per pixel would be a few values from each line.
/// </summary>
internal static unsafe class PlanePatches<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Copies a piece of the patches.</summary>
    /// <param name="window">The geometry, which fits <see cref="PlaneLines{T, TVector, TLanes}"/>.</param>
    /// <param name="pixel">The first pixel, counted over all images.</param>
    /// <param name="pixels">Columns of the piece.</param>
    /// <param name="start">The first place in the window.</param>
    /// <param name="count">Places: rows of the piece.</param>
    /// <param name="x">The first image.</param>
    /// <param name="stride">Distance between images.</param>
    /// <param name="room">Room for the lines of an image.</param>
    /// <param name="panel">Where the piece goes.</param>
    /// <param name="panelStride">Distance between the piece's rows, which have room for a vector behind their last value.</param>
    public static void Pack(in ConvolutionWindow window, int pixel, int pixels, int start, int count, T* x, nint stride, T* room, T* panel, nint panelStride)
    {
        int outputs = window.Horizontal.Outputs;
        nint lineRoom = PlaneLines<T, TVector, TLanes>.LineRoom(window.Horizontal);
        (int example, int rest) = Math.DivRem(pixel, window.Pixels);
        (int line, int place) = Math.DivRem(rest, outputs);
        while (pixels > 0)
        {
            int lineEnd = Math.Min(window.Vertical.Outputs, line + ((place + pixels + outputs - 1) / outputs));
            int first = window.Vertical.FirstInput(line);
            int end = window.Vertical.FirstInput(lineEnd - 1) + window.Vertical.Kernel;
            new Span<T>(room, (int)((end - first) * lineRoom)).Clear();
            for (int own = Math.Max(0, first); own < Math.Min(window.Vertical.Inputs, end); own++)
            {
                PlaneLines<T, TVector, TLanes>.Split(window.Horizontal, x + (example * stride) + ((nint)own * window.Horizontal.Inputs), room + ((own - first) * lineRoom));
            }

            for (; line < lineEnd; line++)
            {
                int copied = Math.Min(outputs - place, pixels);
                CopyPlaces(window, room + ((window.Vertical.FirstInput(line) - first) * lineRoom) + place, lineRoom, start, count, copied, panel, panelStride);
                panel += copied;
                pixels -= copied;
                place = 0;
            }

            line = 0;
            example++;
        }
    }

    // What one line of Y reads at each place of the window. What a vector has too much is overwritten by the next line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPlaces(in ConvolutionWindow window, T* lines, nint lineRoom, int start, int count, int pixels, T* panel, nint panelStride)
    {
        WindowAxis horizontal = window.Horizontal;
        nint phaseRoom = PlaneLines<T, TVector, TLanes>.PhaseRoom(horizontal);
        (int line, int column) = Math.DivRem(start, horizontal.Kernel);
        (int behind, int phase) = Math.DivRem(column, horizontal.Stride);
        for (; count > 0; count--)
        {
            T* source = lines + (line * lineRoom) + (phase * phaseRoom) + behind;
            for (int index = 0; index < pixels; index += TLanes.Width)
            {
                TLanes.Store(TLanes.Load(source + index), panel + index);
            }

            panel += panelStride;
            if (++column == horizontal.Kernel)
            {
                (line, column, behind, phase) = (line + 1, 0, 0, 0);
            }
            else if (++phase == horizontal.Stride)
            {
                (behind, phase) = (behind + 1, 0);
            }
        }
    }
}
