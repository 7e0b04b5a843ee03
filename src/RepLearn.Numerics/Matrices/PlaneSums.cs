using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The transpose of a convolution where an image has one channel: W Yᵀ, so that pixels are the lanes, whose rows are added to the lines of X a
/// vector at a time. Lines are kept apart by their place in a stride meanwhile, as <see cref="PlaneLines{T, TVector, TLanes}"/> describes.
/// Lines of Y follow each other, then places in the window.
/// </summary>
internal static unsafe class PlaneSums<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    // The products of a block of lines stay in L1 until they are added.
    private const int PanelValues = 6 * 1024;

    /// <summary>Whether sums can be had this way.</summary>
    public static bool Serve(in ConvolutionWindow window) =>
        PlaneLines<T, TVector, TLanes>.Fit(window)
        && window.Filters > 1
        && window.Horizontal.Inputs + window.Horizontal.Padding <= (window.Horizontal.Outputs * window.Horizontal.Stride) + window.Horizontal.Kernel
        && (long)window.Depth * PanelRow(window.Horizontal.Outputs) <= PanelValues;

    /// <summary>Writes lines of X.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="lines">The lines, counted over all images.</param>
    /// <param name="y">Y's first value.</param>
    /// <param name="yStride">Distance between examples of Y.</param>
    /// <param name="weight">W's first value.</param>
    /// <param name="weightStride">Distance between W's rows.</param>
    /// <param name="x">X's first value.</param>
    /// <param name="xStride">Distance between images.</param>
    [SkipLocalsInit]
    public static void Run(in ConvolutionWindow window, (int Start, int End) lines, T* y, nint yStride, T* weight, nint weightStride, T* x, nint xStride)
    {
        T* room = stackalloc T[PlaneLines<T, TVector, TLanes>.Room];
        T* panel = stackalloc T[PanelValues];
        int inputs = window.Vertical.Inputs;
        int end;
        for (int line = lines.Start; line < lines.End; line = end)
        {
            (int example, int first) = Math.DivRem(line, inputs);
            end = Math.Min(lines.End, line - first + inputs);
            (int Start, int End) own = (first, first + end - line);
            (int Start, int End) outputs = window.Vertical.OutputsOf(own.Start, own.End);
            Add(window, outputs, y + (example * yStride), weight, weightStride, room, panel);
            int from = window.Vertical.FirstInput(outputs.Start);
            int to = window.Vertical.FirstInput(outputs.End - 1) + window.Vertical.Kernel;
            T* image = x + (example * xStride);
            for (int index = own.Start; index < own.End; index++)
            {
                T* target = image + ((nint)index * window.Horizontal.Inputs);
                if (outputs.Start < outputs.End && index >= from && index < to)
                {
                    PlaneLines<T, TVector, TLanes>.Join(window.Horizontal, room + ((index - from) * PlaneLines<T, TVector, TLanes>.LineRoom(window.Horizontal)), target);
                }
                else
                {
                    new Span<T>(target, window.Horizontal.Inputs).Clear();
                }
            }
        }
    }

    // The lines of an image of X that windows of lines of Y meet.
    private static void Add(in ConvolutionWindow window, (int Start, int End) lines, T* y, T* weight, nint weightStride, T* room, T* panel)
    {
        int outputs = window.Horizontal.Outputs;
        nint lineRoom = PlaneLines<T, TVector, TLanes>.LineRoom(window.Horizontal);
        int written = Math.Max(0, ((lines.End - lines.Start - 1) * window.Vertical.Stride) + window.Vertical.Kernel);
        new Span<T>(room, (int)(written * lineRoom)).Clear();

        // As many lines as there is room for the products of.
        int most = Math.Max(1, ((PanelValues / window.Depth) - (2 * PlaneLines<T, TVector, TLanes>.Grain)) / outputs);
        int end;
        for (int line = lines.Start; line < lines.End; line = end)
        {
            end = Math.Min(lines.End, line + most);
            int pixels = (end - line) * outputs;
            int row = PanelRow(pixels);
            BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                window.Depth, window.Filters, pixels, weight, weightStride, 1, y + ((nint)line * outputs * window.Filters), 1, window.Filters, panel, row, dense: false, panel, 0);
            for (int own = line; own < end; own++)
            {
                AddPlaces(window, panel + ((own - line) * outputs), row, room + ((own - lines.Start) * window.Vertical.Stride * lineRoom), lineRoom);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlaces(in ConvolutionWindow window, T* source, nint row, T* target, nint lineRoom)
    {
        WindowAxis horizontal = window.Horizontal;
        nint phaseRoom = PlaneLines<T, TVector, TLanes>.PhaseRoom(horizontal);
        for (int line = 0; line < window.Vertical.Kernel; line++)
        {
            (int behind, int phase) = (0, 0);
            for (int column = 0; column < horizontal.Kernel; column++)
            {
                T* place = target + (phase * phaseRoom) + behind;
                int index = 0;
                for (; index <= horizontal.Outputs - TLanes.Width; index += TLanes.Width)
                {
                    TLanes.Store(TLanes.Add(TLanes.Load(place + index), TLanes.Load(source + index)), place + index);
                }

                if (index < horizontal.Outputs)
                {
                    TVector last = TLanes.KeepFirst(TLanes.Load(source + index), horizontal.Outputs - index);
                    TLanes.Store(TLanes.Add(TLanes.Load(place + index), last), place + index);
                }

                source += row;
                if (++phase == horizontal.Stride)
                {
                    (behind, phase) = (behind + 1, 0);
                }
            }

            target += lineRoom;
        }
    }

    // A row of products has room for whole vectors, from wherever a line begins.
    private static int PanelRow(int pixels) =>
        (pixels + (2 * PlaneLines<T, TVector, TLanes>.Grain) - 1) / PlaneLines<T, TVector, TLanes>.Grain * PlaneLines<T, TVector, TLanes>.Grain;
}
