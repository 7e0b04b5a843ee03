using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

// From pixels to the windows that they belong to: transposed convolutions, and the gradient of a convolution's input.
internal static unsafe partial class Convolution<T, TVector, TLanes>
{
    // Images that stay in L2 while parts of the weights are transposed and multiplied one after the other.
    private const int GroupValues = 64 * 1024;

    // No wider piece of the patches is made at once.
    private const int MostColumns = 240;
    private const int ColumnGrain = 16;

    // A bias is repeated over this many values, to be added along a line.
    private const int RepeatedValues = 256;

    /// <summary>
    /// The transpose of <see cref="Convolve"/> for a range of lines of X, with the epilogue applied to the finished sums: rows of Y Wᵀ,
    /// each added to the window that it belongs to. Pieces of columns follow each other, then pixels, then places in the window; each
    /// part is a chain of multiply-adds over the filters. Images of one channel have an order of their own, <see cref="PlaneSums{T, TVector, TLanes}"/>.
    /// </summary>
    /// <param name="window">The geometry.</param>
    /// <param name="lines">The lines of X, counted over all images. Nothing else is written.</param>
    /// <param name="y">Y's first value.</param>
    /// <param name="yStride">Distance between examples of Y.</param>
    /// <param name="weight">W's first value.</param>
    /// <param name="weightStride">Distance between W's rows.</param>
    /// <param name="x">X's first value.</param>
    /// <param name="xStride">Distance between images.</param>
    /// <param name="operand">The epilogue's operand: a value per channel, or one per value of X.</param>
    /// <param name="operandStride">0 for a value per channel, else X's stride.</param>
    [SkipLocalsInit]
    public static void ConvolveTransposed<TEpilogue>(
        in ConvolutionWindow window, (int Start, int End) lines, T* y, nint yStride, T* weight, nint weightStride, T* x, nint xStride, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        T* repeated = stackalloc T[RepeatedValues + TLanes.Width];
        int repeats = operandStride == 0 && typeof(TEpilogue) != typeof(NoEpilogue) ? Math.Min(RepeatedValues / window.Channels, window.Horizontal.Inputs) : 0;
        for (int index = 0; index < repeats * window.Channels; index++)
        {
            repeated[index] = operand[index % window.Channels];
        }

        bool isPlane = PlaneSums<T, TVector, TLanes>.Serve(window);
        int inputs = window.Vertical.Inputs;
        int groupLines = Math.Max(1, GroupValues / (inputs * window.LineLength)) * inputs;
        int end;
        for (int line = lines.Start; line < lines.End; line = end)
        {
            // Whole images, except for the first and the last of the range.
            end = Math.Min(lines.End, (line / inputs * inputs) + groupLines);
            if (isPlane)
            {
                PlaneSums<T, TVector, TLanes>.Run(window, (line, end), y, yStride, weight, weightStride, x, xStride);
            }
            else
            {
                AddPixels(window, (line, end), y, yStride, weight, weightStride, x, xStride);
            }

            for (int finished = line; finished < end && typeof(TEpilogue) != typeof(NoEpilogue); finished++)
            {
                (int example, int own) = Math.DivRem(finished, inputs);
                nint place = (nint)own * window.LineLength;
                T* target = x + (example * xStride) + place;
                if (operandStride != 0)
                {
                    Finish<TEpilogue>(window.LineLength, target, operand + (example * operandStride) + place);
                }
                else
                {
                    FinishChannels<TEpilogue>(window, target, repeats == 0 ? operand : repeated, Math.Max(repeats, 1) * window.Channels);
                }
            }
        }
    }

