using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The patches of images: a matrix with a row per pixel of Y and a column per value of X in its window. It is never stored; products
/// pack the piece of it that they are about to read, a run of neighbouring values per line of the window.
/// </summary>
internal static unsafe class Patches<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Copies a piece of the patches; the panel's rows follow each other, with room for a vector behind the last.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="pixel">The first pixel, counted over all images.</param>
    /// <param name="pixels">Rows of the piece.</param>
    /// <param name="start">First column of the piece.</param>
    /// <param name="count">Columns of the piece.</param>
    /// <param name="x">The first image.</param>
    /// <param name="stride">Distance between images.</param>
    /// <param name="end">What follows the last image's values: nothing behind it is read.</param>
    /// <param name="panel">Where the piece goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(in ConvolutionWindow window, int pixel, int pixels, int start, int count, T* x, nint stride, T* end, T* panel)
    {
        WindowAxis horizontal = window.Horizontal;
        int line = window.LineDepth;
        int firstLine = start / line;
        int lastLine = (start + count - 1) / line;
        (int example, int rest) = Math.DivRem(pixel, window.Pixels);
        (int lineOfY, int place) = Math.DivRem(rest, horizontal.Outputs);
        nint step = (nint)horizontal.Stride * window.Channels;

        // Wide vectors would cross cache lines more often than they are long.
        bool isShort = line <= Vector128<T>.Count;
        while (pixels > 0)
        {
            int lineOfX = window.Vertical.FirstInput(lineOfY) + firstLine;
            bool isInside = lineOfX >= 0 && lineOfX + lastLine - firstLine < window.Vertical.Inputs;
            T* lineStart = x + (example * stride) + ((nint)lineOfX * window.LineLength);
            int placeEnd = Math.Min(horizontal.Outputs, place + pixels);
            pixels -= placeEnd - place;
            (int wholeStart, int wholeEnd) = (placeEnd, placeEnd);
            if (isInside)
            {
                // What is read of a window ends a vector behind its last run.
                nint room = (nint)(end - lineStart) - ((nint)(lastLine - firstLine) * window.LineLength) - line - TLanes.Width;
                int readable = (int)Math.Min(placeEnd, (room + step + ((nint)horizontal.Padding * window.Channels)) / step);
                wholeStart = Math.Clamp(horizontal.InsideStart, place, placeEnd);
                wholeEnd = Math.Max(wholeStart, Math.Min(horizontal.InsideEnd, readable));
            }

            for (; place < wholeStart; place++)
            {
                PackClipped(window, lineOfX, place, firstLine, lastLine, start, count, lineStart, panel);
                panel += count;
            }

            T* source = lineStart + ((nint)horizontal.FirstInput(place) * window.Channels);
            if (isShort)
            {
                Patches<T, Vector128<T>, Lanes128<T>>.PackWhole(window, wholeEnd - place, firstLine, lastLine, start, count, source, panel);
            }
            else
            {
                PackWhole(window, wholeEnd - place, firstLine, lastLine, start, count, source, panel);
            }

            panel += (wholeEnd - place) * count;
            for (place = wholeEnd; place < placeEnd; place++)
            {
                PackClipped(window, lineOfX, place, firstLine, lastLine, start, count, lineStart, panel);
                panel += count;
            }

            place = 0;
            if (++lineOfY == window.Vertical.Outputs)
            {
                lineOfY = 0;
                example++;
            }
        }
    }

    // Windows in a line that lie in the image. Whole vectors are written; what they write too much is overwritten by the next run, or by the
    // next pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackWhole(
        in ConvolutionWindow window, int pixels, int firstLine, int lastLine, int start, int count, T* source, T* target)
    {
        nint step = (nint)window.Horizontal.Stride * window.Channels;
        nint lineLength = window.LineLength;
        int line = window.LineDepth;
        int skipped = start - (firstLine * line);
        for (; pixels > 0; pixels--)
        {
            T* from = source + skipped;
            int length = Math.Min(line - skipped, count);
            int left = count;
            for (int index = firstLine; index <= lastLine; index++)
            {
                int copied = 0;
                do
                {
                    TLanes.Store(TLanes.Load(from + copied), target + copied);
                    copied += TLanes.Width;
                }
                while (copied < length);

                from += lineLength - (index == firstLine ? skipped : 0);
                target += length;
                left -= length;
                length = Math.Min(line, left);
            }

            source += step;
        }
    }

    // A window that reaches beyond the image, or whose vectors would be read beyond the last image.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackClipped(
        in ConvolutionWindow window, int lineOfX, int place, int firstLine, int lastLine, int start, int count, T* lineStart, T* target)
    {
        int line = window.LineDepth;
        int first = window.Horizontal.FirstInput(place);
        T* source = lineStart + ((nint)first * window.Channels);
        int insideStart = Math.Clamp(-first, 0, window.Horizontal.Kernel) * window.Channels;
        int insideEnd = Math.Clamp(window.Horizontal.Inputs - first, 0, window.Horizontal.Kernel) * window.Channels;
        for (int index = 0; index < count; index += TLanes.Width)
        {
            TLanes.Store(TLanes.Zero, target + index);
        }

        for (int index = firstLine; index <= lastLine; index++)
        {
            // Columns of the piece, counted from the line's first.
            int pieceStart = start - (index * line);
            int from = Math.Max(Math.Max(pieceStart, 0), insideStart);
            int to = Math.Min(Math.Min(pieceStart + count, line), insideEnd);
            if (from < to && lineOfX >= 0 && lineOfX < window.Vertical.Inputs)
            {
                int column = from;
                for (; column <= to - TLanes.Width; column += TLanes.Width)
                {
                    TLanes.Store(TLanes.Load(source + column), target + column - pieceStart);
                }

                for (; column < to; column++)
                {
                    target[column - pieceStart] = source[column];
                }
            }

            lineOfX++;
            source += window.LineLength;
        }
    }

    /// <summary>
    /// The transpose: adds a piece of a matrix of patches to the images that they would come from, pixel after pixel, and in a pixel in the
    /// order of the window.
    /// </summary>
    /// <param name="window">The geometry.</param>
    /// <param name="pixel">The first pixel, counted over all images.</param>
    /// <param name="pixels">Rows of the piece.</param>
    /// <param name="start">First column of the piece.</param>
    /// <param name="count">Columns of the piece.</param>
    /// <param name="panel">The piece.</param>
    /// <param name="panelStride">Distance between its rows.</param>
    /// <param name="x">The first image.</param>
    /// <param name="stride">Distance between images.</param>
    /// <param name="lines">The lines, counted over all images, to which is added; to others nothing is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        in ConvolutionWindow window, int pixel, int pixels, int start, int count, T* panel, nint panelStride, T* x, nint stride, (int Start, int End) lines)
    {
        WindowAxis horizontal = window.Horizontal;
        int line = window.LineDepth;
        int firstLine = start / line;
        int lastLine = (start + count - 1) / line;
        (int example, int rest) = Math.DivRem(pixel, window.Pixels);
        (int lineOfY, int place) = Math.DivRem(rest, horizontal.Outputs);
        while (pixels > 0)
        {
            int lineOfX = window.Vertical.FirstInput(lineOfY);
            int fromLine = Math.Max(firstLine, Math.Max(0, lines.Start - (example * window.Vertical.Inputs)) - lineOfX);
            int toLine = Math.Min(lastLine + 1, Math.Min(window.Vertical.Inputs, lines.End - (example * window.Vertical.Inputs)) - lineOfX);
            T* image = x + (example * stride);
            int placeEnd = Math.Min(horizontal.Outputs, place + pixels);
            pixels -= placeEnd - place;
            for (; place < placeEnd; place++)
            {
                int first = horizontal.FirstInput(place);
                int insideStart = first >= 0 ? 0 : -first * window.Channels;
                int insideEnd = Math.Min(line, (horizontal.Inputs - first) * window.Channels);
                T* target = image + ((nint)(lineOfX + fromLine) * window.LineLength) + ((nint)first * window.Channels);
                for (int index = fromLine; index < toLine; index++)
                {
                    int pieceStart = start - (index * line);
                    int from = Math.Max(pieceStart, insideStart);
                    int to = Math.Min(pieceStart + count, insideEnd);
                    AddRun(panel + from - pieceStart, target + from, to - from);
                    target += window.LineLength;
                }

                panel += panelStride;
            }

            place = 0;
            if (++lineOfY == window.Vertical.Outputs)
            {
                lineOfY = 0;
                example++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRun(T* source, T* target, int length)
    {
        int index = 0;
        for (; index <= length - TLanes.Width; index += TLanes.Width)
        {
            TLanes.Store(TLanes.Add(TLanes.Load(target + index), TLanes.Load(source + index)), target + index);
        }

        for (; index < length; index++)
        {
            if (typeof(T) == typeof(float))
            {
                ((float*)target)[index] += ((float*)source)[index];
            }
            else
            {
                ((double*)target)[index] += ((double*)source)[index];
            }
        }
    }
}
