using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Convolutions as products with the patches of images, of which a block at a time is packed on the stack. Products of a block are those
/// of matrices, so that an element of Y or of the weights' gradient is one chain of multiply-adds in order of the depth; with a few filters an
/// element of Y is a dot product, whose sum runs in 512 bits' worth of lanes.
/// </summary>
internal static unsafe partial class Convolution<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    // A packed block stays in L2 together with the other factor.
    private const int PanelValues = 16 * 1024;

    // As deep as a product's blocks.
    private const int DepthBlock = 128;

    private const int DotLanes = 16;
    private const int MostPixels = 272;
    private const int RowGrain = 8;

    // Fewer filters than this leave so many lanes idle that the values of a window are better the lanes; windows must be some vectors long for it.
    private const int FewFilters = 5;
    private const int LongWindow = 32;

    /// <summary>Y = Patches(X) W for a range of pixels, and what the epilogue makes of the finished sums.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="pixels">The pixels of Y, counted over all images.</param>
    /// <param name="x">The first image's first value.</param>
    /// <param name="xStride">Distance between images.</param>
    /// <param name="xEnd">What follows the last image's values: nothing after it is read.</param>
    /// <param name="weight">W's first value; whole vectors are read.</param>
    /// <param name="weightStride">Distance between W's rows.</param>
    /// <param name="y">Y's first value. Nothing but the range is written.</param>
    /// <param name="yStride">Distance between examples of Y.</param>
    /// <param name="operand">The epilogue's operand: a value per filter, or one per value of Y.</param>
    /// <param name="operandStride">0 for a value per filter, else Y's stride.</param>
    [SkipLocalsInit]
    public static void Convolve<TEpilogue>(
        in ConvolutionWindow window, (int Start, int End) pixels, T* x, nint xStride, T* xEnd, T* weight, nint weightStride, T* y, nint yStride, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        T* panel = stackalloc T[PanelValues + DotLanes];
        int filters = window.Filters;
        if (HasFewFilters(window) && window.Depth <= PanelValues / FewFilters / 2)
        {
            ConvolveRows<TEpilogue>(window, pixels, x, xStride, xEnd, weight, weightStride, y, yStride, operand, operandStride, panel);
            return;
        }

        int depth = Even(window.Depth, DepthBlock, 1);
        bool isPlane = PlaneLines<T, TVector, TLanes>.Fit(window);
        int most = Math.Min(MostPixels, ((PanelValues / depth) - (isPlane ? PlaneLines<T, TVector, TLanes>.Grain : 0)) / RowGrain * RowGrain);
        T* room = stackalloc T[isPlane ? PlaneLines<T, TVector, TLanes>.Room : 0];
        bool dense = filters % TLanes.Width != 0;
        nint operandRow = operandStride == 0 ? 0 : filters;
        int end;
        for (int pixel = pixels.Start; pixel < pixels.End; pixel = end)
        {
            end = EndOfBlock(window, pixel, pixels.End, most, yStride);
            nint place = PlaceOf(window, pixel, yStride);
            T* above = operandStride == 0 ? operand : operand + PlaceOf(window, pixel, operandStride);
            for (int start = 0; start < window.Depth; start += depth)
            {
                int count = Math.Min(depth, window.Depth - start);
                T* right = weight + (start * weightStride);
                (nint panelPixel, nint panelDepth) = isPlane ? (1, (nint)most + PlaneLines<T, TVector, TLanes>.Grain) : (count, 1);
                if (isPlane)
                {
                    PlanePatches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, start, count, x, xStride, room, panel, panelDepth);
                }
                else
                {
                    Patches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, start, count, x, xStride, xEnd, panel);
                }

                if (start + count == window.Depth)
                {
                    BlockedProduct<T, TVector, TLanes>.Run<TEpilogue>(
                        end - pixel, count, filters, panel, panelPixel, panelDepth, right, weightStride, 1, y + place, filters, dense, above, operandRow, accumulate: start > 0);
                }
                else
                {
                    BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                        end - pixel, count, filters, panel, panelPixel, panelDepth, right, weightStride, 1, y + place, filters, dense, y, 0, accumulate: start > 0);
                }
            }
        }
    }

    // The same where each element of Y is a dot product of a patch with a column of W, which are packed behind each other.
    private static void ConvolveRows<TEpilogue>(
        in ConvolutionWindow window, (int Start, int End) pixels, T* x, nint xStride, T* xEnd, T* weight, nint weightStride, T* y, nint yStride,
        T* operand, nint operandStride, T* panel)
        where TEpilogue : struct, IEpilogue
    {
        int depth = window.Depth;
        T* across = panel;
        Matrix.Transpose(0, depth, window.Filters, ref *weight, (int)weightStride, ref *across, depth);
        panel += window.Filters * depth;
        int most = (PanelValues / depth) - window.Filters;
        int end;
        for (int pixel = pixels.Start; pixel < pixels.End; pixel = end)
        {
            end = EndOfBlock(window, pixel, pixels.End, most, yStride);
            Patches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, 0, depth, x, xStride, xEnd, panel);
            T* above = operandStride == 0 ? operand : operand + PlaceOf(window, pixel, operandStride);
            Matrix.MultiplyTransposed<T, TEpilogue>(
                end - pixel, depth, window.Filters, ref *panel, depth, ref *across, depth, ref y[PlaceOf(window, pixel, yStride)], window.Filters,
                ref *above, operandStride == 0 ? 0 : window.Filters);
        }
    }

    private static bool HasFewFilters(in ConvolutionWindow window) => window.Filters < FewFilters && window.Depth >= LongWindow;

    /// <summary>Patches(X)ᵀ Y for a range of rows: the gradient of W, added in order of the examples and of their pixels.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="rows">The rows of the gradient.</param>
    /// <param name="examples">Images.</param>
    /// <param name="x">The first image's first value.</param>
    /// <param name="xStride">Distance between images.</param>
    /// <param name="xEnd">What follows the last image's values: nothing after it is read.</param>
    /// <param name="y">Y's first value; whole vectors are read.</param>
    /// <param name="yStride">Distance between examples of Y.</param>
    /// <param name="gradient">The gradient's first value, in row 0. Nothing but the range is written.</param>
    /// <param name="gradientStride">Distance between the gradient's rows.</param>
    [SkipLocalsInit]
    public static void PatchProduct(
        in ConvolutionWindow window, (int Start, int End) rows, int examples, T* x, nint xStride, T* xEnd, T* y, nint yStride, T* gradient, nint gradientStride)
    {
        T* panel = stackalloc T[PanelValues + TLanes.Width];
        int filters = window.Filters;
        if (HasFewFilters(window))
        {
            PatchProductAcross(window, rows, examples, x, xStride, xEnd, y, yStride, gradient, gradientStride, panel);
            return;
        }

        bool isPlane = PlaneLines<T, TVector, TLanes>.Fit(window);
        T* room = stackalloc T[isPlane ? PlaneLines<T, TVector, TLanes>.Room : 0];
        int height = Even(rows.End - rows.Start, PanelValues / (DepthBlock + (isPlane ? PlaneLines<T, TVector, TLanes>.Grain : 0)), RowGrain);
        int pixels = examples * window.Pixels;
        int end;
        for (int pixel = 0; pixel < pixels; pixel = end)
        {
            end = EndOfBlock(window, pixel, pixels, DepthBlock, yStride);
            T* right = y + PlaceOf(window, pixel, yStride);
            for (int row = rows.Start; row < rows.End; row += height)
            {
                int count = Math.Min(height, rows.End - row);
                T* target = gradient + (row * gradientStride);
                (nint panelRow, nint panelPixel) = isPlane ? (DepthBlock + PlaneLines<T, TVector, TLanes>.Grain, 1) : (1, (nint)count);
                if (isPlane)
                {
                    PlanePatches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, row, count, x, xStride, room, panel, panelRow);
                }
                else
                {
                    Patches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, row, count, x, xStride, xEnd, panel);
                }

                BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                    count, end - pixel, filters, panel, panelRow, panelPixel, right, filters, 1, target, gradientStride, dense: true, target, 0, accumulate: pixel > 0);
            }
        }
    }

    // The same with the rows of the gradient as lanes, Yᵀ Patches(X), of which a strip of columns at a time is transposed into its place.
    [SkipLocalsInit]
    private static void PatchProductAcross(
        in ConvolutionWindow window, (int Start, int End) rows, int examples, T* x, nint xStride, T* xEnd, T* y, nint yStride,
        T* gradient, nint gradientStride, T* panel)
    {
        const int Strip = PanelValues / DepthBlock;
        T* strip = stackalloc T[FewFilters * Strip];
        int filters = window.Filters;
        int pixels = examples * window.Pixels;
        for (int row = rows.Start; row < rows.End; row += Strip)
        {
            int count = Math.Min(Strip, rows.End - row);
            int end;
            for (int pixel = 0; pixel < pixels; pixel = end)
            {
                // A panel's row has whole vectors behind its last value: those of the next one, or what is behind the panel.
                end = EndOfBlock(window, pixel, pixels, DepthBlock, yStride);
                Patches<T, TVector, TLanes>.Pack(window, pixel, end - pixel, row, count, x, xStride, xEnd, panel);
                BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                    filters, end - pixel, count, y + PlaceOf(window, pixel, yStride), 1, filters, panel, count, 1, strip, Strip, dense: false, strip, 0,
                    accumulate: pixel > 0);
            }

            Matrix.Transpose(0, filters, count, ref *strip, Strip, ref gradient[row * gradientStride], (int)gradientStride);
        }
    }

    // Where a pixel of Y is; in a range that begins there, pixels follow each other as far as EndOfBlock says.
    private static nint PlaceOf(in ConvolutionWindow window, int pixel, nint yStride)
    {
        (int example, int own) = Math.DivRem(pixel, window.Pixels);
        return (example * yStride) + ((nint)own * window.Filters);
    }

    private static int EndOfBlock(in ConvolutionWindow window, int pixel, int end, int most, nint yStride)
    {
        int last = yStride == window.OutputLength ? end : Math.Min(end, ((pixel / window.Pixels) + 1) * window.Pixels);
        return pixel + Math.Min(last - pixel, most);
    }

    // The size of the fewest parts of nearly equal size, a multiple of the grain.
    private static int Even(int size, int most, int grain)
    {
        int parts = (size + most - 1) / most;
        return (((size + parts - 1) / parts) + grain - 1) / grain * grain;
    }
}