    [SkipLocalsInit]
    private static void AddPixels(in ConvolutionWindow window, (int Start, int End) lines, T* y, nint yStride, T* weight, nint weightStride, T* x, nint xStride)
    {
        T* room = stackalloc T[(2 * PanelValues) + ColumnGrain];
        T* panel = (T*)(((nint)room + 63) & -64);
        T* across = panel + PanelValues;

        // A part of the weights is transposed once for all images, or by the product block by block where even a narrow one leaves no room.
        bool keeps = (nint)window.Filters * ColumnGrain <= PanelValues;
        int widest = Math.Min(PanelValues / window.Filters, MostColumns) / ColumnGrain * ColumnGrain;
        int columns = Even(window.Depth, Math.Max(ColumnGrain, widest), ColumnGrain);
        int most = PanelValues / columns / RowGrain * RowGrain;
        Clear(window, lines, x, xStride);
        (int Start, int End) pixels = PixelsOf(window, lines);
        for (int start = 0; start < window.Depth; start += columns)
        {
            int count = Math.Min(columns, window.Depth - start);
            if (keeps)
            {
                Transpose(window, start, count, weight, weightStride, across, columns);
            }

            int end;
            for (int pixel = pixels.Start; pixel < pixels.End; pixel = end)
            {
                end = EndOfBlock(window, pixel, pixels.End, most, yStride);
                T* left = y + PlaceOf(window, pixel, yStride);
                T* right = keeps ? across : weight + (start * weightStride);
                BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                    end - pixel, window.Filters, count, left, window.Filters, 1, right, keeps ? columns : 1, keeps ? 1 : weightStride,
                    panel, columns, dense: false, panel, 0);
                Patches<T, TVector, TLanes>.Add(window, pixel, end - pixel, start, count, panel, columns, x, xStride, lines);
            }
        }
    }

    private static void FinishChannels<TEpilogue>(in ConvolutionWindow window, T* line, T* operand, int length)
        where TEpilogue : struct, IEpilogue
    {
        for (int index = 0; index < window.LineLength; index += length)
        {
            Finish<TEpilogue>(Math.Min(length, window.LineLength - index), line + index, operand);
        }
    }

    private static void Finish<TEpilogue>(int length, T* target, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        int index = 0;
        for (; index <= length - TLanes.Width; index += TLanes.Width)
        {
            TLanes.Store(TEpilogue.Apply<T, TVector, TLanes>(TLanes.Load(target + index), operand + index), target + index);
        }

        if (index < length)
        {
            TLanes.StoreFirst(TEpilogue.Apply<T, TVector, TLanes>(TLanes.Load(target + index), operand + index), target + index, length - index);
        }
    }

    // After the last column, zeros are read: the results are not used, but subnormal numbers would be slow.
    private static void Transpose(in ConvolutionWindow window, int start, int count, T* weight, nint weightStride, T* across, int stride)
    {
        if (count < stride)
        {
            new Span<T>(across, window.Filters * stride).Clear();
        }

        Matrix.Transpose(0, count, window.Filters, ref weight[start * weightStride], (int)weightStride, ref *across, stride);
    }

    private static void Clear(in ConvolutionWindow window, (int Start, int End) lines, T* x, nint xStride)
    {
        for (int line = lines.Start; line < lines.End;)
        {
            (int example, int first) = Math.DivRem(line, window.Vertical.Inputs);
            int count = Math.Min(window.Vertical.Inputs - first, lines.End - line);
            new Span<T>(x + (example * xStride) + ((nint)first * window.LineLength), count * window.LineLength).Clear();
            line += count;
        }
    }

    // The pixels of Y whose windows meet lines of X.
    private static (int Start, int End) PixelsOf(in ConvolutionWindow window, (int Start, int End) lines)
    {
        int inputs = window.Vertical.Inputs;
        (int first, int start) = Math.DivRem(lines.Start, inputs);
        (int last, int end) = Math.DivRem(lines.End - 1, inputs);
        int from = window.Vertical.OutputsOf(start, first == last ? end + 1 : inputs).Start;
        int to = window.Vertical.OutputsOf(first == last ? start : 0, end + 1).End;
        return ((first * window.Pixels) + (from * window.Horizontal.Outputs), (last * window.Pixels) + (to * window.Horizontal.Outputs));
    }
}
